"""What answers about a practice tell of it when it is compared with others."""

from practices.questionnaire.binding import BoundQuestionnaire
from submissions.answers import Answers, one


def facts_compared(answers: Answers, bound: BoundQuestionnaire) -> dict:
    runner, places = bound.forms["who-runs"], bound.parts["place"]
    named = runner.cleaned_data.get("runner") if runner.is_valid() else None
    found = places.places() if places.is_valid() else ()
    return {
        **{name: one(answers, name).strip() for name in ("title", "one_liner", "summary", "website")},
        "owner_id": named.organisation_id if named else None,
        "municipality_ids": {place.municipality_id for place in found} - {None},
        "themes": _main_first(answers, "main_theme", "themes"),
        "groups": _main_first(answers, "main_group", "groups"),
        "years": _years(bound),
    }


def _main_first(answers: Answers, main: str, chosen: str) -> list[str]:
    return list(dict.fromkeys([*filter(None, answers.get(main, ())), *answers.get(chosen, ())]))


def _years(bound: BoundQuestionnaire) -> tuple[int | None, int | None] | None:
    since = bound.forms["since"]
    since.is_valid()
    first, last = (since.cleaned_data.get(name) for name in ("started", "ended"))
    return (first.year, last.year if last else None) if first else None

"""What the data files tell of the records of the demonstration, as answers to the questions about their kinds."""

import json
from dataclasses import dataclass
from pathlib import Path

from organisations.models import Organisation
from places.models import Municipality
from portal.demo.people import CONTACT
from practices.choices import ShowContactAs
from practices.publication import SENSITIVE_THEMES
from submissions.answers import Answers
from submissions.parts import part_answers

DATA = Path(__file__).resolve().parent.parent / "data"
PREFIX = "demo-"
"""Of the `source_key` of everything that the demonstration makes."""
FILES = {
    "organisation": "demo_organisations.json",
    "research": "demo_research.json",
    "practice": "demo_practices.json",
}
"""By kind, in this order: practices are run by organisations."""
MARK = {
    "sv": "Demonstration:",
    "da": "Demonstration:",
    "nb": "Demonstrasjon:",
    "nn": "Demonstrasjon:",
    "fi": "Esittely:",
    "is": "Sýnishorn:",
    "en": "Demonstration:",
}
"""How a title begins, in the language of the text. Names of organisations say by themselves that they are invented."""
_WORDS = ("problem", "goal", "what_we_do", "results_summary", "obstacles", "lessons", "risks_and_ethics")
_MORE_WORDS = ("one_liner", "summary", "participation", "equality", "transfer_conditions", "continuation")


@dataclass(frozen=True)
class Record:
    kind: str
    told: dict

    @property
    def key(self) -> str:
        return PREFIX + self.told["key"]

    @property
    def language(self) -> str:
        return self.told["language"]

    @property
    def story(self) -> str:
        """Name of the function in `stories` that tells what becomes of it."""
        return self.told["story"]

    @property
    def title(self) -> str:
        return f"{MARK[self.language]} {self.told['title']}"

    def said(self, name: str):
        """What people say in its story, in its language."""
        return self.told["said"][name]


def records() -> list[Record]:
    return [
        Record(kind, told)
        for kind, name in FILES.items()
        for told in json.loads((DATA / name).read_text(encoding="utf-8"))
    ]


def answers_of(record: Record, owner: Organisation | None) -> Answers:
    """`owner` is the organisation that runs a practice, where it stands in the portal."""
    told = _ANSWERS[record.kind](record, owner)
    return {name: values for name, values in told.items() if any(values)}


def _organisation(record: Record, _owner) -> Answers:
    told = record.told
    place = _municipality(told)
    return _single(name=told["name"], type="voluntary-organisation", country=told["country"], place=place.name) | {
        "about": [told["about"]],
        "themes": told["themes"],
    }


def _research(record: Record, _owner) -> Answers:
    told = record.told
    facts = _single(
        csl_type="report",
        title=record.title,
        work_language=record.language,
        url=f"https://example.org/{record.key}",
        issued=told["year"],
        publisher=told["author"],
        main_theme=told["theme"],
        key_message=told["key_message"],
        summary_studied=told["studied"],
        summary_found=told["found"],
        summary_use=told["use"],
    )
    topics = {"groups": told["groups"], "studied_countries": told["countries"]}
    return facts | topics | part_answers("author", [{"body": told["author"]}])


def _practice(record: Record, owner: Organisation | None) -> Answers:
    told = record.told
    facts = _single(
        title=record.title,
        scale="level-local",
        owner_name=told["owner"],
        owner=str(owner.pk) if owner else "",
        main_theme=told["themes"][0],
        main_group=told["groups"][0],
        settings="setting-community",
        started="2025-03",
        is_running="yes",
        maturity=told.get("maturity", "maturity-pilot"),
        participant_duration="dur-months",
        participants_per_year="60",
    )
    facts |= {name: [told.get(name, "")] for name in (*_WORDS, *_MORE_WORDS)}
    facts |= {name: told[name] for name in ("themes", "groups", "methods")}
    return facts | part_answers("place", [_place(told)]) | part_answers("contact", [_contact(told)])


def _place(told: dict) -> dict[str, str]:
    place = _municipality(told)
    return {"country": told["country"], "name": place.name, "known": f"municipality:{told['country']}-{place.code}"}


def _contact(told: dict) -> dict[str, str]:
    """The address gets no mail; where people could come to harm, only the organisation is shown."""
    is_sensitive = not SENSITIVE_THEMES.isdisjoint(told["themes"])
    return {"email": CONTACT, "show_as": ShowContactAs.ORGANISATION_ONLY if is_sensitive else ""}


def _municipality(told: dict) -> Municipality:
    return Municipality.objects.get(country=told["country"], code=told["municipality"])


def _single(**values: str) -> Answers:
    return {name: [value] for name, value in values.items()}


_ANSWERS = {"organisation": _organisation, "research": _research, "practice": _practice}

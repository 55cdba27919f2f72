"""The ten questions of the reviewers, asked of a practice before it is sent.

A level says only that something is written there: how good it is, people judge.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.choices import Comparison, PartnerRole
from practices.questionnaire.binding import BoundQuestionnaire

MOST = 3
_ENOUGH = 100
"""So many characters can hold a thought."""


@dataclass(frozen=True)
class Lift:
    """What would raise the level, and the question where it is answered."""

    sentence: str
    question: str


@dataclass(frozen=True)
class Bar:
    criterion: str
    """C1 to C10 of the review criteria."""
    title: str
    level: int
    """0 to 3, estimated from what is filled in alone."""
    lifts: tuple[Lift, ...]


class Filled:
    """What is filled in, right or wrong: a check must not stop at the first mistake."""

    def __init__(self, bound: BoundQuestionnaire):
        bound.errors()
        self._told = {
            name: value for form in bound.forms.values() for name, value in getattr(form, "cleaned_data", {}).items()
        }
        self._rows = {
            prefix: [form.cleaned_data for form in formset.forms if form.has_changed() and form.is_valid()]
            for prefix, formset in bound.parts.items()
        }

    def has(self, *names: str) -> bool:
        return all(self._told.get(name) not in (None, "", [], False) for name in names)

    def tells(self, name: str, least: int = _ENOUGH) -> bool:
        return len(self._told.get(name) or "") >= least

    def rows(self, prefix: str, *names: str) -> int:
        """How many rows there are in which all of these are told."""
        return sum(all(row.get(name) not in (None, "", False) for name in names) for row in self._rows[prefix])

    def has_row(self, prefix: str, name: str, *values: str) -> bool:
        """Whether one of `values` was chosen in any row."""
        return any(row.get(name) in values for row in self._rows[prefix])

    def has_figure(self, *names: str) -> bool:
        return any(letter.isdigit() for name in names for letter in self._told.get(name) or "")


Step = tuple[Callable[[Filled], bool], str | Promise, str]
"""(whether it is there, what to do when it is not, the question where it is answered)"""


@dataclass(frozen=True)
class _Criterion:
    """Each step that is there raises the level by one; those that are not are the lifts."""

    name: str
    title: str | Promise
    steps: tuple[Step, Step, Step]

    def bar(self, filled: Filled) -> Bar:
        missing = [Lift(str(sentence), question) for is_there, sentence, question in self.steps if not is_there(filled)]
        return Bar(self.name, str(self.title), MOST - len(missing), tuple(missing))


def self_check(bound: BoundQuestionnaire) -> list[Bar]:
    filled = Filled(bound)
    return [criterion.bar(filled) for criterion in _CRITERIA]


def lifts(bars: Iterable[Bar], most: int = 3) -> list[Lift]:
    """The first thing to do for the lowest bars."""
    lowest = sorted((bar for bar in bars if bar.lifts), key=lambda bar: bar.level)
    return [bar.lifts[0] for bar in lowest[:most]]


def note() -> str:
    """Stands beside the bars."""
    return _("We look only at what is filled in. Reviewers read what you have written.")


_CRITERIA = (
    _Criterion(
        "C1",
        gettext_lazy("Need and goal"),
        (
            (lambda told: told.has("problem"), gettext_lazy("Tell what was wrong before."), "before"),
            (lambda told: told.has("goal"), gettext_lazy("Tell what you want to reach."), "before"),
            (
                lambda told: told.has_figure("problem", "goal"),
                gettext_lazy("Show the need or the goal with a figure."),
                "before",
            ),
        ),
    ),
    _Criterion(
        "C2",
        gettext_lazy("Clear enough to repeat"),
        (
            (lambda told: told.tells("what_we_do", 300), gettext_lazy("Tell what you do, step by step."), "doing"),
            (lambda told: told.has("obstacles"), gettext_lazy("Tell what was difficult."), "difficult"),
            (
                lambda told: told.rows("block") > 0,
                gettext_lazy("Describe a building block that others can lift out."),
                "doing",
            ),
        ),
    ),
    _Criterion(
        "C3",
        gettext_lazy("Thought through"),
        (
            (lambda told: told.has("goal"), gettext_lazy("Tell what you want to reach."), "before"),
            (lambda told: told.tells("lessons"), gettext_lazy("Tell what you have learnt."), "difficult"),
            (lambda told: told.has("must_keep"), gettext_lazy("Tell what must stay as it is."), "takes"),
        ),
    ),
    _Criterion(
        "C4",
        gettext_lazy("Results"),
        (
            (
                lambda told: told.has("results_summary") or told.rows("result") > 0,
                gettext_lazy("Tell what came of it."),
                "results",
            ),
            (
                lambda told: told.rows("result", "baseline", "value", "source_url") > 0,
                gettext_lazy("Give one result before and afterwards, with its source."),
                "results",
            ),
            (
                lambda told: told.has_row("result", "comparison", Comparison.OTHER_GROUP, Comparison.RANDOM),
                gettext_lazy("Compare a result with another group, if you can."),
                "results",
            ),
        ),
    ),
    _Criterion(
        "C5",
        gettext_lazy("Fairness and inclusion"),
        (
            (lambda told: told.has("groups"), gettext_lazy("Choose who it is for."), "for-whom"),
            (lambda told: told.has("equality"), gettext_lazy("Tell how it works for everyone."), "difficult"),
            (
                lambda told: told.tells("equality"),
                gettext_lazy("Tell how you reach those who are usually missed."),
                "difficult",
            ),
        ),
    ),
    _Criterion(
        "C6",
        gettext_lazy("People concerned take part"),
        (
            (
                lambda told: told.has("participation"),
                gettext_lazy("Tell how the people concerned have influenced it."),
                "difficult",
            ),
            (
                lambda told: told.tells("participation"),
                gettext_lazy("Give an example of what they changed."),
                "difficult",
            ),
            (
                lambda told: told.tells("participation", 300),
                gettext_lazy("Tell what they decide themselves, or where they lead or are employed."),
                "difficult",
            ),
        ),
    ),
    _Criterion(
        "C7",
        gettext_lazy("Working together"),
        (
            (lambda told: told.has("owner_name"), gettext_lazy("Tell who runs it."), "who-runs"),
            (lambda told: told.rows("partner") > 0, gettext_lazy("Name those who take part."), "who-runs"),
            (
                lambda told: told.has_row("partner", "role", *(set(PartnerRole) - {PartnerRole.PARTNER})),
                gettext_lazy("Tell what each of them does."),
                "who-runs",
            ),
        ),
    ),
    _Criterion(
        "C8",
        gettext_lazy("Resources open"),
        (
            (lambda told: told.rows("resource") > 0, gettext_lazy("Tell which people and things it takes."), "takes"),
            (
                lambda told: told.has("cost_band") or told.rows("cost", "total") > 0,
                gettext_lazy("Tell what it costs in a year."),
                "takes",
            ),
            (
                lambda told: told.rows("cost", "total") > 1 or told.rows("cost", "per_participant") > 0,
                gettext_lazy("Tell what it costs to start, or for each participant."),
                "takes",
            ),
        ),
    ),
    _Criterion(
        "C9",
        gettext_lazy("Fits elsewhere"),
        (
            (
                lambda told: told.has("transfer_conditions"),
                gettext_lazy("Tell what must be in place elsewhere."),
                "takes",
            ),
            (lambda told: told.has("can_adapt"), gettext_lazy("Tell what others can change."), "takes"),
            (
                lambda told: told.rows("legal") > 0 and told.has("smallest_start"),
                gettext_lazy("Tell what the law says, and the smallest version worth trying."),
                "takes",
            ),
        ),
    ),
    _Criterion(
        "C10",
        gettext_lazy("Lasts"),
        (
            (lambda told: told.has("started"), gettext_lazy("Tell when it started."), "since"),
            (
                lambda told: told.has("funding") or told.has("continuation"),
                gettext_lazy("Tell who pays."),
                "takes",
            ),
            (
                lambda told: told.tells("continuation"),
                gettext_lazy("Tell who is responsible after the start, and for how long."),
                "takes",
            ),
        ),
    ),
)

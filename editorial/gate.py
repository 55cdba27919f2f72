"""The gate: seven questions that an editor answers before anything else, with what the portal finds by itself.

What is found is stored when an item is sent in: finding may read other items and much text, the queue shows fifty
items in one statement, and the editor sees what was found about the very text that was sent.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import GateFinding, Item
from editorial.models import GateAnswer

Finder = Callable[[Item], Iterable[GateFinding]]
_finders: list[Finder] = []


@dataclass(frozen=True)
class Question:
    gate: str
    short: str
    text: str
    if_no: str
    """What the message to the author says when the answer is no."""


QUESTIONS = (
    Question(
        "G1",
        _("In scope"),
        _("Is it about the integration or inclusion of people with a migrant background in the Nordic countries?"),
        _("This is outside the idea bank, which is about integration in the Nordic countries."),
    ),
    Question(
        "G2",
        _("Really tried"),
        _("Has it run for at least half a year, or been done at least twice? If not, it is a pilot."),
        _("Please come back when you have run it for half a year, or send it in as a pilot."),
    ),
    Question(
        "G3",
        _("Described"),
        _("Are aim, target group, activities, place, organisation and period filled in?"),
        _("Please fill in what is still missing."),
    ),
    Question(
        "G4",
        _("Lawful and ethical"),
        _("Does it respect people's rights and data protection, and can no person be recognised?"),
        _("We cannot publish this version, because people could be recognised or come to harm."),
    ),
    Question(
        "G5",
        _("Permission"),
        _("Has the organisation approved the text, and has the contact person said yes?"),
        _("Please ask your organisation and the contact person to say yes."),
    ),
    Question(
        "G6",
        _("Not advertising"),
        _("Can others use the idea without buying a product?"),
        _("Please tell what others can do without buying a product."),
    ),
    Question(
        "G7",
        _("Not there yet"),
        _("Is it new to the idea bank?"),
        _("The idea bank has this already. Would you like to add your experience to what is there?"),
    ),
)
DUPLICATE = "G7"
"""Whether it is there already."""
BY_GATE = {question.gate: question for question in QUESTIONS}
_GRAVEST_FIRST = ("no", "unsure", "yes")


@dataclass(frozen=True)
class Tick:
    """How one question stands: what the editor says, else what was found, else nothing."""

    question: Question
    found: GateAnswer | None
    said: GateAnswer | None

    @property
    def answer(self) -> str:
        return getattr(self.said or self.found, "answer", "unsure")


def gate_finder(function: Finder) -> Finder:
    """Registers what a room above finds about any item, such as whether it is there already."""
    _finders.append(function)
    return function


def find(item: Item) -> list[GateFinding]:
    """At most one finding for each question: the gravest, with all reasons of that weight."""
    findings = [*item.gate_findings(), *(finding for finder in _finders for finding in finder(item))]
    by_gate: dict[str, list[GateFinding]] = {}
    for finding in findings:
        by_gate.setdefault(finding.gate, []).append(finding)
    return [_gravest(by_gate[gate]) for gate in BY_GATE if gate in by_gate]


def _gravest(findings: list[GateFinding]) -> GateFinding:
    """With the likeliest other item that any of them names."""
    answer = min((finding.answer for finding in findings), key=_GRAVEST_FIRST.index)
    reasons = dict.fromkeys(finding.why for finding in findings if finding.answer == answer and finding.why)
    likest = max(findings, key=lambda finding: finding.chance or 0)
    return GateFinding(findings[0].gate, answer, " ".join(reasons), likest.other_id, likest.chance)


def ticks_of(item: Item) -> list[Tick]:
    rows = GateAnswer.objects.filter(kind=item.kind, item_id=item.pk)
    return ticks({(row.gate, row.is_found): row for row in rows.select_related("by")})


def ticks(rows: dict[tuple[str, bool], models.Model]) -> list[Tick]:
    """`rows` are the stored answers of one item by (gate, whether it was found by the portal)."""
    return [Tick(each, rows.get((each.gate, True)), rows.get((each.gate, False))) for each in QUESTIONS]


def alike_to(item: Item):
    """Key of the item that the portal has found it may be the same as."""
    found = GateAnswer.objects.filter(kind=item.kind, item_id=item.pk, is_found=True, other_id__isnull=False)
    return found.order_by("-chance").values_list("other_id", flat=True).first()


def is_passed_by_editor(item: Item) -> bool:
    """Whether editors have said yes to all seven questions."""
    said = GateAnswer.objects.filter(kind=item.kind, item_id=item.pk, is_found=False, answer="yes")
    return set(said.values_list("gate", flat=True)) == set(BY_GATE)

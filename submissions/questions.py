"""What a kind of item asks those who send one in: questions in order, each with forms, and how answers become rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from django.forms import BaseFormSet, Form
from django.utils.functional import Promise

from core.models import Item
from submissions.answers import Answers


@dataclass(frozen=True)
class Question:
    """One screen on a phone, one section of the single page."""

    name: str
    """Part of the address; letters and hyphens."""
    title: str | Promise
    """The question in plain words."""
    form: type[Form]
    """Its fields are optional unless nothing can be sent without them; names are unique in the questionnaire."""
    hint: str | Promise = ""
    example: str | Promise = ""
    """A real one, in a sentence or two."""
    parts: Mapping[str, type[BaseFormSet]] = field(default_factory=dict)
    """Repeated parts by the prefix of their inputs, such as {"cost": CostFormSet}."""
    concerns: tuple[str, ...] = ()
    """Names of facts, texts (as in snapshots) that it fills, for showing requested changes beside it."""
    is_compared: bool = False
    """Asks for the title: lookalikes are shown there, and what the writer says of them is kept with its answers."""


@dataclass(frozen=True)
class FilledRows:
    """A repeated part whose rows name something: what was typed, and what it stands for."""

    prefix: str
    name: str
    known: str
    country: str = ""
    elsewhere: str = ""
    """Input outside the rows that may stand for the same."""


@dataclass(frozen=True)
class FilledFromReport:
    """Inputs that the writer may fill with what a report says; what a kind does not ask for stays empty."""

    title: str = ""
    summary: str = ""
    concepts: Mapping[str, str] = field(default_factory=dict)
    """{scheme: field with a bound called `most`}"""
    places: FilledRows | None = None
    organisations: FilledRows | None = None
    attachments: str = ""
    """Prefix of the rows that take the file itself."""

    def input_of(self, kind: str, value: str) -> str:
        """Which field or rows something that was found belongs to; empty for none."""
        if kind == "concept":
            return self.concepts.get(value.partition(":")[0], "")
        if kind in ("place", "organisation"):
            rows = self.places if kind == "place" else self.organisations
            return rows.prefix if rows else ""
        return {"title": self.title, "summary": self.summary}.get(kind, "")


class Questionnaire(Protocol):
    """Found by `Item.questionnaire()` of the kind."""

    kind: str
    questions: tuple[Question, ...]
    title_input: str
    """Name of the input that holds the title."""
    words: tuple[str, ...]
    """Inputs of the texts from which topics and groups are suggested, where a field `suggests` any."""
    filled_from_report: FilledFromReport | None
    """Where there is none, no report is read."""

    def write(self, item: Item, answers: Answers, *, language: str, by) -> Item:
        """Makes the rows of `item` equal to the answers, which are valid; saves a new item first.

        The status is not touched. Runs in the transaction of the caller.
        """

    def facts_compared(self, answers: Answers) -> dict:
        """What they tell of the fields of `likeness.Told`, right or wrong; asked where a question `is_compared`."""

    def read(self, item: Item, language: str) -> Answers:
        """The answers that would make the rows as they are: `write` of them changes nothing."""

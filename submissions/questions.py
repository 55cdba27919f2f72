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


class Questionnaire(Protocol):
    """Found by `Item.questionnaire()` of the kind."""

    kind: str
    questions: tuple[Question, ...]
    title_input: str
    """Name of the input that holds the title."""
    words: tuple[str, ...]
    """Inputs of the texts from which topics and groups are suggested, where a field `suggests` any."""

    def write(self, item: Item, answers: Answers, *, language: str, by) -> Item:
        """Makes the rows of `item` equal to the answers, which are valid; saves a new item first.

        The status is not touched. Runs in the transaction of the caller.
        """

    def facts_compared(self, answers: Answers) -> dict:
        """What they tell of the fields of `likeness.Told`, right or wrong; asked where a question `is_compared`."""

    def read(self, item: Item, language: str) -> Answers:
        """The answers that would make the rows as they are: `write` of them changes nothing."""

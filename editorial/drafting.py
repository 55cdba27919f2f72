"""The message of a decision as it stands before the editor has read it: ready sentences in the author's language."""

from django.utils import translation

from core.languages import interface_language
from core.models import Item
from editorial.gate import ticks_of

_WITH_REASONS = ("return", "reject")


def language_of_author(item: Item) -> str:
    people = item.people_to_tell()
    return interface_language(people[0].languages if people else [item.original_language])


def drafted_note(item: Item, action: str) -> str:
    """A sentence for each question of the gate with a no, and for all that keeps it from being public."""
    if action not in _WITH_REASONS:
        return ""
    with translation.override(language_of_author(item)):
        sentences = [str(tick.question.if_no) for tick in ticks_of(item) if tick.answer == "no"]
        if action == "return":
            sentences += item.publish_problems()
    return "\n".join(dict.fromkeys(sentences))

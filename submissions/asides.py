"""What editors are told beside the text of an item that was sent in: what its author says of lookalikes."""

from collections.abc import Iterator

from core.kinds import models_by_kind
from core.models import Item
from core.reading import Phrase
from editorial.choices import ProposalPurpose
from editorial.models import Proposal
from submissions.lookalikes.answers import Way, answers_in


def sent_answers(item: Item) -> tuple[dict, str]:
    """Of the draft that has become this item, and the language of its words."""
    drafts = Proposal.objects.filter(kind=item.kind, item_id=item.pk, purpose=ProposalPurpose.NEW)
    return drafts.values_list("answers", "language").first() or ({}, "")


def said_of_lookalikes(item: Item) -> Iterator[list[Phrase]]:
    answers, language = sent_answers(item)
    said = {answer.short_id: answer for answer in answers_in(answers)}
    others = models_by_kind()[item.kind].objects.filter(short_id__in=said).order_by("short_id")
    for other in others.with_texts() if said else ():
        answer = said[other.short_id]
        title = Phrase(
            other.display_title(), other.title_language(), other.get_absolute_url() if other.is_public else ""
        )
        yield [title, Phrase(str(Way(answer.way).label)), *([Phrase(answer.why, language)] if answer.why else [])]

"""What the page of one's own item shows."""

from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.choices import Status
from core.models import Item
from core.reading import Phrase
from editorial.choices import BEING_WRITTEN, ProposalPurpose, ProposalState
from editorial.models import ConversationMessage, Proposal, RequestedChange
from editorial.permissions import Offer, moves_for
from submissions.questionnaires import questionnaire_for
from submissions.trail.actions import ANSWERED_IN
from submissions.trail.events import Event, events_of
from submissions.trail.forms import ChangeAnswerForm
from submissions.trail.standing import Standing, standing_of

MOVES = {"withdraw": "withdraw", "reopen": "reopen", "archive": "archive"}
"""{part of the address: action} of what is pressed here; sending has a page of its own."""


@dataclass(frozen=True)
class Asked:
    """One change that an editor asked for, and its answer."""

    row: RequestedChange
    question: str | Promise
    url: str
    """Where the question is answered; empty when nobody can write now."""
    form: ChangeAnswerForm | None


@dataclass(frozen=True)
class Said:
    """One message of the conversation."""

    row: ConversationMessage
    by: str
    is_own: bool


@dataclass(frozen=True)
class Button:
    offer: Offer
    url: str


PREVIEWED = (Status.DRAFT, Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.ACCEPTED)


@dataclass(frozen=True)
class TrailPage:
    item: Item
    title: Phrase
    standing: Standing
    events: list[Event]
    conversation: list[Said]
    asked: list[Asked]
    buttons: list[Button]
    draft: Proposal | None
    """What can be written on now."""
    changes: list[Proposal]
    """Changes to what is public that are under way."""
    may_change: bool

    @property
    def may_preview(self) -> bool:
        return self.item.status in PREVIEWED


def trail_page(item: Item, person, *, answered: dict[int, ChangeAnswerForm] | None = None) -> TrailPage:
    """`answered` are forms with mistakes, by the key of the change."""
    draft = _draft(item)
    return TrailPage(
        item=item,
        title=title_of(item),
        standing=standing_of(item),
        events=events_of(item, person),
        conversation=[_said(row, person) for row in _conversation(item)],
        asked=_asked(item, draft, answered or {}),
        buttons=[Button(offer, _move_address(item, offer)) for offer in _offers(item, person)],
        draft=draft,
        changes=list(_changes(item)),
        may_change=item.status == Status.PUBLISHED,
    )


def title_of(item: Item) -> Phrase:
    language = item.title_language()
    return Phrase(item.display_title(), "" if language == get_language() else language)


def address_of(item: Item) -> str:
    return reverse("trail:page", kwargs={"kind": item.kind, "item_id": item.pk})


def breadcrumbs(item: Item) -> list[dict]:
    title = title_of(item)
    return [{"label": title.text, "language": title.language, "url": address_of(item)}]


def _draft(item: Item) -> Proposal | None:
    if item.status not in (Status.DRAFT, Status.CHANGES_REQUESTED):
        return None
    return _written(item).filter(purpose=ProposalPurpose.NEW, state__in=BEING_WRITTEN).first()


def _changes(item: Item):
    under_way = (*BEING_WRITTEN, ProposalState.SENT)
    rows = _written(item).filter(purpose=ProposalPurpose.CHANGE, state__in=under_way)
    return rows.select_related("author").order_by("-updated_at", "pk")


def _written(item: Item):
    return Proposal.objects.filter(kind=item.kind, item_id=item.pk)


def _conversation(item: Item):
    return ConversationMessage.objects.filter(kind=item.kind, item_id=item.pk).select_related("by")


def _said(row: ConversationMessage, person) -> Said:
    is_own = row.by_id == person.pk and not row.is_from_desk
    name = _("The editors") if row.is_from_desk else _("You") if is_own else str(row.by or _("Somebody who has left"))
    return Said(row, name, is_own)


def _asked(item: Item, draft: Proposal | None, answered: dict[int, ChangeAnswerForm]) -> list[Asked]:
    questions = {question.name: question for question in questionnaire_for(item.kind).questions}
    is_open = item.status in ANSWERED_IN
    found = []
    for row in RequestedChange.objects.filter(kind=item.kind, item_id=item.pk, proposal=None):
        question = questions.get(row.question)
        form = answered.get(row.pk) or answer_form(row)
        url = reverse("submissions:question", args=[draft.pk, question.name]) if draft and question else ""
        found.append(Asked(row, question.title if question else "", url, form if is_open else None))
    return found


def answer_form(row: RequestedChange, data=None) -> ChangeAnswerForm:
    make = partial(ChangeAnswerForm, prefix=f"change-{row.pk}", auto_id="id_%s")
    return make(data) if data is not None else make(initial={"answer": row.answer, "reason": row.reason})


def _offers(item: Item, person) -> list[Offer]:
    return [offer for offer in moves_for(item, person) if offer.move.action in MOVES.values()]


def _move_address(item: Item, offer: Offer) -> str:
    move = next(name for name, action in MOVES.items() if action == offer.move.action)
    return reverse("trail:move", kwargs={"kind": item.kind, "item_id": item.pk, "move": move})

"""How the people of the demonstration write and send, by the same steps as everybody."""

import uuid

from core.models import Item
from editorial.models import Proposal
from organisations.memberships import writes_for
from organisations.models import Organisation, OrganisationText
from portal.demo.marking import mark
from portal.demo.people import WITHOUT_ACCOUNT, Cast
from portal.demo.records import Record, answers_of
from submissions import actions
from submissions.answers import Answers
from submissions.changes.actions import begin_change, send_change
from submissions.inputs import inputs_of
from submissions.merging import seen
from submissions.questionnaires import questionnaire_for
from submissions.sending import send_in

_KEYS = uuid.UUID("6a1c1f2e-2f0b-4a55-9a4c-3f6f1f0d7b21")
_SENDER_OF_KIND = {"practice": "manager", "research": "member", "organisation": "member"}


def draft_key(record: Record) -> uuid.UUID:
    """The same in each run."""
    return uuid.uuid5(_KEYS, f"{record.kind} {record.key}")


def author_of(record: Record, cast: Cast):
    return cast[record.told.get("sender", _SENDER_OF_KIND[record.kind])]


def begin(record: Record, cast: Cast) -> Proposal:
    author = author_of(record, cast)
    owner = _owner(record, author)
    proposal = _begin(record, by=author, owner_id=owner.pk if owner else None)
    return _save(proposal, answers_of(record, owner), by=author)


def begin_without_account(record: Record) -> Proposal:
    proposal = _begin(record, by=None, email=WITHOUT_ACCOUNT)
    return _save(proposal, answers_of(record, None), by=None)


def send(record: Record, cast: Cast) -> Item:
    """As somebody reads it from the database afterwards."""
    sent = send_in(proposal=begin(record, cast), by=author_of(record, cast))
    mark(sent, record)
    return type(sent).objects.get(pk=sent.pk)


def change(item: Item, answers: Answers, *, by, note: str = "") -> Proposal:
    proposal = begin_change(item, by=by, interface_language=by.mail_language)
    return send_change(_save(proposal, {**proposal.answers, **answers}, by=by), by=by, note=note)


def _begin(record: Record, **details) -> Proposal:
    proposal, _is_new = actions.begin(
        key=draft_key(record),
        kind=record.kind,
        language=record.language,
        interface_language=record.language,
        **details,
    )
    return proposal


def _save(proposal: Proposal, answers: Answers, *, by) -> Proposal:
    questions = questionnaire_for(proposal.kind).questions
    inputs = inputs_of(*questions)
    saved, _merged = actions.save_answers(
        proposal=proposal,
        inputs=inputs,
        sent=answers,
        seen=seen(inputs.by_unit(proposal.answers)),
        at=questions[-1].name,
        by=by,
    )
    return saved


def _owner(record: Record, author) -> Organisation | None:
    """The organisation that a practice is run by, where its author writes for it."""
    if record.kind != "practice":
        return None
    text = OrganisationText.objects.filter(name=record.told["owner"]).select_related("item").first()
    return text.item if text and writes_for(author, text.item_id) else None

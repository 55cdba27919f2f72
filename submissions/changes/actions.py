"""Changes to something public: begun, sent, decided. The public page stays as it is until one is applied.

The row of the item is locked before that of the proposal, everywhere.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.access import can
from core.actions import record_audit
from core.choices import Status
from core.kinds import models_by_kind
from core.models import Item
from editorial.choices import BEING_WRITTEN, ChangeAnswer, ProposalPurpose, ProposalState
from editorial.models import Proposal, RequestedChange
from editorial.workflow import MoveRefused
from submissions.changes import emails
from submissions.changes.applying import apply_change
from submissions.changes.fields import differing_units, field_differences
from submissions.changes.merging import merged_with_public
from submissions.changes.permissions import CHANGE, DECIDE
from submissions.changes.smallness import are_small
from submissions.checking import problems
from submissions.inputs import inputs_of
from submissions.questionnaires import about, questionnaire_for


class Refused(Exception):
    """It is not possible now; the message is a sentence for the person who tried."""


class Clashes(Exception):
    """Others have changed the same fields meanwhile: somebody must choose. Nothing is written."""


@transaction.atomic
def begin_change(item: Item, *, by, interface_language: str) -> Proposal:
    """The change that this person is writing already, or a new one that begins with what the item says now."""
    item = _locked_item(item.kind, item.pk)
    _require(can(by, CHANGE, item))
    if under_way := _being_written(item, by).first():
        return under_way
    language = _language_to_write_in(item, interface_language)
    answers = questionnaire_for(item.kind).read(item, language)
    proposal = Proposal.objects.create(
        purpose=ProposalPurpose.CHANGE,
        kind=item.kind,
        item_id=item.pk,
        item_version=item.version,
        author=by,
        interface_language=interface_language,
        owner_id=_owner_of(item),
        language=language,
        answers=answers,
        base_answers=dict(answers),
    )
    record_audit(action="begin change", by=by, item=item, detail={"proposal": str(proposal.pk)})
    return proposal


@transaction.atomic
def change_with_draft(item: Item, draft: Proposal, *, by, interface_language: str) -> Proposal:
    """The change that says what the draft says in its fields; rows of repeated parts stay those of the item.

    A change that is written already, or in another language, stays as it is. So does the draft, in any case.
    """
    item = _locked_item(item.kind, item.pk)
    under_way = _being_written(item, by).exists() if by.is_authenticated else False
    change = begin_change(item, by=by, interface_language=interface_language)
    if under_way or change.language != draft.language:
        return change
    inputs = inputs_of(*questionnaire_for(item.kind).questions)
    for name in (name for names in inputs.fields.values() for name in names):
        if draft.answers.get(name):
            change.answers[name] = draft.answers[name]
    change.save(update_fields=["answers"])
    return change


@transaction.atomic
def send_change(proposal: Proposal, *, by, note: str = "", chosen=None, seen_version: int | None = None) -> Proposal:
    """Small changes go live at once; all others wait for an editor. Sent twice, it is sent once."""
    item, proposal = _locked(proposal)
    if proposal.state in (ProposalState.SENT, ProposalState.ACCEPTED):
        return proposal
    _require(can(by, CHANGE, item))
    if not proposal.is_being_written:
        raise Refused(_("This change is closed."))
    questionnaire = questionnaire_for(item.kind)
    if problems(questionnaire, proposal.answers, about(proposal)):
        raise Refused(_("Something in the form is missing or wrong. Please look at it first."))
    _rebase(proposal, item, chosen=chosen, seen_version=seen_version)
    found = field_differences(proposal, proposal.base_answers, proposal.answers)
    units = differing_units(questionnaire, proposal.base_answers, proposal.answers)
    if not units:
        raise Refused(_("Nothing is different from the public page."))
    proposal.note, proposal.sent_at, proposal.updated_by = note, timezone.now(), by
    if units.isdisjoint(item.never_small) and are_small(found, units):
        return _put_live(proposal, item, by=by, action="small change")
    proposal.state, proposal.version = ProposalState.SENT, proposal.version + 1
    proposal.save()
    proposal.requested_changes.filter(answer=ChangeAnswer.WAITING).update(
        answer=ChangeAnswer.CHANGED, answered_at=proposal.sent_at
    )
    audit = record_audit(action="send change", by=by, item=item, detail={"proposal": str(proposal.pk)})
    emails.change_received(proposal, item, audit)
    return proposal


@transaction.atomic
def take_back(proposal: Proposal, *, by) -> Proposal:
    """What waits for an editor becomes a draft again."""
    item, proposal = _locked(proposal)
    _require(can(by, CHANGE, item))
    if proposal.state != ProposalState.SENT:
        raise Refused(_("This change is closed."))
    if _being_written(item, proposal.author).exists():
        raise Refused(_("You are writing another change already: send that one, or throw it away."))
    proposal.state, proposal.sent_at, proposal.updated_at = ProposalState.OPEN, None, timezone.now()
    proposal.version += 1
    proposal.save(update_fields=["state", "sent_at", "version", "updated_at"])
    record_audit(action="take back change", by=by, item=item, detail={"proposal": str(proposal.pk)})
    return proposal


@transaction.atomic
def accept_change(
    proposal: Proposal, *, by, read_version: int | None = None, chosen=None, seen_version: int | None = None
) -> Proposal:
    """`read_version` is that of the change which the editor has read, here and in the other decisions."""
    item, proposal = _locked_to_decide(proposal, by=by, read_version=read_version)
    if item.status != Status.PUBLISHED:
        raise Refused(_("The item is not published any more, so nothing can be changed in it."))
    _rebase(proposal, item, chosen=chosen, seen_version=seen_version)
    return _put_live(proposal, item, by=by, action="accept change")


@transaction.atomic
def return_change(proposal: Proposal, *, by, note: str, read_version: int | None = None) -> Proposal:
    """Its author writes on, and sends it again."""
    item, proposal = _locked_to_decide(proposal, by=by, read_version=read_version)
    if _being_written(item, proposal.author).exists():
        raise Refused(_("The author is writing another change already: accept or reject this one."))
    RequestedChange.objects.create(kind=item.kind, item_id=item.pk, proposal=proposal, text=note[:1000], asked_by=by)
    return _close(proposal, item, by=by, note=note, state=ProposalState.RETURNED, action="return change")


@transaction.atomic
def reject_change(proposal: Proposal, *, by, note: str, read_version: int | None = None) -> Proposal:
    item, proposal = _locked_to_decide(proposal, by=by, read_version=read_version)
    return _close(proposal, item, by=by, note=note, state=ProposalState.REJECTED, action="reject change")


_TOLD = {
    "accept change": emails.change_accepted,
    "return change": emails.change_returned,
    "reject change": emails.change_rejected,
}


def _close(proposal: Proposal, item: Item, *, by, note: str, state: ProposalState, action: str) -> Proposal:
    proposal.state, proposal.updated_at = state, timezone.now()
    proposal.version += 1
    proposal.save(update_fields=["state", "version", "updated_at"])
    audit = record_audit(action=action, by=by, item=item, detail={"proposal": str(proposal.pk), "note": note})
    _TOLD[action](proposal, item, audit)
    return proposal


def _put_live(proposal: Proposal, item: Item, *, by, action: str) -> Proposal:
    try:
        audit = apply_change(item, proposal, by=by, action=action)
    except MoveRefused as refusal:
        raise Refused(str(refusal)) from refusal
    proposal.state, proposal.updated_at = ProposalState.ACCEPTED, audit.at
    proposal.version += 1
    proposal.save()
    if tell := _TOLD.get(action):
        tell(proposal, item, audit)
    return proposal


def _rebase(proposal: Proposal, item: Item, *, chosen, seen_version: int | None) -> None:
    """The change as one to what is public now. A choice counts only for the version that it was made about."""
    if proposal.item_version == item.version:
        return
    merged = merged_with_public(proposal, item, chosen=chosen if seen_version == item.version else None)
    if merged.clashes:
        raise Clashes(merged.clashes)
    if problems(questionnaire_for(item.kind), merged.answers, about(proposal)):
        raise Refused(_("Together with what others have changed meanwhile, something in the form is wrong now."))
    proposal.base_answers, proposal.answers, proposal.item_version = merged.public, merged.answers, item.version


def _being_written(item: Item, author):
    own = Proposal.objects.filter(kind=item.kind, item_id=item.pk, author=author)
    return own.filter(purpose=ProposalPurpose.CHANGE, state__in=BEING_WRITTEN)


def _locked(proposal: Proposal) -> tuple[Item, Proposal]:
    item = _locked_item(proposal.kind, proposal.item_id)
    found = Proposal.objects.select_for_update().filter(pk=proposal.pk, purpose=ProposalPurpose.CHANGE).first()
    if found is None:
        raise Refused(_("This change is closed."))
    return item, found


def _locked_to_decide(proposal: Proposal, *, by, read_version: int | None) -> tuple[Item, Proposal]:
    """Nobody decides on words that they have not read: those that came meanwhile are read first."""
    item, proposal = _locked(proposal)
    _require(can(by, DECIDE, proposal))
    if read_version is not None and read_version != proposal.version:
        raise Refused(_("This changed while you read it. Please look at it again before you decide."))
    return item, proposal


def _locked_item(kind: str, item_id) -> Item:
    item = models_by_kind()[kind]._base_manager.select_for_update().filter(pk=item_id).first()
    if item is None:
        raise Refused(_("The item is not published any more, so nothing can be changed in it."))
    return item


def _require(answer) -> None:
    if not answer:
        raise Refused(answer.reason)


def _is_content(item: Item) -> bool:
    return item.original_language in {text.language for text in item.texts.all()}


def _language_to_write_in(item: Item, interface_language: str) -> str:
    """A work may have no words of ours yet: its writer begins with theirs."""
    wanted = item.original_language if _is_content(item) else interface_language
    text = item.text_in(wanted)
    return text.language if text else wanted


def _owner_of(item: Item):
    """An organisation is written by its own people."""
    return item.pk if getattr(type(item), "owner", None) is None else item.owner_id

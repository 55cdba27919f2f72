"""The one home of what sending in writes: a draft becomes an item, once, and goes to the editors."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import account_of_confirmed_address
from core.actions import record_audit
from core.choices import LISTED_STATUSES, Source, Status
from core.kinds import has_owner, models_by_kind
from core.models import Item
from core.numbers import take_numbers
from editorial.choices import ChangeAnswer, ProposalPurpose, ProposalState
from editorial.models import Proposal, RequestedChange
from editorial.proposals import follow_owner
from editorial.workflow import MoveRefused, change_status
from submissions import emails
from submissions.actions import DraftClosed
from submissions.checking import Problem, problems, unanswered_changes
from submissions.lookalikes.answers import Way, answers_in
from submissions.questionnaires import about, item_of, questionnaire_for
from submissions.reports.actions import forget_report
from submissions.uploads import hand_over_files


class NotReady(Exception):
    """Something is missing or wrong; the text stays as it is."""

    def __init__(self, found: list[Problem], unanswered: int = 0):
        super().__init__(len(found) or unanswered)
        self.problems = found
        self.unanswered = unanswered


class AddressNotConfirmed(Exception):
    """Nobody has pressed the link in the mail yet."""


@transaction.atomic
def send_in(*, proposal: Proposal, by=None, display_name: str = "", agreed: str = "") -> Item:
    """The item that this draft has become; sent twice or thirty times at once, it is the same one.

    `agreed` names the words to which the sender has said yes; the audit trail keeps it.
    Without an account (`by` is None) the confirmed address gets one, called `display_name`, or keeps the one it has.
    Writes nothing and raises `NotReady`, `AddressNotConfirmed`, `DraftClosed` or `MoveRefused` when it cannot be sent.
    """
    item, proposal = _locked(proposal)
    if proposal.state == ProposalState.SENT:
        return item or item_of(proposal)
    if not proposal.is_being_written or proposal.purpose != ProposalPurpose.NEW:
        raise DraftClosed
    _check(proposal)
    sender = by or _sender_without_account(proposal, display_name)
    item = item or _new_item(proposal, sender)
    hand_over_files(proposal, item, by=sender)
    forget_report(proposal=proposal, by=sender)
    questionnaire_for(proposal.kind).write(item, proposal.answers, language=proposal.language, by=sender)
    _note_sent(proposal, item, sender, agreed)
    _tell_of_own_place(proposal, sender)
    item = change_status(item, "submit", by=sender)
    item.ask_people_named(by=sender)
    return item


def _locked(proposal: Proposal) -> tuple[Item | None, Proposal]:
    """The item, where there is one, and then the draft: in the order in which moves of the item lock them."""
    before = Proposal.objects.filter(pk=proposal.pk).first()
    item = _locked_item(before) if before and before.item_id else None
    proposal = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if proposal is None:
        raise DraftClosed
    if item is None and proposal.item_id and proposal.is_being_written:
        raise DraftClosed  # sent and opened again, all in the meantime: the page that sends it is old
    return item, proposal


def _locked_item(proposal: Proposal) -> Item:
    item = models_by_kind()[proposal.kind]._default_manager.select_for_update().filter(pk=proposal.item_id).first()
    if item is None:
        raise DraftClosed
    return item


def _check(proposal: Proposal) -> None:
    found = problems(questionnaire_for(proposal.kind), proposal.answers, about(proposal))
    unanswered = unanswered_changes(proposal).count()
    if found or unanswered:
        raise NotReady(found, unanswered)


def _sender_without_account(proposal: Proposal, display_name: str):
    if not proposal.email or proposal.email_confirmed_at is None:
        raise AddressNotConfirmed
    account = account_of_confirmed_address(
        email=proposal.email,
        display_name=display_name or proposal.email.partition("@")[0],
        languages=[proposal.interface_language],
    )
    if not account.is_active:
        raise MoveRefused(_("The account of this address is closed. Please write to us."))
    return account


def _new_item(proposal: Proposal, sender) -> Item:
    model = models_by_kind()[proposal.kind]
    owner = {"owner": proposal.owner} if has_owner(model) else {}
    [number] = take_numbers(1)
    return model(
        status=Status.DRAFT,
        source=Source.FORM,
        number=number,
        original_language=proposal.language,
        created_by=proposal.author or sender,
        updated_by=sender,
        **owner,
    )


def _note_sent(proposal: Proposal, item: Item, sender, agreed: str) -> None:
    """Who sends it first is its author, also when somebody began it without an account."""
    proposal.author = proposal.author or sender
    proposal.item_id, proposal.state, proposal.sent_at = item.pk, ProposalState.SENT, timezone.now()
    proposal.updated_at, proposal.updated_by = proposal.sent_at, sender
    proposal.save()
    follow_owner(item)
    detail = {"draft": str(proposal.pk), "agreed": agreed}
    record_audit(action="send draft in", by=sender, item=item, detail=detail)


def _tell_of_own_place(proposal: Proposal, sender) -> None:
    """To those who run the idea that this one follows; once for each of them, however often it is sent in."""
    followed = [said.short_id for said in answers_in(proposal.answers) if said.way == Way.OWN_PLACE]
    items = models_by_kind()[proposal.kind].objects.filter(short_id__in=followed, status__in=LISTED_STATUSES)
    for item in items.with_texts() if followed else ():
        emails.followed_elsewhere(proposal, item, sender)


@transaction.atomic
def answer_change(*, change: RequestedChange, answer: ChangeAnswer, by=None, reason: str = "") -> RequestedChange:
    """What the author says to a change that was asked for; it may be said anew until it is sent."""
    change = RequestedChange.objects.select_for_update().get(pk=change.pk)
    if answer == ChangeAnswer.KEPT and not reason.strip():
        raise ValueError(_("Write in a few words why you keep it."))
    change.answer, change.reason = answer, reason.strip() if answer == ChangeAnswer.KEPT else ""
    change.answered_at = timezone.now() if answer else None
    change.full_clean(exclude=["asked_by", "proposal"])
    change.save(update_fields=["answer", "reason", "answered_at"])
    return change

"""What is written when somebody is asked to agree to a draft. No answer, or a no, never keeps it from being sent."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actions import record_audit
from editorial.choices import AgreementAnswer
from editorial.models import DraftAgreement, Proposal
from submissions.actions import DraftClosed, locked
from submissions.agreement import emails
from submissions.agreement.forgetting import forget_asked
from submissions.agreement.naming import shown_as
from submissions.agreement.standing import is_settled, was_just_mailed
from submissions.checking import problems
from submissions.questionnaires import about, questionnaire_for
from submissions.sharing.actions import Refused, put_comment

MOST_ASKED = 5


class TextChanged(Exception):
    """While somebody read it; nobody agrees to what they have not seen."""


@transaction.atomic
def ask(proposal: Proposal, *, email: str, name: str = "", note: str = "", by=None) -> DraftAgreement:
    """Writes one mail; who has been asked already is asked once."""
    proposal = locked(proposal)
    if twice := proposal.agreements.filter(email=email).first():
        return twice
    _require_complete(proposal)
    if proposal.agreements.count() >= MOST_ASKED:
        sentence = _("You have asked %(number)d people already. Take one question back first.")
        raise Refused(sentence % {"number": MOST_ASKED})
    now = timezone.now()
    facts = {"email": email, "name": name, "note": note, "asked_by": by, "asked_at": now, "mailed_at": now}
    agreement = DraftAgreement.objects.create(proposal=proposal, **facts)
    emails.please_agree(agreement)
    _note("ask to agree to draft", agreement, by)
    return agreement


@transaction.atomic
def ask_again(agreement: DraftAgreement, *, by=None) -> None:
    """A reminder, or the question whether a changed text is fine, too; the answer so far stays."""
    agreement = _locked(agreement)
    _require_complete(agreement.proposal)
    if is_settled(agreement):
        return
    if was_just_mailed(agreement):
        raise Refused(_("We write to the same person once a day at most. Please try again tomorrow."))
    agreement.mailed_at = timezone.now()
    agreement.save(update_fields=["mailed_at"])
    emails.please_agree(agreement)
    _note("ask again to agree to draft", agreement, by)


@transaction.atomic
def take_back(agreement: DraftAgreement, *, by=None) -> None:
    """The link ends, and the address is forgotten."""
    agreement = _locked(agreement)
    _note("take back question to agree", agreement, by)
    forget_asked(DraftAgreement.objects.filter(pk=agreement.pk))


@transaction.atomic
def agree(agreement: DraftAgreement, *, seen: int) -> DraftAgreement:
    """To the text in the version that was `seen`; pressed twice, it is said once."""
    agreement = _locked(agreement)
    proposal = agreement.proposal
    _require_complete(proposal)
    if proposal.version != seen:
        raise TextChanged
    if agreement.answer == AgreementAnswer.AGREED and agreement.agreed_answers == proposal.answers:
        return agreement
    return _answered(agreement, AgreementAnswer.AGREED, proposal.answers)


@transaction.atomic
def say_not_yet(agreement: DraftAgreement, *, why: str = "") -> DraftAgreement:
    """What speaks against it becomes a comment that the writer finds beside the draft."""
    agreement = _locked(agreement)
    is_new = False
    if why:
        _comment, is_new = put_comment(agreement.proposal, by_name=shown_as(agreement), text=why)
    if agreement.answer == AgreementAnswer.NOT_YET and not is_new:
        return agreement
    return _answered(agreement, AgreementAnswer.NOT_YET, {})


def _answered(agreement: DraftAgreement, answer: AgreementAnswer, agreed_answers: dict) -> DraftAgreement:
    agreement.answer, agreement.answered_at, agreement.agreed_answers = answer, timezone.now(), agreed_answers
    agreement.save(update_fields=["answer", "answered_at", "agreed_answers"])
    _note("agree to draft" if answer == AgreementAnswer.AGREED else "say not yet to draft", agreement)
    emails.agreement_answered(agreement)
    return agreement


def _locked(agreement: DraftAgreement) -> DraftAgreement:
    """The draft first, as everywhere; raises `DraftClosed` also when the question was taken back."""
    proposal = locked(agreement.proposal)
    rows = proposal.agreements.select_for_update(of=("self",)).select_related("asked_by")
    found = rows.filter(pk=agreement.pk).first()
    if found is None:
        raise DraftClosed
    found.proposal = proposal
    return found


def _require_complete(proposal: Proposal) -> None:
    if problems(questionnaire_for(proposal.kind), proposal.answers, about(proposal)):
        raise Refused(_("The text is being changed just now, and something is still missing in it."))


def _note(action: str, agreement: DraftAgreement, by=None) -> None:
    """Without names and addresses: the audit trail forgets nobody."""
    detail = {"draft": str(agreement.proposal_id), "agreement": str(agreement.pk)}
    record_audit(action=action, by=by, detail=detail)

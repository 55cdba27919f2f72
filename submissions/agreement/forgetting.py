"""The one home of how people who were asked to agree to a draft are forgotten, with the mail that went to them."""

from collections.abc import Callable

from django.db.models import QuerySet

from core.actions import forget_messages
from editorial.choices import AgreementAnswer
from editorial.models import DraftAgreement, Proposal
from submissions.answers import Answers


def cause_of(agreement: DraftAgreement) -> str:
    """Begins the key of each message to this person about this draft."""
    return f"draft agreement {agreement.pk}"


def forget_asked(agreements: QuerySet[DraftAgreement]) -> None:
    """All of it: question, answer, address; links that went out end."""
    for agreement in agreements:
        forget_messages(cause=cause_of(agreement))
    agreements.delete()


def forget_addresses(agreements: QuerySet[DraftAgreement]) -> int:
    """That somebody of this name agreed on this day stays; what has no yes goes as a whole."""
    return _forget(agreements, email="", note="")


def forget_person(agreements: QuerySet[DraftAgreement]) -> int:
    """That somebody agreed on this day stays, and no word of who it was."""
    return _forget(agreements, email="", note="", name="")


def _forget(agreements: QuerySet[DraftAgreement], **emptied: str) -> int:
    keys = [agreement.pk for agreement in agreements]
    found = DraftAgreement.objects.filter(pk__in=keys)
    agreed = found.filter(answer=AgreementAnswer.AGREED)
    for agreement in agreed:
        forget_messages(cause=cause_of(agreement))
    agreed.update(**emptied)
    forget_asked(found.exclude(answer=AgreementAnswer.AGREED))
    return len(keys)


def forget_rows_agreed_to(proposal: Proposal, without: Callable[[Answers], Answers]) -> None:
    """Takes out of the texts that were agreed to what is taken out of the draft itself."""
    for agreement in proposal.agreements.all():
        kept = without(agreement.agreed_answers)
        if kept != agreement.agreed_answers:
            DraftAgreement.objects.filter(pk=agreement.pk).update(agreed_answers=kept)

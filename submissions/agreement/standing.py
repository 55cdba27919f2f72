"""How a question to agree stands, by what was said, when, and to which text."""

import datetime

from django.utils import timezone

from editorial.choices import AgreementAnswer
from editorial.models import DraftAgreement
from submissions.changes.fields import differing_units
from submissions.questionnaires import questionnaire_for

MAILED_AGAIN_AFTER = datetime.timedelta(days=1)


def has_changed(agreement: DraftAgreement) -> bool:
    """The text, since they have agreed to it."""
    if agreement.answer != AgreementAnswer.AGREED:
        return False
    proposal = agreement.proposal
    return bool(differing_units(questionnaire_for(proposal.kind), agreement.agreed_answers, proposal.answers))


def is_settled(agreement: DraftAgreement) -> bool:
    return agreement.answer == AgreementAnswer.AGREED and not has_changed(agreement)


def was_just_mailed(agreement: DraftAgreement) -> bool:
    return agreement.mailed_at > timezone.now() - MAILED_AGAIN_AFTER

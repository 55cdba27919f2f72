"""To somebody who is asked to agree, in the language in which the writer reads; and their answer, to the writer."""

from django.utils import timezone
from django.utils.formats import date_format

from core.actions import queue_messages
from core.mailing import ONCE, message, one_line
from editorial.choices import AgreementAnswer
from editorial.models import DraftAgreement
from submissions.agreement.forgetting import cause_of
from submissions.agreement.links import HOLDS, path_of
from submissions.agreement.naming import asker_of, known_as
from submissions.emails import to_writer
from submissions.questionnaires import title_of


def please_agree(agreement: DraftAgreement) -> None:
    """The link is forgotten when the mail is sent."""

    def said() -> dict:
        title = one_line(title_of(agreement.proposal))
        return {
            "name": one_line(agreement.name),
            "asker": one_line(asker_of(agreement)),
            "headline": title,
            "title_language": agreement.proposal.language,
            "note": one_line(agreement.note),
            "days": HOLDS.days,
            ONCE: {"path": path_of(agreement)},
        }

    template, language = "emails/submissions/please_agree.txt", agreement.proposal.interface_language
    key = f"{cause_of(agreement)} {agreement.mailed_at.isoformat()}"
    queue_messages([message(template, to=agreement.email, language=language, key=key, said=said)])


def agreement_answered(agreement: DraftAgreement) -> None:
    key = f"draft agreement answered {agreement.pk} {agreement.answered_at.isoformat()}"

    def said() -> dict:
        return {
            "is_agreed": agreement.answer == AgreementAnswer.AGREED,
            "day": date_format(timezone.localtime(agreement.answered_at), "DATE_FORMAT"),
            ONCE: {"who": one_line(known_as(agreement))},
        }

    to_writer("emails/submissions/agreement_answered.txt", key, agreement.proposal, said)

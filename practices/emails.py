"""One function for each message about a practice; text only in templates."""

from django.urls import reverse
from django.utils import translation

from accounts.consents import token_of
from accounts.models import Consent
from core.languages import interface_language
from core.mailing import headline, message_to, one_line
from core.models import OutboxMessage
from editorial.desk_emails import author_path
from practices.models import ContactPoint, Practice


def please_agree(contact: ContactPoint, consent: Consent) -> OutboxMessage:
    """To the person who is to be asked: may we show this?"""
    template = "emails/practices/please_agree.txt"
    practice = contact.practice
    language = interface_language([*contact.languages, practice.original_language])
    with translation.override(language):
        title = one_line(practice.display_title())
        context = {
            "name": one_line(contact.person_name),
            "path": reverse("account_consent", args=[token_of(consent)]),
            "what": consent.get_purpose_display(),
            "title": title,
            "title_language": practice.title_language(),
            "headline": title,
        }
    return OutboxMessage(
        key=f"{consent.pk} asked {consent.asked_at.isoformat()}",
        to=contact.email,
        language=language,
        template=template,
        context=context,
    )


def contact_said_no(practice: Practice, consent: Consent) -> list[OutboxMessage]:
    """To those who run it, without a word about who it was: they know whom they named."""
    return [
        message_to(
            person,
            "emails/practices/contact_said_no.txt",
            cause=str(consent.pk),
            said=lambda: headline(practice) | {"path": author_path(practice)},
        )
        for person in practice.people_to_tell()
    ]

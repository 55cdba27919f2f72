"""The one door through which a message leaves: plain text, in the receiver's language."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation


def send_message(*, to: str, language: str, template: str, context: dict) -> None:
    """`template` names a folder below templates/emails/ with a subject.txt and a message.txt."""
    with translation.override(language):
        words = {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL} | context
        subject = " ".join(render_to_string(f"emails/{template}/subject.txt", words).split())
        body = render_to_string(f"emails/{template}/message.txt", words).strip() + "\n"
    EmailMessage(subject=subject, body=body, to=[to]).send()

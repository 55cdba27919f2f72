"""Makes a message of the outbox into mail: text and HTML from one template, in the receiver's language.

The first line of a template is the subject. The HTML part holds the same paragraphs in a plain frame, with the
language marked: no pictures, no counted links.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation

from core.languages import interface_language
from core.models import Item, OutboxMessage

READY_MADE = ""
"""Template of a message whose words came with it."""
ONCE = "once"
"""Words of a message that are forgotten when it is sent or given up."""


@dataclass(frozen=True)
class Paragraph:
    text: str
    url: str = ""
    language: str = ""
    """When it is another than that of the message."""


def message_to(person, template: str, *, cause: str, said: Callable[[], dict]) -> OutboxMessage:
    """A message that is not written yet. One cause is one message for each receiver, however often it is queued."""
    return message(
        template,
        to=person.email,
        language=interface_language(person.languages),
        key=f"{cause} {template} {person.pk}",
        said=lambda: {"name": one_line(person.display_name), **said()},
    )


def message(template: str, *, to: str, language: str, key: str, said: Callable[[], dict]) -> OutboxMessage:
    """`said` gives the words and is asked in the language of the receiver.

    Words below the name `ONCE`, such as a code to sign in with, are forgotten in the end.
    """
    with translation.override(language):
        context = said()
    return OutboxMessage(key=key, to=to, language=language, template=template, context=context)


def headline(item: Item) -> dict:
    """What a message is about, as its reader knows it; a paragraph of its own, in its own language."""
    title = one_line(item.display_title())
    language, _dash, _region = item.title_language().partition("-")
    return {
        "title": title,
        "title_language": language,
        "headline": f"{title} ({item.number})" if item.number else title,
    }


def compose(message: OutboxMessage, origin: str = "") -> EmailMultiAlternatives:
    """`origin` is scheme and host for links; without it that of the settings."""
    mail = _ready_made(message) if message.template == READY_MADE else _from_template(message, origin)
    mail.to = [message.to]
    mail.extra_headers |= {"Message-ID": message_id(message), "Auto-Submitted": "auto-generated"}
    return mail


def kept_in_the_end(message: OutboxMessage) -> dict:
    """When it is sent or given up: a code to sign in with is not found here afterwards, nor in ready-made words."""
    if message.template == READY_MADE:
        return message.context | {"body": "", "alternatives": []}
    return {name: value for name, value in message.context.items() if name != ONCE}


def _ready_made(message: OutboxMessage) -> EmailMultiAlternatives:
    said = message.context
    mail = EmailMultiAlternatives(
        one_line(said["subject"]), said["body"], said["from_email"], reply_to=said["reply_to"], headers=said["headers"]
    )
    for content, mimetype in said["alternatives"]:
        mail.attach_alternative(content, mimetype)
    return mail


def _from_template(message: OutboxMessage, origin: str) -> EmailMultiAlternatives:
    origin = origin or settings.SITE_URL or settings.OWN_ADDRESS
    said = message.context | message.context.get(ONCE, {})
    said["link"] = origin + said["path"] if said.get("path") else ""
    said |= {"site_name": settings.SITE_NAME, "contact_email": settings.CONTACT_EMAIL}
    with translation.override(message.language):
        written = get_template(message.template).template.render(Context(said, autoescape=False))
        subject, _newline, body = written.strip().partition("\n")
        paragraphs = [_paragraph(text.strip(), said) for text in re.split(r"\n\s*\n", body) if text.strip()]
        html = render_to_string(
            "emails/frame.html", {"subject": subject, "paragraphs": paragraphs, "language": message.language}
        )
    text = "\n\n".join(paragraph.text for paragraph in paragraphs) + "\n"
    answer_to = [settings.CONTACT_EMAIL] if settings.CONTACT_EMAIL else None
    mail = EmailMultiAlternatives(one_line(subject), text, reply_to=answer_to)
    mail.attach_alternative(html, "text/html")
    return mail


def _paragraph(text: str, said: dict) -> Paragraph:
    """The link, and the title of what the message is about, stand in paragraphs of their own."""
    if text == said["link"]:
        return Paragraph(text, url=text)
    if text == said.get("headline"):
        return Paragraph(text, language=said.get("title_language", ""))
    return Paragraph(text)


def one_line(text: str) -> str:
    """No header is ever continued by what somebody wrote."""
    return " ".join(text.split())


def message_id(message: OutboxMessage) -> str:
    """The same for each attempt, so that mailboxes know a second copy for what it is."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{hashlib.sha256(message.key.encode()).hexdigest()[:32]}@{host}>"

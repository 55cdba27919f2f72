"""One function for each message to somebody who writes a draft, in the language in which they read."""

import datetime
from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from core.actions import queue_messages
from core.mailing import headline, message_to, one_line
from core.models import Item, OutboxMessage
from editorial.models import Proposal
from submissions.links import HOLDS, path_of
from submissions.questionnaires import questionnaire_for, title_of


def link_to_go_on(proposal: Proposal, *, again: bool = False) -> None:
    when = timezone.now().isoformat() if again else "first"
    _queue("emails/submissions/link.txt", f"draft link {proposal.pk} {when}", proposal, {"days": HOLDS.days})


def reminder(proposal: Proposal) -> None:
    names = [question.name for question in questionnaire_for(proposal.kind).questions]
    number = names.index(proposal.question) + 1 if proposal.question in names else 1
    more = {"number": number, "total": len(names)}
    _queue("emails/submissions/reminder.txt", f"draft reminder {proposal.pk}", proposal, more)


def fades_key(proposal: Proposal) -> str:
    return f"draft fades {proposal.pk} {proposal.updated_at:%Y-%m-%d}"


def fades_soon(proposal: Proposal, day: datetime.date) -> None:
    with translation.override(proposal.interface_language):
        more = {"day": date_format(day, "DATE_FORMAT")}
    _queue("emails/submissions/fades_soon.txt", fades_key(proposal), proposal, more)


def to_writer(template: str, key: str, proposal: Proposal, said: Callable[[], dict] = dict) -> None:
    """For what else there is to tell (`said`, in the writer's language); the same key never makes a second message."""
    with translation.override(proposal.interface_language):
        more = said()
    _queue(template, key, proposal, more)


def followed_elsewhere(proposal: Proposal, item: Item, sender) -> None:
    """To those who run an idea: somebody does the same in a place of their own. Says nothing of what is not public."""
    template, cause = "emails/submissions/followed.txt", f"own place {proposal.pk} {item.pk}"
    people = [person for person in item.people_to_tell() if person != sender]

    def said() -> dict:
        return headline(item) | {"path": item.get_absolute_url()}

    messages = [message_to(person, template, cause=cause, said=said) for person in people]
    if messages:
        queue_messages(messages)


def _queue(template: str, key: str, proposal: Proposal, more: dict) -> None:
    """An address that nobody has confirmed gets no word that somebody typed: it may be a stranger's."""
    to = proposal.email or (proposal.author.email if proposal.author else "")
    if not to:
        return
    is_known = proposal.author_id is not None or proposal.email_confirmed_at is not None
    with translation.override(proposal.interface_language):
        context = {"path": _path(proposal), "title": one_line(title_of(proposal)) if is_known else "", **more}
    message = OutboxMessage(key=key, to=to, language=proposal.interface_language, template=template, context=context)
    queue_messages([message])


def _path(proposal: Proposal) -> str:
    """Who has an account signs in; all others have nothing but the link."""
    return path_of(proposal) if proposal.email else reverse("submissions:draft", kwargs={"pk": proposal.pk})

"""Messages between the desk and authors that belong to no move, and reminders. One function and template for each."""

from django.urls import reverse

from accounts.choices import Role
from accounts.models import User
from core.access import can
from core.actions import queue_messages
from core.mailing import headline, message_to
from core.models import AuditRow, Item, OutboxMessage
from editorial.permissions import WORK_AT_DESK


def desk_wrote(item: Item, audit: AuditRow, text: str) -> None:
    """To those who maintain the item: the words themselves, and where to answer."""
    _queue(item, "emails/editorial/desk_wrote.txt", str(audit.pk), item.people_to_tell(), author_path, note=text)


def author_wrote(item: Item, audit: AuditRow) -> None:
    """To the editor who handles the item and still may; else to the editors of its countries."""
    editor = item.handling_editor
    handles = editor is not None and editor.is_active and can(editor, WORK_AT_DESK, item)
    people = [editor] if handles else editors_of(item)
    people = [person for person in people if person.pk != audit.actor_id]
    _queue(item, "emails/editorial/author_wrote.txt", str(audit.pk), people, desk_path)


def please_answer(item: Item, cause: str, days_left: int) -> None:
    """To those who were asked for changes and have said nothing for long."""
    _queue(item, "emails/editorial/please_answer.txt", cause, item.people_to_tell(), author_path, days=days_left)


def editors_of(item: Item) -> list[User]:
    """Country editors who may work with the item; without any the chief editors."""
    found = {
        person for country in item.country_codes() for person in User.objects.with_role(Role.COUNTRY_EDITOR, country)
    }
    able = _free(item, found) or _free(item, User.objects.with_role(Role.CHIEF_EDITOR))
    return sorted(able, key=lambda person: str(person.pk))


def _free(item: Item, people) -> list[User]:
    return [person for person in people if not item.has_conflict(person)]


def author_path(item: Item) -> str:
    """The page of the item for those who maintain it, in the active language."""
    return reverse("trail:page", kwargs={"kind": item.kind, "item_id": item.pk})


def desk_path(item: Item) -> str:
    return reverse("editorial:item", kwargs={"kind": item.kind, "item_id": item.pk})


def _queue(item: Item, template: str, cause: str, people, path, **more) -> None:
    def said() -> dict:
        return headline(item) | {"path": path(item), **more}

    messages: list[OutboxMessage] = [message_to(person, template, cause=cause, said=said) for person in people]
    if messages:
        queue_messages(messages)

"""What editors are told of what authors write."""

from core.actions import queue_messages
from core.mailing import headline, message_to
from core.models import AuditRow, Item


def author_wrote(item: Item, audit: AuditRow) -> None:
    """To the editor who handles it; what nobody handles yet stands in the queue."""
    editor = item.handling_editor
    if editor and editor.is_active and editor.pk != audit.actor_id:
        template = "emails/editorial/author_wrote.txt"
        said = {"path": "", "note": ""}
        queue_messages([message_to(editor, template, cause=str(audit.pk), said=lambda: headline(item) | said)])

"""What editors are told of what authors write."""

from core.actions import queue_messages
from core.models import AuditRow, Item
from editorial.emails import message_about


def author_wrote(item: Item, audit: AuditRow) -> None:
    """To the editor who handles it; what nobody handles yet stands in the queue."""
    editor = item.handling_editor
    if editor and editor.is_active and editor.pk != audit.actor_id:
        queue_messages([message_about("emails/editorial/author_wrote.txt", editor, item, audit)])

"""Files are kept, attached and removed here; a row and what lies on the disk come and go together."""

import datetime
import hashlib
import logging
from collections.abc import Collection
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.access import can
from core.actions import record_audit
from core.models import Item
from files.choices import MOST_FILES
from files.holders import unused
from files.models import StoredFile
from files.permissions import CHANGE_FILES_OF_DRAFT
from files.receiving import CleanFile, FileRefused, clean_upload

TOO_MANY = _("There can be at most ten files. Please remove one first.")
NOT_KEPT = _(
    "We could not save the file: there is no room for it right now. Nothing else is lost. Please try again later."
)
UNUSED_KEPT = datetime.timedelta(days=7)
logger = logging.getLogger(__name__)


def keep_file(upload, *, by, proposal_id: UUID, writer=None) -> StoredFile:
    """`upload` as a form hands it over, or cleaned; `by` is None for a draft that is written without an account.

    `writer` is who writes it where that is more than an account (`submissions.browsers.writer_of`); else it is `by`.
    Raises `FileRefused` with a sentence, and leaves neither row nor file then.
    """
    _check_welcome(writer or by, proposal_id)
    clean = upload if isinstance(upload, CleanFile) else clean_upload(upload)
    stored = _described(clean, by, proposal_id)
    with transaction.atomic():
        _one_at_a_time(proposal_id)
        _check_welcome(writer or by, proposal_id)
        _write(stored, clean.content)
        record_audit(action="keep file", by=by, detail={"file": str(stored.pk), "draft": str(proposal_id)})
    return stored


def _check_welcome(writer, proposal_id: UUID) -> None:
    """Before the work of cleaning, and again when nobody else can add a file meanwhile."""
    if writer is None or not can(writer, CHANGE_FILES_OF_DRAFT, proposal_id):
        raise FileRefused(_("This draft belongs to somebody else."))
    if StoredFile.objects.filter(proposal_id=proposal_id).count() >= MOST_FILES:
        raise FileRefused(TOO_MANY)


def _described(clean: CleanFile, by, proposal_id: UUID) -> StoredFile:
    return StoredFile(
        original_name=clean.name,
        media_type=clean.media_type,
        size=len(clean.content),
        sha256=hashlib.sha256(clean.content).hexdigest(),
        width=clean.width,
        height=clean.height,
        uploaded_by=by,
        proposal_id=proposal_id,
    )


def _one_at_a_time(owner_id: UUID) -> None:
    """Two who add the tenth file at once do not make eleven; a draft has no row on this floor that could be locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"files of {owner_id}"])


def _write(stored: StoredFile, content: bytes) -> None:
    storage = stored.file.storage
    name = stored.file.field.generate_filename(stored, "")
    try:
        stored.file.name = storage.save(name, ContentFile(content))
        stored.save(force_insert=True)
    except OSError as fault:
        logger.exception("A file could not be saved.")
        _forget_content(storage, name)
        raise FileRefused(NOT_KEPT) from fault
    except Exception:
        _forget_content(storage, name)
        raise


def _forget_content(storage, name: str) -> None:
    """What cannot be deleted now is found by the daily work."""
    try:
        storage.delete(name)
    except OSError:
        logger.exception("A file without a row could not be deleted: %s", name)


@transaction.atomic
def attach(*, files: Collection[UUID], item: Item, by, proposal_id: UUID) -> list[StoredFile]:
    """Files of a draft become those of the item that it makes or changes; what belongs elsewhere is refused.

    `files` are all that the item shows from now on: others that it had are let go, and do not count.
    """
    _one_at_a_time(item.pk)
    rows = list(StoredFile.objects.select_for_update().filter(pk__in=files).order_by("pk"))
    there = [row for row in rows if row.item_id == item.pk and row.kind == item.kind]
    coming = [row for row in rows if row.proposal_id == proposal_id]
    if len(there) + len(coming) < len(set(files)):
        raise FileRefused(_("A file of this draft is gone. Please upload it again."))
    if len(there) + len(coming) > MOST_FILES:
        raise FileRefused(TOO_MANY)
    for row in coming:
        row.kind, row.item_id, row.proposal_id = item.kind, item.pk, None
        row.save(update_fields=["kind", "item_id", "proposal_id"])
        record_audit(action="attach file", by=by, item=item, detail={"file": str(row.pk)})
    return [*there, *coming]


@transaction.atomic
def remove(*, stored: StoredFile, by=None) -> None:
    """Whatever shows it must have let it go before; what lies on the disk goes when this is certain."""
    storage, name = stored.file.storage, stored.file.name
    detail = {"file": str(stored.pk), "draft": str(stored.proposal_id or ""), "item": str(stored.item_id or "")}
    record_audit(action="remove file", by=by, detail=detail)
    stored.delete()
    transaction.on_commit(lambda: _forget_content(storage, name))


def remove_unused(now=None) -> int:
    """Deletes uploads that nobody has used for a week, and what lies on the disk without a row; tells how many."""
    before = (now or timezone.now()) - UNUSED_KEPT
    forgotten = unused(list(StoredFile.objects.filter(uploaded_at__lt=before)))
    for stored in forgotten:
        remove(stored=stored)
    return len(forgotten) + _remove_without_row(before)


def _remove_without_row(before: datetime.datetime) -> int:
    storage = StoredFile._meta.get_field("file").storage
    found = [name for name in _all_names(storage, "files") if storage.get_modified_time(name) < before]
    known = set(StoredFile.objects.filter(file__in=found).values_list("file", flat=True))
    lost = [name for name in found if name not in known]
    for name in lost:
        _forget_content(storage, name)
    return len(lost)


def _all_names(storage, folder: str) -> list[str]:
    if not storage.exists(folder):
        return []
    folders, names = storage.listdir(folder)
    inside = [name for each in folders for name in _all_names(storage, f"{folder}/{each}")]
    return [*(f"{folder}/{name}" for name in names), *inside]

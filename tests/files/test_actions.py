"""Rows and what lies on the disk come and go together."""

import datetime
import errno
import threading
import uuid

import pytest
import uploads
from django.contrib.auth.models import AnonymousUser
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from factories import make_practice
from people import make_person

from core.models import AuditRow
from editorial.models import Proposal
from files.actions import NOT_KEPT, TOO_MANY, attach, keep_file, remove, remove_unused
from files.models import StoredFile
from files.receiving import CleanFile, FileRefused
from files.uploading import MOST_IN_ONE_REQUEST
from submissions.permissions import Writer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return make_person("member")


def make_draft(author, **fields):
    return Proposal.objects.create(kind="practice", author=author, language="sv", interface_language="sv", **fields)


def clean(words=b"%PDF-1.7"):
    return CleanFile(words, "plan.pdf", "application/pdf")


def on_disk(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_is_what_was_cleaned(author, tmp_path):
    draft = make_draft(author)
    stored = keep_file(uploads.upload(uploads.photo(), "Anna.jpeg"), by=author, proposal_id=draft.pk)
    (path,) = on_disk(tmp_path)
    assert (stored.width, stored.height) == (30, 40)
    assert (stored.size, stored.original_name) == (path.stat().st_size, "Anna.jpg")
    assert path.stat().st_mode & 0o7 == 0
    assert AuditRow.objects.get(action="keep file").detail == {"file": str(stored.pk), "draft": str(draft.pk)}


def test_a_file_that_is_refused_leaves_nothing(author, tmp_path):
    draft = make_draft(author)
    with pytest.raises(FileRefused):
        keep_file(uploads.upload(b"<svg/>", "photo.png"), by=author, proposal_id=draft.pk)
    assert (StoredFile.objects.count(), on_disk(tmp_path)) == (0, [])


@pytest.mark.parametrize("fails_after", [0, 4])
def test_a_full_disk_leaves_neither_row_nor_file(author, tmp_path, monkeypatch, fails_after):
    def save_until_full(storage, name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.read(fails_after))
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", save_until_full)
    with pytest.raises(FileRefused) as refused:
        keep_file(clean(), by=author, proposal_id=make_draft(author).pk)
    assert refused.value.message == NOT_KEPT
    assert (StoredFile.objects.count(), on_disk(tmp_path)) == (0, [])


def test_a_folder_that_cannot_be_written_is_the_same(author, settings, tmp_path):
    (tmp_path / "media").write_text("a file stands where the folder should be")
    settings.MEDIA_ROOT = tmp_path / "media"
    with pytest.raises(FileRefused, match="could not save"):
        keep_file(clean(), by=author, proposal_id=make_draft(author).pk)
    assert StoredFile.objects.count() == 0


def test_a_row_that_cannot_be_written_leaves_no_file(author, tmp_path):
    draft = make_draft(author)
    with pytest.raises(IntegrityError), transaction.atomic():
        keep_file(CleanFile(b"x", "", "application/pdf"), by=author, proposal_id=draft.pk)
    assert on_disk(tmp_path) == []


# --- Whose draft ---------------------------------------------------------------------------------------------------


def test_nobody_adds_to_the_draft_of_somebody_else(author, tmp_path):
    draft = make_draft(author)
    for by in (make_person("contributor"), make_person("chief_editor"), None):
        with pytest.raises(FileRefused, match="somebody else"):
            keep_file(clean(), by=by, proposal_id=draft.pk)
    with pytest.raises(FileRefused):
        keep_file(clean(), by=author, proposal_id=uuid.uuid4())
    assert (StoredFile.objects.count(), on_disk(tmp_path)) == (0, [])


def test_a_draft_without_an_account_takes_files_from_whoever_holds_its_link(author):
    draft = make_draft(None, email="anna@example.org")
    holder = Writer(AnonymousUser(), frozenset({str(draft.pk)}))
    assert keep_file(clean(), by=None, proposal_id=draft.pk, writer=holder).uploaded_by is None
    with pytest.raises(FileRefused, match="somebody else"):
        keep_file(clean(), by=None, proposal_id=draft.pk, writer=Writer(AnonymousUser()))
    with pytest.raises(FileRefused, match="somebody else"):
        keep_file(clean(), by=author, proposal_id=draft.pk)


def test_what_was_sent_takes_no_more(author):
    draft = make_draft(author, state="sent", sent_at=timezone.now(), item_id=uuid.uuid4())
    with pytest.raises(FileRefused):
        keep_file(clean(), by=author, proposal_id=draft.pk)


# --- Ten and no more -----------------------------------------------------------------------------------------------


def test_the_eleventh_file_is_refused(author, tmp_path):
    draft = make_draft(author)
    for _number in range(10):
        keep_file(clean(), by=author, proposal_id=draft.pk)
    with pytest.raises(FileRefused) as refused:
        keep_file(clean(), by=author, proposal_id=draft.pk)
    assert refused.value.message == TOO_MANY
    assert len(on_disk(tmp_path)) == StoredFile.objects.count() == 10


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_make_eleven(author):
    draft = make_draft(author)
    for _number in range(9):
        keep_file(clean(), by=author, proposal_id=draft.pk)
    refused = []

    def add():
        try:
            keep_file(clean(), by=author, proposal_id=draft.pk)
        except FileRefused as answer:
            refused.append(answer.message)
        finally:
            connection.close()

    threads = [threading.Thread(target=add) for _number in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert (StoredFile.objects.count(), refused) == (10, [TOO_MANY] * 3)


# --- Attaching and removing ----------------------------------------------------------------------------------------


def test_files_of_the_draft_become_those_of_the_item(author):
    draft, practice = make_draft(author), make_practice()
    stored = keep_file(clean(), by=author, proposal_id=draft.pk)
    attach(files=[stored.pk], item=practice, by=author, proposal_id=draft.pk)
    attach(files=[stored.pk], item=practice, by=author, proposal_id=draft.pk)
    stored.refresh_from_db()
    assert (stored.kind, stored.item_id, stored.proposal_id) == ("practice", practice.pk, None)
    assert AuditRow.objects.filter(action="attach file", item_id=practice.pk).count() == 1


def test_a_draft_takes_no_file_of_another(author):
    draft, other, practice = make_draft(author), make_draft(author), make_practice()
    strangers = keep_file(clean(), by=author, proposal_id=other.pk)
    attached = keep_file(clean(), by=author, proposal_id=other.pk)
    attach(files=[attached.pk], item=make_practice(), by=author, proposal_id=other.pk)
    for file_id in (strangers.pk, attached.pk, uuid.uuid4()):
        with pytest.raises(FileRefused, match="gone"):
            attach(files=[file_id], item=practice, by=author, proposal_id=draft.pk)
    assert not StoredFile.objects.filter(item_id=practice.pk).exists()


def test_an_item_has_at_most_ten(author):
    practice, first = make_practice(), make_draft(author)
    shown = [keep_file(clean(), by=author, proposal_id=first.pk).pk for _number in range(10)]
    attach(files=shown, item=practice, by=author, proposal_id=first.pk)
    second = make_draft(author)
    new = keep_file(clean(), by=author, proposal_id=second.pk).pk
    with pytest.raises(FileRefused) as refused:
        attach(files=[*shown, new], item=practice, by=author, proposal_id=second.pk)
    assert refused.value.message == TOO_MANY
    attach(files=[*shown[1:], new], item=practice, by=author, proposal_id=second.pk)
    assert StoredFile.objects.get(pk=new).item_id == practice.pk


@pytest.mark.parametrize(
    "owner",
    [
        {"proposal_id": None},
        {"kind": "practice", "item_id": uuid.uuid4()},
        {"proposal_id": None, "item_id": uuid.uuid4()},
        {"proposal_id": None, "kind": "practice"},
    ],
)
def test_the_database_wants_exactly_one_owner(author, owner):
    stored = keep_file(clean(), by=author, proposal_id=make_draft(author).pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFile.objects.filter(pk=stored.pk).update(**owner)


@pytest.mark.django_db(transaction=True)
def test_the_file_goes_when_it_is_certain_that_its_row_goes(author, tmp_path):
    stored = keep_file(clean(), by=author, proposal_id=make_draft(author).pk)
    with pytest.raises(RuntimeError), transaction.atomic():
        remove(stored=stored, by=author)
        raise RuntimeError
    assert (StoredFile.objects.count(), len(on_disk(tmp_path))) == (1, 1)
    remove(stored=StoredFile.objects.get(), by=author)
    assert (StoredFile.objects.count(), on_disk(tmp_path)) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_what_nobody_uses_for_a_week_goes(author, tmp_path):
    draft, practice = make_draft(author), make_practice()
    named, unnamed, shown, let_go = (keep_file(clean(), by=author, proposal_id=draft.pk) for _number in range(4))
    Proposal.objects.update(answers={"file-0-stored": [str(named.pk)], "title": ["Bread"]})
    attach(files=[shown.pk, let_go.pk], item=practice, by=author, proposal_id=draft.pk)
    practice.attachments.create(file=shown, kind="manual")
    lost = tmp_path / "files" / "ab" / "without-a-row"
    lost.parent.mkdir(parents=True, exist_ok=True)
    lost.write_text("left by a process that was killed")
    assert remove_unused() == 0
    assert remove_unused(now=timezone.now() + datetime.timedelta(days=8)) == 3
    assert set(StoredFile.objects.values_list("pk", flat=True)) == {named.pk, shown.pk}
    assert unnamed.pk not in StoredFile.objects.values_list("pk", flat=True)
    assert len(on_disk(tmp_path)) == 2


# --- Large requests ------------------------------------------------------------------------------------------------


def test_a_request_is_taken_in_within_bounds(rf):
    files = {f"file{n}": uploads.upload(b"0" * 9_000_000, f"{n}.pdf") for n in range(5)}
    request = rf.post("/", {**files, "large": uploads.upload(b"0" * 11_000_000, "large.pdf")})
    sizes = {name: (upload.size, len(upload.read())) for name, upload in request.FILES.items()}
    assert sum(read for _size, read in sizes.values()) <= MOST_IN_ONE_REQUEST
    assert [size for size, read in sizes.values() if size > 10_000_000] == [10_000_001, 11_000_000]
    assert sizes["large"][0] == 11_000_000

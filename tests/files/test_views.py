"""Who may read a file: it follows what it belongs to, and everything else looks missing."""

import uuid

import pytest
import uploads
from django.conf import settings
from django.urls import reverse
from factories import make_organisation, make_practice
from people import make_person

from accounts.actions import create_user, grant_role
from core.choices import Status
from editorial.models import Proposal
from editorial.workflow import change_status
from files.actions import attach, keep_file
from files.models import StoredFile
from files.receiving import CleanFile

pytestmark = pytest.mark.django_db
CANARY = "Canaryword"
HIDDEN = [status for status in Status if status not in (Status.PUBLISHED, Status.ARCHIVED, Status.TAKEN_DOWN)]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author():
    return create_user(email="author@example.org", display_name="The author", languages=["sv"])


def address_of(stored):
    return reverse("files:file", args=[stored.pk])


def make_draft(author, **fields):
    return Proposal.objects.create(kind="practice", author=author, language="sv", interface_language="sv", **fields)


PICTURE = CleanFile(uploads.image("PNG"), f"{CANARY}.png", "image/png", 40, 30)
DOCUMENT = CleanFile(uploads.pdf(), f"{CANARY}.pdf", "application/pdf")


def uploaded(author, clean=PICTURE):
    return keep_file(clean, by=author, proposal_id=make_draft(author).pk)


def attached(author, status, clean=PICTURE):
    """A file of a practice that has this status."""
    practice = make_practice(status=status, created_by=author)
    stored = uploaded(author, clean)
    attach(files=[stored.pk], item=practice, by=author, proposal_id=stored.proposal_id)
    practice.attachments.create(file=stored, kind="image")
    return stored, practice


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_the_address_has_no_language_and_no_name():
    assert reverse("files:file", args=[uuid.UUID(int=7)]) == "/files/00000000-0000-0000-0000-000000000007"


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.ARCHIVED])
def test_a_file_of_a_public_item_is_for_everybody(client, author, status):
    stored, _practice = attached(author, status)
    answer = client.get(address_of(stored))
    assert answer.status_code == 200
    assert body(answer).startswith(b"\x89PNG")
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == f'inline; filename="{CANARY}.png"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert answer.cookies == {}
    assert "Cookie" not in answer.get("Vary", "")


def test_documents_are_saved_and_never_shown(client, author):
    stored, _practice = attached(author, Status.PUBLISHED, DOCUMENT)
    answer = client.get(address_of(stored), headers={"accept-encoding": "gzip"})
    assert answer["Content-Disposition"] == f'attachment; filename="{CANARY}.pdf"'
    assert body(answer).startswith(b"%PDF-")


def test_who_has_it_already_gets_it_only_when_it_is_still_there(client, author):
    stored, practice = attached(author, Status.PUBLISHED)
    known = {"if-none-match": client.get(address_of(stored))["ETag"]}
    assert client.get(address_of(stored), headers=known).status_code == 304
    type(practice).objects.update(status=Status.WITHDRAWN)
    assert client.get(address_of(stored), headers=known).status_code == 404


@pytest.mark.parametrize("status", HIDDEN)
def test_a_hidden_file_looks_exactly_like_a_missing_one(client, author, status):
    stored, practice = attached(author, status)
    address = address_of(stored)
    hidden = client.get(address)
    practice.attachments.all().delete()
    stored.delete()
    none = client.get(address)
    assert (hidden.status_code, hidden.content) == (404, none.content)
    assert hidden.headers == none.headers
    assert CANARY not in hidden.content.decode()


@pytest.mark.parametrize("name", ["member", "manager", "contributor", "reviewer", "country_editor", "chief_editor"])
def test_before_that_it_is_for_those_who_work_with_it(client, author, name):
    stored, practice = attached(author, Status.DRAFT)
    owner = make_organisation()
    client.force_login(make_person(name, owner))
    for status in HIDDEN:
        type(practice).objects.update(owner=owner, status=status)
        answer = client.get(address_of(stored))
        assert answer.status_code == (404 if name in ("member", "reviewer") else 200)
        if answer.status_code == 200:
            assert answer["Cache-Control"] == "private, no-store"
            assert "Cookie" in answer["Vary"]


def test_the_editor_of_another_country_sees_nothing(client, author):
    from factories import make_country

    stored, _practice = attached(author, Status.SUBMITTED)
    editor = make_person("country_editor")
    editor.role_grants.update(country=make_country("DK"))
    client.force_login(editor)
    assert client.get(address_of(stored)).status_code == 404


def test_an_editor_without_a_second_step_sees_nothing(client, author):
    stored, _practice = attached(author, Status.SUBMITTED)
    grant_role(user=author, role="chief_editor")
    client.force_login(author)
    assert client.get(address_of(stored)).status_code == 404


def test_what_is_taken_down_is_gone_with_its_files(client, author):
    stored, practice = attached(author, Status.PUBLISHED)
    change_status(practice, "take down", by=make_person("chief_editor"), note="Asked to.")
    answer, page = client.get(address_of(stored)), client.get(practice.get_absolute_url())
    assert (answer.status_code, page.status_code) == (410, 410)
    assert b"\x89PNG" not in answer.content
    assert CANARY not in answer.content.decode()


def test_what_the_page_no_longer_shows_is_missing(client, author):
    stored, practice = attached(author, Status.PUBLISHED)
    practice.attachments.all().delete()
    assert client.get(address_of(stored)).status_code == 404


def test_a_file_of_a_draft_is_for_its_writers(client, author):
    stored = uploaded(author)
    assert client.get(address_of(stored)).status_code == 404
    client.force_login(author)
    assert client.get(address_of(stored)).status_code == 200
    for name in ("member", "chief_editor"):
        client.force_login(make_person(name))
        assert client.get(address_of(stored)).status_code == 404


def test_a_file_of_a_draft_is_for_the_browser_that_holds_it(client, author):
    """Until the draft is somebody's."""
    stored = uploaded(author)
    drafts = Proposal.objects.filter(pk=stored.proposal_id)
    drafts.update(author=None, email="aino@example.org")
    session = client.session
    session["drafts"] = [str(uuid.uuid4())]
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    assert client.get(address_of(stored)).status_code == 404
    session["drafts"] = [str(stored.proposal_id)]
    session.save()
    answer = client.get(address_of(stored))
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    drafts.update(author=author)
    assert client.get(address_of(stored)).status_code == 404


def test_writers_of_the_organisation_see_it_and_editors_once_it_is_sent(client, author):
    stored = uploaded(author)
    organisation = make_organisation()
    Proposal.objects.update(owner=organisation)
    client.force_login(make_person("contributor", organisation))
    assert client.get(address_of(stored)).status_code == 200
    client.force_login(make_person("chief_editor"))
    assert client.get(address_of(stored)).status_code == 404
    Proposal.objects.update(sent_at="2026-01-01T12:00Z", state="returned")
    assert client.get(address_of(stored)).status_code == 200


def test_a_file_that_is_lost_on_the_disk_is_missing(client, author):
    stored, _practice = attached(author, Status.PUBLISHED)
    stored.file.storage.delete(stored.file.name)
    assert client.get(address_of(stored)).status_code == 404


@pytest.mark.parametrize("path", ["/media/", "/media/{}", "/{}", "/files/{}", "/static/{}", "/files/../{}"])
def test_nothing_is_served_by_its_path(client, author, path):
    stored, _practice = attached(author, Status.PUBLISHED)
    assert client.get(path.format(stored.file.name)).status_code in (404, 400)
    assert CANARY not in stored.file.name
    assert str(stored.pk) not in stored.file.name


def test_only_reading_is_possible(client, author):
    stored = uploaded(author)
    assert [client.post(address_of(stored)).status_code, client.delete(address_of(stored)).status_code] == [405, 405]


def test_who_uploaded_it_may_go_and_the_file_stays(author):
    stored = uploaded(author)
    Proposal.objects.update(author=None)
    author.delete()
    assert StoredFile.objects.get().pk == stored.pk

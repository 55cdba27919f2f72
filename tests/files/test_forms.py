"""One file or link of a draft, as people fill it in."""

import uuid

import pytest
import uploads
from people import make_person

from editorial.models import Proposal
from files.actions import keep_file
from files.cleaning.refusal import Reason
from files.forms import ALT_NEEDED, CHOOSE_ONE, CONSENT_NEEDED, FileForm
from files.receiving import SENTENCES, CleanFile

pytestmark = pytest.mark.django_db
TOLD = {"title": "Handbook", "kind": "manual"}
SHOWN = {"title": "The café", "kind": "image", "alt": "Six people at a table"}


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def draft():
    return Proposal.objects.create(
        kind="practice", author=make_person("member"), language="sv", interface_language="sv"
    )


def filled(told, content=None, name="file.png", **owner):
    return FileForm(told, {"file": uploads.upload(content, name)} if content else None, **owner)


def errors(form):
    return {name: list(found) for name, found in form.errors.items()}


def test_an_image_with_its_words():
    form = filled(SHOWN, uploads.photo())
    assert errors(form) == {}
    assert (form.cleaned_data["file"].media_type, form.cleaned_data["file"].name) == ("image/jpeg", "file.jpg")


def test_a_link():
    assert errors(filled(TOLD | {"url": "https://example.org/handbook"})) == {}


@pytest.mark.parametrize(
    ("told", "content", "wrong"),
    [
        (TOLD, None, {"file": [CHOOSE_ONE]}),
        (SHOWN | {"url": "https://example.org"}, uploads.image(), {"file": [CHOOSE_ONE]}),
        (SHOWN | {"alt": ""}, uploads.image(), {"alt": [ALT_NEEDED]}),
        (SHOWN | {"people_visible": "on"}, uploads.image(), {"image_consent": [CONSENT_NEEDED]}),
        (TOLD, b"<svg><script/></svg>", {"file": [SENTENCES[Reason.UNKNOWN_KIND]]}),
        (TOLD | {"url": "javascript:alert(1)"}, None, {"url": ["Enter a valid URL."]}),
    ],
    ids=["neither", "both", "no words", "people who were not asked", "svg", "script as address"],
)
def test_what_is_wrong_stands_beside_its_field(told, content, wrong):
    assert errors(filled(told, content)) == wrong


def test_a_file_that_is_there_already_is_named_by_its_id(draft):
    clean = CleanFile(b"%PDF-", "plan.pdf", "application/pdf")
    stored = keep_file(clean, by=draft.author, proposal_id=draft.pk)
    form = filled(TOLD | {"stored": str(stored.pk)}, proposal_id=draft.pk)
    assert errors(form) == {}
    assert form.cleaned_data["stored"] == stored


def test_a_file_of_another_draft_looks_like_none(draft):
    clean = CleanFile(b"%PDF-", "plan.pdf", "application/pdf")
    stored = keep_file(clean, by=draft.author, proposal_id=draft.pk)
    for owner in ({"proposal_id": uuid.uuid4()}, {"item_id": uuid.uuid4()}, {}):
        assert errors(filled(TOLD | {"stored": str(stored.pk)}, **owner)) == {"file": [CHOOSE_ONE]}

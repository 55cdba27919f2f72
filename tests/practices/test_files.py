"""Files of a practice: what its page says of them, and what keeps them from being public."""

import pytest
import uploads
from django.db import IntegrityError, transaction
from factories import make_practice, tell_part
from pages import read, words
from people import make_person

from editorial.models import Proposal
from files.actions import attach, keep_file
from files.receiving import CleanFile
from practices.publication import problems

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def practice():
    return make_practice(language="sv", translations={"en": {}})


def add(practice, clean, told, **facts):
    author = practice.created_by or make_person("member")
    practice.created_by = author
    draft = Proposal.objects.create(kind="practice", author=author, language="sv", interface_language="sv")
    stored = keep_file(clean, by=author, proposal_id=draft.pk)
    attach(files=[stored.pk], item=practice, by=author, proposal_id=draft.pk)
    attachment = practice.attachments.create(file=stored, **facts)
    tell_part(practice, attachment, told)
    return attachment


def picture():
    return CleanFile(uploads.image("PNG", (1200, 800)), "cafe.png", "image/png", 1200, 800)


def test_the_page_tells_what_each_file_is(client, practice):
    manual = CleanFile(b"%PDF-" + b"0" * 2_100_000, "handbok.pdf", "application/pdf")
    file = add(practice, manual, {"title": "Handbok"}, kind="manual", licence="CC-BY-4.0").file
    page = read(client, practice)
    (line,) = [node for node in page.query("main li") if "Handbok" in words(node)]
    assert words(line) == "Handbok (Handbook, PDF, 2.0 MB, CC BY 4.0)"
    (link,) = [node for node in page.query("main a") if words(node) == "Handbok"]
    assert (link.attrs["href"], link.attrs["lang"]) == (f"/files/{file.pk}", "sv")
    assert client.get(link.attrs["href"]).status_code == 200


def test_an_image_is_shown_with_its_words_in_their_language(client, practice):
    told = {"title": "Kafé", "alt": "Sex personer vid ett bord"}
    file = add(practice, picture(), told, kind="image").file
    (image,) = read(client, practice).query("main img")
    assert image.attrs["src"] == f"/files/{file.pk}"
    assert (image.attrs["alt"], image.attrs["lang"]) == ("Sex personer vid ett bord", "sv")
    assert (image.attrs["width"], image.attrs["height"]) == ("1200", "800")


def test_an_image_needs_words(practice):
    attachment = add(practice, picture(), {"title": "Kafé"}, kind="image")
    wanted = "Describe each image in words, for those who cannot see it."
    assert wanted in problems(practice)
    tell_part(practice, attachment, {"title": "Kafé", "alt": "Ett bord"})
    practice.refresh_from_db()
    assert wanted not in problems(type(practice).objects.get())


def test_nobody_is_recognised_where_it_can_do_harm(practice):
    told = {"title": "Kafé", "alt": "Sex personer"}
    add(practice, picture(), told, kind="image", people_visible=True, image_consent=True)
    refusal = "The topic is sensitive: choose images in which nobody can be recognised."
    assert refusal not in problems(practice)
    sensitive = make_practice(themes=["forced-marriage"], created_by=practice.created_by)
    add(sensitive, picture(), told, kind="image", people_visible=True, image_consent=True)
    assert refusal in problems(sensitive)


@pytest.mark.parametrize(
    "wrong",
    [{"people_visible": True}, {"url": "https://example.org/a.pdf"}, {"file": None}],
    ids=["people who were not asked", "file and address", "neither"],
)
def test_what_the_database_refuses(practice, wrong):
    attachment = add(practice, picture(), {}, kind="image")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(attachment).objects.filter(pk=attachment.pk).update(**wrong)

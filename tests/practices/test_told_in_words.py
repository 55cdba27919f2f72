"""Differences and other texts tell what was chosen in the words that readers see, and files by their names."""

import pytest
import uploads
from answered import LEAST, make_values
from django.core.cache import cache
from factories import make_organisation, make_practice
from pages import parsed, texts
from people import make_person

from accounts.models import User
from core.choices import Status
from editorial.models import Proposal
from files.actions import keep_file
from files.models import StoredFile
from files.receiving import clean_upload
from submissions.changes.actions import accept_change, begin_change, send_change
from submissions.parts import part_answers
from vocabulary.models import ConceptLabel

pytestmark = pytest.mark.django_db
PICTURE = {"title": "The café", "kind": "image", "alt": "Six people at a table"}


@pytest.fixture(autouse=True)
def values(settings, tmp_path):
    cache.clear()
    settings.MEDIA_ROOT = tmp_path
    make_values()


@pytest.fixture
def owner():
    return make_organisation("Medelpad rescue service", country="SE")


@pytest.fixture
def writer(owner):
    return make_person("contributor", owner)


@pytest.fixture
def item(owner, writer):
    made = make_practice("Language café", status=Status.PUBLISHED, owner=owner)
    change = written(made, writer, **LEAST)
    return accept_change(sent(change), by=editor()) and type(made).objects.get(pk=made.pk)


def editor():
    return User.objects.filter(email="chief_editor@example.org").first() or make_person("chief_editor")


def written(item, by, **answers):
    change = begin_change(item, by=by, interface_language="en")
    change.answers |= answers
    change.save()
    return change


def sent(change):
    return send_change(change, by=change.author)


def seen_by(client, change):
    client.force_login(change.author)
    return parsed(client.get(f"/en/my/changes/{change.pk}/"))


def uploaded(change, name="cafe.jpg"):
    clean = clean_upload(uploads.upload(uploads.photo(), name))
    return keep_file(clean, by=change.author, proposal_id=change.pk)


def with_picture(change, file, **more):
    change.answers |= part_answers("attachment", [PICTURE | {"stored": str(file.pk)} | more])
    change.save()
    return change


def test_a_new_picture_is_shown_with_its_name_and_its_words(client, item, writer):
    change = written(item, writer)
    file = uploaded(change)
    page = seen_by(client, with_picture(change, file))
    assert texts(page, "figure ins") == ["Added: cafe.jpg"]
    told = ["What is it called?", "What does the image show?", "What kind is it?", "File"]
    assert sorted(texts(page, "section h2")) == sorted(f"{label} (number 1)" for label in told)
    assert page.query_one("figure img").attrs["alt"] == "Six people at a table"
    assert page.query_one("figure img").attrs["src"] == f"/files/{file.pk}"
    assert client.get(f"/files/{file.pk}").status_code == 200
    assert str(file.pk) not in " ".join(texts(page, "main"))


def test_a_picture_that_goes_and_one_in_its_place(client, item, writer):
    first = with_picture(written(item, writer), uploaded(written(item, writer)))
    accept_change(sent(first), by=editor())
    change = written(item, writer)
    row = {name: values for name, values in change.answers.items() if name.startswith("attachment-0-")}
    new = uploaded(change)  # called just like the old one
    page = seen_by(client, written(item, writer, **{**row, "attachment-0-stored": [str(new.pk)]}))
    assert (texts(page, "figure del"), texts(page, "figure ins")) == (["Removed: cafe.jpg"], ["Added: cafe.jpg"])
    assert sent(Proposal.objects.get(pk=change.pk)).state == "sent"  # never small
    gone = Proposal.objects.get(pk=change.pk)
    gone.state, gone.answers = "open", {k: v for k, v in change.answers.items() if not k.startswith("attachment-")}
    gone.save()
    page = seen_by(client, gone)
    assert (texts(page, "figure del"), texts(page, "figure ins")) == (["Removed: cafe.jpg"], [])


def test_files_of_others_are_not_named(client, item, writer):
    other = written(make_practice("Other", status=Status.PUBLISHED, owner=item.owner), writer)
    file = uploaded(other, name="secret.jpg")
    page = seen_by(client, with_picture(written(item, writer), file))
    assert "A file that is not here any more" in " ".join(texts(page, "ins"))
    assert "secret.jpg" not in " ".join(texts(page, "main"))


def test_the_desk_names_the_file(client, item, writer):
    accept_change(sent(with_picture(written(item, writer), uploaded(written(item, writer)))), by=editor())
    client.force_login(editor())
    page = parsed(client.get(f"/en/editorial/practice/{item.pk}/"))
    assert [node.attrs["href"] for node in page.query(".desk-words a")] == [f"/files/{StoredFile.objects.get().pk}"]


def test_places_and_organisations_are_told_by_their_names(client, item, writer):
    partner = make_organisation("The library", status=Status.PUBLISHED)
    hidden = make_organisation("Not to be read", status=Status.DRAFT)
    places = part_answers("place", [{"country": "SE", "name": "Malmö", "known": "municipality:SE-1280"}])
    partners = part_answers(
        "partner",
        [
            {"partner_name": "The library", "partner": f"{partner.pk}|The library"},
            {"partner_name": "Somebody", "partner": str(hidden.pk)},
        ],
    )
    page = seen_by(client, written(item, writer, **places, **partners))
    told = dict(zip(texts(page, "section h2"), texts(page, "section .difference"), strict=True))
    assert told["Place in the list (number 1)"].startswith("Added: Malmö")
    assert told["Organisation in the portal (number 1)"] == "Added: The library"
    assert told["Organisation in the portal (number 2)"] == "Added: An organisation that readers do not see yet"


def test_choices_that_clash_stand_beside_each_other_in_words(client, item, writer, owner):
    ConceptLabel.objects.filter(concept__identifier="women").update(text="Women and girls")
    other = written(item, make_person("manager", owner), groups=["women"], is_running=["yes"])
    mine = written(item, writer, groups=["newcomers"], is_running=["no"])
    accept_change(sent(other), by=editor())
    page = seen_by(client, mine)
    assert texts(page, "fieldset .difference") == ["Women and girls", "newcomers", "Yes", "No"]


def test_not_knowing_is_told_and_an_empty_text_is_not_answered(client, item, writer, owner):
    before = written(item, writer, is_running=["yes"], goal=["Talking."])
    accept_change(sent(before), by=editor())
    mine = written(item, writer, is_running=["no"], goal=["Singing."])
    other = written(item, make_person("manager", owner), is_running=[], goal=[])
    accept_change(sent(other), by=editor())
    page = seen_by(client, mine)
    assert sorted(texts(page, "fieldset .difference")) == ["No", "Not answered.", "Singing.", "We do not know"]

"""A draft follows its organisation and its item: who may write changes with them, and who leaves leaves no trace."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from factories import make_organisation
from pages import parsed, texts
from people import make_person
from signing import make_member
from uploads import image, upload
from writing import EMAIL, Browser, press_link

from accounts.actions import close_account
from accounts.own_data import own_data
from core.access import can
from editorial.models import Proposal
from editorial.workflow import change_status
from files.actions import keep_file
from files.models import StoredFile
from organisations.actions import handovers, owners
from organisations.models import Membership
from practices.models import Practice
from submissions.permissions import READ, SEND, WRITE, Writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return make_organisation("Givarby")


@pytest.fixture
def ours(organisation):
    """Begun for the organisation by one of its people, and not sent yet."""
    browser = Browser()
    browser.client.force_login(make_person("contributor", organisation))
    browser.begin(email="", owner=str(organisation.pk))
    browser.save("name", title="Language café at the library")
    return browser


@pytest.fixture
def editor():
    return make_person("chief_editor")


def returned(browser, editor):
    browser.send()
    item = Practice.objects.get()
    change_status(item, "return", by=editor, note="Please say more.")
    return item


def allowed(person, proposal):
    proposal = Proposal.objects.get(pk=proposal.pk)
    return [bool(can(Writer(person), action, proposal)) for action in (READ, WRITE, SEND)]


def test_who_has_left_the_organisation_loses_its_drafts_at_once(ours):
    author = ours.draft.author
    assert allowed(author, ours.draft) == [True, True, True]
    Membership.objects.all().delete()
    assert allowed(author, ours.draft) == [False, False, False]
    assert (ours.go().status_code, texts(parsed(ours.client.get("/en/my/")), ".drafts li")) == (404, [])


def test_a_draft_follows_the_item_to_its_new_owner(ours, editor):
    author = ours.draft.author
    item = returned(ours, editor)
    assert allowed(author, ours.draft) == [True, True, True]
    other = make_organisation("Tagarby")
    taking = make_member("taking@example.org")
    Membership.objects.create(user=taking, organisation=other, role="manager")
    handover = handovers.offer_item(item=item, to=other, by=make_person("manager", item.owner))
    assert allowed(taking, ours.draft) == [False, False, False]
    handovers.answer_handover(handover=handover, is_yes=True, by=taking)
    assert Proposal.objects.get().owner == other
    assert (allowed(author, ours.draft), allowed(taking, ours.draft)) == ([False] * 3, [True] * 3)


def test_a_draft_follows_the_item_to_the_owner_that_an_editor_names(begun, organisation, editor):
    begun.save("name", title="Language café at the library")
    press_link(begun.client)
    item = returned(begun, editor)
    assert begun.save("name", title="Café").status_code == 303
    owners.name_owner(item=item, organisation=organisation, by=editor, sender_joins=False)
    assert Proposal.objects.get().owner == organisation
    assert begun.go("name").status_code == 302  # the browser stands for its sender, who does not belong to it
    assert allowed(make_person("contributor", organisation), begun.draft) == [True, True, True]


# --- Gone -----------------------------------------------------------------------------------------------------------


def with_file(browser):
    writer = Writer(AnonymousUser(), frozenset({str(browser.draft.pk)}))
    return keep_file(upload(image(), "a.jpg"), by=None, proposal_id=browser.draft.pk, writer=writer)


def test_the_files_of_a_draft_go_with_it(begun, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with_file(begun)
    assert begun.client.post(begun.at("throw-away")).status_code == 200
    assert StoredFile.objects.count() == 0


def test_a_file_of_a_draft_that_is_gone_is_shown_to_nobody(begun, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    address = reverse("files:file", args=[with_file(begun).pk])
    assert begun.client.get(address).status_code == 200
    Proposal.objects.update(state="discarded")
    assert begun.client.get(address).status_code == 404


def test_closing_the_account_takes_own_drafts_along_and_no_others(begun, ours):
    member = make_member(EMAIL)
    alone, strange, sent = Browser(), Browser(), Browser()
    alone.client.force_login(member)
    alone.begin(email="")
    strange.begin("second@example.org")
    sent.begin()
    sent.save("name", title="Language café at the library")
    press_link(sent.client)
    sent.send()
    Proposal.objects.filter(pk=ours.draft.pk).update(author=member)
    close_account(user=member)
    assert set(Proposal.objects.values_list("pk", "email", "author")) == {
        (ours.draft.pk, "", None),
        (strange.draft.pk, "second@example.org", None),
        (sent.draft.pk, "", None),
    }


def test_what_is_held_tells_of_drafts_begun_without_the_account(begun):
    Browser(Client()).begin("second@example.org")
    held = own_data(make_member(EMAIL))["editorial.Proposal"]
    assert [row["id"] for row in held] == [begun.draft.pk]

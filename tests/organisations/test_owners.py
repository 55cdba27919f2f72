"""An editor names the organisation that runs what somebody sent in."""

import pytest
from django.test import Client
from django.urls import reverse
from factories import make_concept, make_country, make_organisation, make_practice
from pages import parsed, texts
from people import make_person
from racing import at_once
from signing import audited, make_member

from core.choices import Status
from core.models import OutboxMessage
from organisations.actions import owners
from organisations.models import Membership, Organisation
from organisations.refusals import Refused
from practices.models import Partner

pytestmark = pytest.mark.django_db


@pytest.fixture
def sender():
    return make_member(email="sender@example.org", display_name="Sender")


@pytest.fixture
def editor():
    return make_person("chief_editor")


@pytest.fixture
def item(sender):
    practice = make_practice("Walks in the wood", status=Status.SUBMITTED, created_by=sender)
    Partner.objects.create(practice=practice, name="Friends of the wood", is_owner=True)
    return practice


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


def page_of(item):
    return reverse("organisations:name-owner", kwargs={"kind": item.kind, "short_id": item.short_id})


def test_a_known_organisation_takes_the_place_of_the_typed_name(item, editor, sender):
    organisation = make_organisation("Friends of the wood")
    owners.name_owner(item=item, organisation=organisation, by=editor, sender_joins=True)
    item.refresh_from_db()
    assert item.owner == organisation
    assert list(item.partners.all()) == []
    assert item.is_maintained_by(sender)
    assert Membership.objects.get().verified_by == "editor"
    assert audited()[-1] == "name owner"
    assert OutboxMessage.objects.filter(to=sender.email).count() == 1


def test_a_sender_who_does_not_join_stops_writing_for_it(item, editor, sender):
    owners.name_owner(item=item, organisation=make_organisation("Others"), by=editor, sender_joins=False)
    assert not item.is_maintained_by(sender)
    assert Membership.objects.count() == 0


def test_an_unknown_organisation_gets_a_public_record(item, editor, sender):
    make_concept("voluntary-organisation", "actor_type")
    fields = {"name": "Friends of the wood", "kind": "voluntary-organisation", "sender_joins": "on"}
    answer = browser_of(editor).post(page_of(item), fields)
    assert (answer.status_code, answer.url) == (303, f"/en/editorial/practice/{item.pk}/")
    made = Organisation.objects.get()
    assert (made.status, made.display_title()) == (Status.PUBLISHED, "Friends of the wood")
    assert Membership.objects.get().role == "manager"


@pytest.mark.parametrize("countries", [("SE", "NO", "FI"), ("NO", "FI", "SE"), ("FI", "SE", "NO")])
def test_a_new_record_is_in_the_country_of_the_first_place(item, editor, countries):
    item.places.all().delete()
    for position, country in reversed(list(enumerate(countries))):
        item.places.create(country=make_country(country), position=position)
    kind = make_concept("voluntary-organisation", "actor_type")
    owners.make_owner(item=item, name="Friends", kind_of_organisation=kind, by=editor, sender_joins=False)
    assert Organisation.objects.get().country_id == countries[0]


def test_a_name_that_is_taken_makes_no_second_record(item, editor):
    make_concept("voluntary-organisation", "actor_type")
    make_country("SE")
    item.places.all().delete()
    make_organisation("Friends of the wood", country=None)
    fields = {"name": "Friends of the wood", "kind": "voluntary-organisation"}
    answer = browser_of(editor).post(page_of(item), fields)
    assert answer.status_code == 409
    assert Organisation.objects.count() == 1
    item.refresh_from_db()
    assert item.owner is None


def test_nothing_chosen_is_said_and_nothing_written(item, editor):
    answer = browser_of(editor).post(page_of(item), {"name": "Friends"})
    assert answer.status_code == 422
    assert "Choose an organisation, or write the name and the kind of a new one." in answer.content.decode()


def test_looking_up_an_organisation(item, editor):
    make_organisation("Friends of the wood")
    page = browser_of(editor).get(page_of(item), {"find": "friends"})
    assert [text.strip() for text in texts(parsed(page), "fieldset label")] == ["Friends of the wood"]


@pytest.mark.parametrize("person", ["member", "contributor", "reviewer", "administrator"])
def test_others_find_no_such_page(item, person):
    assert browser_of(make_person(person, make_organisation("Any"))).get(page_of(item)).status_code == 404


def test_an_editor_who_belongs_to_it_does_not_name_another(item, editor):
    own = make_organisation("Editors at work")
    Membership.objects.create(user=editor, organisation=own, role="member")
    Partner.objects.create(practice=item, organisation=own)
    assert browser_of(editor).get(page_of(item)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_the_second_editor_hears_that_it_has_an_owner(item, editor):
    organisations = [make_organisation(name) for name in ("First", "Second")]
    steps = [
        lambda organisation=each: owners.name_owner(
            item=type(item).objects.get(pk=item.pk), organisation=organisation, by=editor, sender_joins=True
        )
        for each in organisations
    ]
    outcomes = at_once(steps, refusal=Refused)
    assert [type(each) for each in outcomes].count(Refused) == 1
    assert Membership.objects.count() == 1

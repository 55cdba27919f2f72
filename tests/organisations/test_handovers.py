"""Handing an item to another owner: offered by one side, taken by the other, and the search follows."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from factories import list_in_search, make_organisation, make_practice, make_research
from pages import parsed, texts
from people import make_person
from racing import at_once
from signing import audited, make_member

from core.choices import Status
from core.models import OutboxMessage
from organisations.actions import handovers
from organisations.models import Handover, Membership
from organisations.refusals import Refused
from search.consistency import differences

pytestmark = pytest.mark.django_db


@pytest.fixture
def giver():
    return make_organisation("Givarby")


@pytest.fixture
def taker():
    return make_organisation("Tagarby")


@pytest.fixture
def giving(giver):
    return make_person("manager", giver)


@pytest.fixture
def taking(taker):
    return manager_of(taker, "taking@example.org")


@pytest.fixture
def item(giver):
    return make_practice("Bread and words", owner=giver)


def manager_of(organisation, email, role="manager"):
    person = make_member(email=email)
    Membership.objects.create(user=person, organisation=organisation, role=role)
    return person


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


def offer(person, item, to, **fields):
    address = reverse("organisations:offer", args=[item.kind, item.short_id])
    return browser_of(person).post(address, {"organisation": to.short_id, **fields})


def answer(person, handover, said):
    return browser_of(person).post(reverse("organisations:answer-handover", args=[handover.pk]), {"answer": said})


def told():
    return [(message.template.split("/")[-1], message.to) for message in OutboxMessage.objects.order_by("pk")]


@pytest.mark.parametrize("make", [make_practice, make_research])
def test_a_yes_changes_the_owner_and_the_search(make, giver, taker, giving, taking):
    item = make("Bread and words", owner=giver)
    list_in_search(giver, taker, item)
    assert offer(giving, item, taker, message="You run it now.").status_code == 303
    handover = Handover.objects.get()
    page = parsed(browser_of(taking).get("/en/organisations/mine/"))
    assert "You run it now." in texts(page, "p")
    assert answer(taking, handover, "yes").status_code == 303
    item.refresh_from_db()
    assert (item.owner, item.updated_by) == (taker, taking)
    assert list(differences()) == []
    assert told() == [("item_offered.txt", taking.email), ("handover_answered.txt", giving.email)]
    assert audited()[-2:] == ["offer item", "hand over item"]
    assert (item.is_maintained_by(giving), item.is_maintained_by(taking)) == (False, True)


def test_the_receiver_is_looked_up_by_name(giving, taker, item):
    address = reverse("organisations:offer", args=[item.kind, item.short_id])
    page = parsed(browser_of(giving).get(f"{address}?find=tagar"))
    assert [node.attrs["value"] for node in page.query("input[type=radio]")] == [taker.short_id]


def test_a_no_changes_nothing_and_it_may_be_offered_elsewhere(giver, giving, taker, taking, item):
    offer(giving, item, taker)
    answer(taking, Handover.objects.get(), "no")
    item.refresh_from_db()
    assert item.owner == giver
    assert offer(giving, item, make_organisation()).status_code == 303


def test_who_sent_it_hands_over_what_nobody_owns(taker, taking):
    sender = make_member(email="sender@example.org")
    item = make_practice(created_by=sender, owner=None, status=Status.SUBMITTED)
    assert offer(sender, item, taker).status_code == 303
    answer(taking, Handover.objects.get(), "yes")
    item.refresh_from_db()
    assert item.owner == taker
    assert not item.is_maintained_by(sender)


def test_an_editor_answers_too_but_not_for_an_own_offer(giving, taker, item):
    chief = make_person("chief_editor")
    offer(giving, item, taker)
    assert told() == [("item_offered.txt", chief.email)]
    assert answer(chief, Handover.objects.get(), "yes").status_code == 303
    own = make_practice(created_by=chief, owner=None)
    offer(chief, own, taker)
    assert answer(chief, Handover.objects.get(item_id=own.pk), "yes").status_code == 404


def test_an_offer_is_made_once_and_taken_back(giving, taker, taking, item):
    assert [offer(giving, item, taker).status_code for _ in range(2)] == [303, 303]
    assert offer(giving, item, make_organisation()).status_code == 409
    handover = Handover.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(kind=item.kind, item_id=item.pk, organisation=taker)
    assert answer(taking, handover, "withdraw").status_code == 404
    assert answer(giving, handover, "withdraw").status_code == 303
    assert answer(taking, handover, "yes").status_code == 409
    item.refresh_from_db()
    assert item.owner != taker


def test_a_replayed_yes_is_refused(giver, giving, taker, taking, item):
    offer(giving, item, taker)
    handover = Handover.objects.get()
    assert [answer(taking, handover, said).status_code for said in ("yes", "yes", "no")] == [303, 409, 409]


def test_an_offer_of_somebody_who_does_not_own_it_any_more_does_not_hold(giving, taker, taking, item):
    offer(giving, item, taker)
    item.owner = make_organisation()
    item.save()
    assert answer(taking, Handover.objects.get(), "yes").status_code == 409
    item.refresh_from_db()
    assert item.owner != taker


@pytest.mark.parametrize(
    ("of_item", "of_receiver"),
    [
        ({"status": Status.TAKEN_DOWN}, {}),
        ({"status": Status.WITHDRAWN}, {}),
        ({}, {"is_closed": True}),
        ({}, {"status": Status.ARCHIVED}),
    ],
)
def test_a_yes_comes_too_late_when_either_has_gone(giver, giving, taker, taking, item, of_item, of_receiver):
    offer(giving, item, taker)
    type(item).objects.filter(pk=item.pk).update(updated_at=item.updated_at, **of_item)
    type(taker).objects.filter(pk=taker.pk).update(updated_at=taker.updated_at, **of_receiver)
    handover = Handover.objects.get()
    assert answer(taking, handover, "yes").status_code == 409
    item.refresh_from_db()
    handover.refresh_from_db()
    assert (item.owner, handover.state) == (giver, "open")
    assert answer(taking, handover, "no").status_code == 303


@pytest.mark.parametrize("role", ["member", "contributor"])
def test_others_offer_and_take_nothing(giver, giving, taker, item, role):
    outsider = manager_of(make_organisation(), "outsider@example.org")
    colleague = manager_of(giver, "colleague@example.org", role)
    receiver = manager_of(taker, "receiver@example.org", role)
    assert [offer(person, item, taker).status_code for person in (outsider, colleague, receiver)] == [404] * 3
    offer(giving, item, taker)
    handover = Handover.objects.get()
    for person in (outsider, colleague, receiver, giving):
        assert answer(person, handover, "yes").status_code == 404
    assert answer(outsider, handover, "withdraw").status_code == 404


def test_forged_kinds_and_receivers(giver, giving, taker, item):
    assert offer(giving, giver, taker).status_code == 404
    browser = browser_of(giving)
    assert browser.get("/en/organisations/offer/user/zzzzzz/").status_code == 404
    hidden = make_organisation(status=Status.SUBMITTED)
    assert offer(giving, item, hidden).status_code == 422
    assert offer(giving, item, giver).status_code == 409
    assert browser.post("/en/organisations/handovers/999999999/", {"answer": "yes"}).status_code == 404
    assert Handover.objects.count() == 0


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.TAKEN_DOWN, Status.MERGED])
def test_what_is_gone_is_not_handed_over(giver, giving, taker, status):
    assert offer(giving, make_practice(owner=giver, status=status), taker).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_yes_and_taken_back_at_once_are_one_of_them(giving, taker, taking, item):
    handover = handovers.offer_item(item=item, to=taker, by=giving)

    def own():
        return Handover.objects.select_related("organisation").get(pk=handover.pk)

    outcomes = at_once(
        [
            lambda: handovers.answer_handover(handover=own(), is_yes=True, by=taking),
            lambda: handovers.take_back_offer(handover=own(), by=giving),
        ],
        refusal=Refused,
    )
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    handover.refresh_from_db()
    item.refresh_from_db()
    assert (item.owner == taker) == (handover.state == "accepted")

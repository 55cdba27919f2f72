"""Joining an organisation: by the domain of a confirmed address, by a manager's yes, by the editor's."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from factories import make_organisation
from pages import parsed, texts
from people import make_person
from racing import at_once
from signing import PASSWORD, Visitor, audited, code_in, mails, make_member

from accounts.actions import grant_role
from core.choices import Source, Status
from core.models import OutboxMessage
from organisations.actions import members
from organisations.choices import RequestState
from organisations.domains import shows_who_employs
from organisations.models import JoinRequest, Membership
from organisations.refusals import Refused
from submissions.changes.actions import accept_change, begin_change, send_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_organisation("Exempelby", url="https://www.exempelby.se/kontakt")


@pytest.fixture
def manager(town):
    return make_person("manager", town)


@pytest.fixture
def kari():
    return make_member(email="kari@exempelby.se")


@pytest.fixture
def stranger():
    return make_member(email="siri@example.org", display_name="Siri")


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


def join(person, town, **fields):
    return browser_of(person).post(reverse("organisations:join", args=[town.short_id]), fields)


def answer(person, request, said):
    return browser_of(person).post(reverse("organisations:answer", args=[request.pk]), {"answer": said})


def step(person, membership, said):
    return browser_of(person).post(reverse("organisations:membership", args=[membership.pk]), {"step": said})


def told():
    return [(message.template.split("/")[-1], message.to) for message in OutboxMessage.objects.order_by("pk")]


# --- By the address ------------------------------------------------------------------------------------------------


def test_a_confirmed_address_of_the_organisation_joins_at_once(town, manager, kari):
    answer = join(kari, town)
    assert (answer.status_code, answer["Location"]) == (303, "/en/organisations/mine/")
    membership = Membership.objects.get(user=kari)
    assert (membership.role, membership.verified_by) == ("contributor", "domain")
    assert told() == [("joined.txt", manager.email)]
    assert audited()[-1] == "join organisation"
    assert JoinRequest.objects.count() == 0


def test_an_address_that_is_not_confirmed_joins_nobody(town, kari):
    EmailAddress.objects.filter(user=kari).update(verified=False)
    join(kari, town)
    assert Membership.objects.count() == 0
    assert JoinRequest.objects.get().user == kari


@pytest.mark.parametrize(
    ("domain", "facts"),
    [
        ("gmail.com", {"url": "https://gmail.com/"}),
        ("gmail.com", {"email": "club@gmail.com"}),
        ("facebook.com", {"url": "https://www.facebook.com/ourclub"}),
        ("elev.exempelby.se", {"url": "https://exempelby.se"}),
        ("exempelby.se", {"url": "https://integration.exempelby.se"}),
        ("evilexempelby.se", {"url": "https://exempelby.se"}),
        ("еxempelby.se", {"url": "https://exempelby.se"}),  # the first letter is Cyrillic
        ("exempelby.se", {}),
        ("", {}),
        ("", {"url": "https://exempelby.se"}),
        ("exempelby.se", {"url": "https://exempelby.se", "source": Source.COMPILED}),
    ],
)
def test_domains_that_show_nothing(domain, facts):
    assert not shows_who_employs(domain, make_organisation(**facts))


@pytest.mark.parametrize(
    ("domain", "facts"),
    [
        ("exempelby.se", {"url": "https://www.exempelby.se/x"}),
        ("Exempelby.SE", {"email": "info@exempelby.se"}),
        ("exempelby.se", {"url": "https://exempelby.se", "source": Source.COMPILED, "url_was_checked": True}),
        ("håbo.se", {"url": "https://xn--hbo-ula.se"}),
    ],
)
def test_domains_that_show_who_employs(domain, facts):
    assert shows_who_employs(domain, make_organisation(**facts))


def test_a_domain_that_only_its_sender_has_seen_shows_nothing():
    sent_in = make_organisation(url="https://exempelby.se", status=Status.SUBMITTED, source=Source.FORM)
    assert not shows_who_employs("exempelby.se", sent_in)


@pytest.mark.parametrize("told", [{"url": "https://evil.example"}, {"email": "info@evil.example"}])
def test_nobody_opens_an_organisation_to_another_domain_alone(town, manager, told):
    change = begin_change(town, by=manager, interface_language="en")
    change.answers |= {name: [value] for name, value in told.items()}
    change.save()
    assert send_change(change, by=manager).state == "sent"
    town.refresh_from_db()
    assert not shows_who_employs("evil.example", town)
    accept_change(change, by=make_person("chief_editor"))
    town.refresh_from_db()
    assert shows_who_employs("evil.example", town)


def test_a_domain_of_several_organisations_tells_none_of_them(town):
    make_organisation(url="https://exempelby.se/skolan")
    assert not shows_who_employs("exempelby.se", town)


def test_who_was_sent_away_does_not_come_back_by_the_address(town, manager, kari):
    join(kari, town)
    step(manager, Membership.objects.get(user=kari), "end")
    join(kari, town)
    assert Membership.objects.current().filter(user=kari).count() == 0
    assert JoinRequest.objects.get().state == RequestState.OPEN


def test_a_new_address_ends_what_rested_on_the_old_one(town, kari):
    other = make_organisation()
    join(kari, town)
    Membership.objects.create(user=kari, organisation=other, role="contributor", verified_by="manager")
    kari.email = "kari@elsewhere.example"
    kari.save()
    members.end_memberships_by_domain(user=kari)
    assert [row.organisation for row in Membership.objects.current().filter(user=kari)] == [other]
    assert told()[-1] == ("membership_ended.txt", "kari@elsewhere.example")


def test_confirming_a_new_address_in_the_browser_ends_it(town):
    make_member(email="anna@exempelby.se")
    visitor = Visitor()
    visitor.sign_in("anna@exempelby.se")
    visitor.client.post(reverse("organisations:join", args=[town.short_id]))
    assert Membership.objects.get().to_date is None
    visitor.send("again/?next=/en/account/address/", password=PASSWORD)
    visitor.send("address/", email="anna@elsewhere.example", action_add="1")
    visitor.send("address/confirm/", code=code_in(mails()[-1]))
    assert Membership.objects.get().to_date is not None


# --- By an answer --------------------------------------------------------------------------------------------------


def test_a_manager_says_yes(town, manager, stranger):
    join(stranger, town, message="I am new in the library.")
    request = JoinRequest.objects.get()
    page = parsed(browser_of(manager).get(reverse("organisations:people", args=[town.short_id])))
    assert "I am new in the library." in " ".join(texts(page, "p"))
    assert answer(manager, request, "yes").status_code == 303
    membership = Membership.objects.get(user=stranger)
    assert (membership.role, membership.verified_by) == ("contributor", "manager")
    assert told() == [("asked.txt", manager.email), ("answered.txt", stranger.email)]
    assert audited()[-2:] == ["ask to join", "accept join request"]


def test_no_is_no_and_may_be_asked_again(town, manager, stranger):
    join(stranger, town)
    answer(manager, JoinRequest.objects.get(), "no")
    assert Membership.objects.filter(user=stranger).count() == 0
    join(stranger, town)
    assert [row.state for row in JoinRequest.objects.order_by("pk")] == ["declined", "open"]


def test_without_a_manager_the_editor_of_the_country_makes_the_first(town, stranger):
    editor = make_person("chief_editor")
    swede, dane = make_member(email="sv@example.org"), make_member(email="da@example.org")
    from factories import make_country

    grant_role(user=swede, role="country_editor", country=make_country("SE"))
    grant_role(user=dane, role="country_editor", country=make_country("DK"))
    join(stranger, town)
    assert told() == [("asked.txt", swede.email)]
    request = JoinRequest.objects.get()
    with pytest.raises(Refused):
        members.answer_join_request(request=request, is_yes=True, by=dane)
    members.answer_join_request(request=request, is_yes=True, by=swede, as_manager=True)
    membership = Membership.objects.get(user=stranger)
    assert (membership.role, membership.verified_by) == ("manager", "editor")
    assert editor.email not in [to for _template, to in told()]


def test_editors_do_not_answer_where_there_is_a_manager_nor_for_themselves(town, stranger):
    chief = make_person("chief_editor")
    join(chief, town)
    assert answer(chief, JoinRequest.objects.get(), "yes").status_code == 404
    make_person("manager", town)
    join(stranger, town)
    with pytest.raises(Refused):
        members.answer_join_request(request=JoinRequest.objects.get(user=stranger), is_yes=True, by=chief)


def test_asking_twice_is_one_request(town, manager, stranger):
    assert [join(stranger, town).status_code for _ in range(3)] == [303, 303, 303]
    assert JoinRequest.objects.count() == OutboxMessage.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        JoinRequest.objects.create(user=stranger, organisation=town)


def test_a_request_is_taken_back(town, manager, stranger):
    join(stranger, town)
    request = JoinRequest.objects.get()
    assert answer(stranger, request, "withdraw").status_code == 303
    assert answer(manager, request, "yes").status_code == 409
    assert Membership.objects.filter(user=stranger).count() == 0


def test_asking_is_bounded(stranger):
    towns = [make_organisation() for _ in range(21)]
    answers = [join(stranger, town).status_code for town in towns]
    assert (answers[:20], answers[20]) == ([303] * 20, 429)


@pytest.mark.parametrize("facts", [{"status": Status.SUBMITTED}, {"status": Status.TAKEN_DOWN}, {"is_closed": True}])
def test_nobody_joins_what_is_hidden_or_closed(stranger, facts):
    assert join(stranger, make_organisation(**facts)).status_code in (404, 409)
    assert JoinRequest.objects.count() == 0


# --- Wrong hands ---------------------------------------------------------------------------------------------------


def test_nobody_promotes_themselves(town, manager, kari):
    join(kari, town)
    own = Membership.objects.get(user=kari)
    assert step(kari, own, "manager").status_code == 409
    own.refresh_from_db()
    assert own.role == "contributor"


def test_a_manager_of_another_organisation_sees_and_does_nothing(town, manager, kari, stranger):
    join(kari, town)
    join(stranger, town)
    other = make_member(email="other@example.org")
    Membership.objects.create(user=other, organisation=make_organisation(), role="manager")
    assert browser_of(other).get(reverse("organisations:people", args=[town.short_id])).status_code == 404
    assert answer(other, JoinRequest.objects.get(), "yes").status_code == 404
    assert answer(other, JoinRequest.objects.get(), "withdraw").status_code == 404
    for said in ("manager", "end"):
        assert step(other, Membership.objects.get(user=kari), said).status_code == 404
    assert {row.role for row in Membership.objects.current().filter(organisation=town)} == {"manager", "contributor"}


@pytest.mark.parametrize("said", ["", "administrator", "owner", "yes\0"])
def test_forged_answers_and_ids_look_missing(town, manager, stranger, said):
    join(stranger, town)
    assert answer(manager, JoinRequest.objects.get(), said).status_code in (400, 404)
    assert step(manager, Membership.objects.get(user=manager), said).status_code in (400, 404)
    browser = browser_of(manager)
    assert browser.post("/en/organisations/requests/999999999/", {"answer": "yes"}).status_code == 404
    assert browser.post("/en/organisations/memberships/999999999/", {"step": "end"}).status_code == 404


def test_a_replayed_answer_changes_nothing(town, manager, stranger):
    join(stranger, town)
    request = JoinRequest.objects.get()
    assert [answer(manager, request, said).status_code for said in ("no", "yes", "no")] == [303, 409, 409]
    assert Membership.objects.filter(user=stranger).count() == 0


# --- Leaving -------------------------------------------------------------------------------------------------------


def test_everybody_may_leave_but_for_the_last_manager(town, manager, kari):
    join(kari, town)
    assert step(manager, Membership.objects.get(user=manager), "end").status_code == 409
    step(manager, Membership.objects.get(user=kari), "manager")
    assert step(manager, Membership.objects.get(user=manager), "end").status_code == 303
    assert Membership.objects.get(user=manager).to_date is not None
    assert [row.user for row in town.memberships.managers()] == [kari]


def test_who_was_named_by_a_manager_stays_with_a_new_address(town, manager, kari):
    join(kari, town)
    step(manager, Membership.objects.get(user=kari), "manager")
    kari.email = "kari@elsewhere.example"
    kari.save()
    members.end_memberships_by_domain(user=kari)
    assert Membership.objects.get(user=kari).to_date is None


def test_rights_end_with_the_next_request(town, manager, kari):
    join(kari, town)
    assert town.is_maintained_by(kari)
    step(manager, Membership.objects.get(user=kari), "end")
    assert not town.is_maintained_by(kari)
    assert step(manager, Membership.objects.get(user=kari), "end").status_code == 409


# --- At once -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_managers_answer_one_request(town, manager, stranger):
    second = make_member(email="second@example.org")
    Membership.objects.create(user=second, organisation=town, role="manager")
    request = members.join(organisation=town, by=stranger)

    def says(by, is_yes):
        own = JoinRequest.objects.select_related("organisation").get(pk=request.pk)
        return members.answer_join_request(request=own, is_yes=is_yes, by=by)

    outcomes = at_once([lambda: says(manager, True), lambda: says(second, False)], refusal=Refused)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    request.refresh_from_db()
    is_in = Membership.objects.filter(user=stranger).exists()
    assert request.state == ("accepted" if is_in else "declined")
    assert [message.to for message in OutboxMessage.objects.filter(template__contains="answered")] == [stranger.email]


@pytest.mark.django_db(transaction=True)
def test_two_last_managers_do_not_both_leave(town, manager):
    second = make_member(email="second@example.org")
    Membership.objects.create(user=second, organisation=town, role="manager")

    def leaves(person):
        return members.end_membership(membership=Membership.objects.get(user=person), by=person)

    outcomes = at_once([lambda: leaves(manager), lambda: leaves(second)], refusal=Refused)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert town.memberships.managers().count() == 1


@pytest.mark.django_db(transaction=True)
def test_ten_who_press_at_once_are_one_request(town, stranger):
    at_once([lambda: members.join(organisation=type(town).objects.get(pk=town.pk), by=stranger)] * 10, refusal=Refused)
    assert JoinRequest.objects.count() == 1

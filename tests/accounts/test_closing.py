"""Closing one's account, and taking along what the portal holds."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import models
from factories import make_country, make_organisation, make_practice
from people import make_person
from racing import at_once
from signing import PASSWORD, Visitor, audited, make_member, where

from accounts import actions
from accounts.actions import CLOSED, Refused, close_account, grant_role
from accounts.models import AccountSession, RoleGrant, User
from accounts.own_data import SECRET, columns_naming_a_person, own_data
from core.models import AuditRow, OutboxMessage
from organisations.models import JoinRequest, Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def kari():
    return make_member()


@pytest.fixture
def signed_in(visitor, kari):
    visitor.sign_in()
    return visitor


def test_the_password_is_asked_for_again(signed_in, kari):
    assert signed_in.go("close/").status_code == 200
    answer = signed_in.send("close/", is_sure="on")
    assert where(answer).startswith("/en/account/again/")
    assert User.objects.filter(pk=kari.pk).exists()
    assert where(signed_in.send(where(answer), password=PASSWORD)) == "/en/account/close/done/"
    assert not User.objects.filter(pk=kari.pk).exists()
    assert not signed_in.is_signed_in


def test_without_a_tick_nothing_happens(signed_in, kari):
    signed_in.send("again/?next=/en/account/close/", password=PASSWORD)
    assert signed_in.send("close/").status_code == 422
    assert User.objects.filter(pk=kari.pk).exists()


def test_who_has_no_password_signs_in_anew_first(visitor, monkeypatch):
    make_member(email="code@example.org", password=None)
    visitor.sign_in_by_code("code@example.org")
    session = visitor.client.session
    [record] = session["account_authentication_methods"]
    record["at"] -= 3600
    session.save()
    assert visitor.send("close/", is_sure="on").status_code == 409
    again = Visitor()
    again.sign_in_by_code("code@example.org")
    assert where(again.send("close/", is_sure="on")) == "/en/account/close/done/"


def test_what_goes_and_what_stays(kari):
    town = make_organisation()
    Membership.objects.create(user=kari, organisation=town, role="manager")
    JoinRequest.objects.create(user=kari, organisation=make_organisation())
    grant_role(user=kari, role="country_editor", country=make_country())
    practice = make_practice(owner=town, created_by=kari, updated_by=kari)
    Visitor().sign_in()
    OutboxMessage.objects.create(key="1", to="Kari@example.org", language="en", template="x")
    close_account(user=kari)
    for model in (Membership, JoinRequest, RoleGrant, EmailAddress, AccountSession, OutboxMessage):
        assert model.objects.count() == 0, model
    practice.refresh_from_db()
    assert (practice.owner, practice.created_by) == (town, None)
    assert {"end membership", "end role", "close account", "sign in"} <= set(audited())
    assert set(AuditRow.objects.filter(actor_id=kari.pk).values_list("actor_label", flat=True)) == {CLOSED}
    said = " ".join(f"{row.actor_label} {row.detail}" for row in AuditRow.objects.all())
    assert "kari" not in said.lower()


def test_the_address_may_make_a_new_account(kari):
    close_account(user=kari)
    assert make_member(email=kari.email).pk != kari.pk


def test_the_only_chief_editor_stays():
    chief = make_person("chief_editor")
    with pytest.raises(Refused):
        close_account(user=chief)
    other = make_member(email="other@example.org")
    grant_role(user=other, role="chief_editor")
    close_account(user=User.objects.get(pk=chief.pk))
    assert not User.objects.filter(pk=chief.pk).exists()


@pytest.mark.django_db(transaction=True)
def test_the_last_two_chief_editors_do_not_both_go():
    chiefs = [make_member(email=f"chief{number}@example.org") for number in range(2)]
    for chief in chiefs:
        grant_role(user=chief, role="chief_editor")
    steps = [lambda pk=chief.pk: actions.close_account(user=User.objects.get(pk=pk)) for chief in chiefs]
    outcomes = at_once(steps, refusal=Refused)
    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert User.objects.with_role("chief_editor").count() == 1


# --- Taking along --------------------------------------------------------------------------------------------------


def test_what_is_held_can_be_taken_along(signed_in, kari):
    Membership.objects.create(user=kari, organisation=make_organisation(), title="Librarian")
    assert where(signed_in.go("data/")).startswith("/en/account/again/")
    answer = signed_in.send("again/?next=/en/account/data/", password=PASSWORD)
    assert answer["Cache-Control"] == "no-store"
    data = answer.json()
    assert data["accounts.User"][0]["email"] == kari.email
    assert data["organisations.Membership"][0]["title"] == "Librarian"
    assert {row["action"] for row in data["core.AuditRow"]} >= {"sign in"}


def test_every_column_that_names_an_account_is_asked():
    from django.apps import apps

    naming = {
        (model._meta.label, field.name)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }
    assert {(column.model._meta.label, column.name) for column in columns_naming_a_person()} == naming


def test_nothing_in_it_opens_the_account(signed_in, kari):
    visitor_keys = [session.session_key for session in AccountSession.objects.all()]
    secret = generate_totp_secret()
    TOTP.activate(kari, secret)
    said = str(own_data(kari))
    assert [key for key in [*visitor_keys, kari.password, secret] if key in said] == []
    assert SECRET & {name for rows in own_data(kari).values() for row in rows for name in row} == set()

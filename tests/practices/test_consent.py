"""A person is shown only while their yes holds, and takes it back with one button."""

import datetime
import json
import re

import pytest
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from factories import agree, list_in_search, make_practice, tell_part
from pages import parsed, read, words
from people import make_person

from accounts import consents
from accounts.models import Consent
from accounts.queries import CONSENT_LASTS
from core.mailing import compose
from core.models import AuditRow, OutboxMessage
from editorial.models import Proposal
from editorial.workflow import MoveRefused, change_status
from practices.actions import ask_again, ask_for_consent
from practices.models import ContactPoint
from practices.publication import problems
from search.models import SearchDocument

pytestmark = pytest.mark.django_db
NAME, ADDRESS = "Anna Canaryword", "anna@canaryword.example"
NOT_AGREED = "The person to ask has not agreed yet: ask them to answer our mail."


@pytest.fixture
def contact():
    practice = make_practice("Bread and words", language="sv", translations={"en": {}})
    return practice.contactpoints.create(person_name=NAME, email=ADDRESS, show_as="name+email", languages=["sv"])


def link_of(consent):
    return reverse("account_consent", args=[consents.token_of(consent)])


def is_shown(client, contact):
    html = read(client, contact.practice).to_html()
    assert ADDRESS not in html
    return NAME in html


def buttons(client, consent):
    return [words(node) for node in parsed(client.get(link_of(consent))).query("main button")]


def answer(client, consent, said):
    return client.post(link_of(consent), {"answer": said}).status_code


# --- Asking --------------------------------------------------------------------------------------------------------


def test_the_person_gets_one_mail_with_a_link(contact):
    editor = make_person("chief_editor")
    consent = ask_for_consent(contact, by=editor)
    assert ask_for_consent(contact, by=editor) is None
    message = OutboxMessage.objects.get(template="emails/practices/please_agree.txt")
    mail = compose(message, "https://bank.example")
    assert (message.to, message.language, mail.to) == (ADDRESS, "sv", [ADDRESS])
    (link,) = re.findall(r"https://bank\.example(/sv/account/consent/\S+/)", mail.body)
    assert consents.find(link.split("/")[-2]) == consent
    assert NAME in mail.body
    assert "Bread and words" in mail.subject
    assert ADDRESS not in str(AuditRow.objects.get(action="ask for consent").detail)
    assert consent.address_hash == consents.hash_of(" Anna@Canaryword.example ")
    assert ADDRESS not in str(Consent.objects.values().get())


@pytest.mark.parametrize("how", [{"show_as": "organisation only"}, {"compiled": True}])
def test_nobody_is_asked_where_nobody_is_shown(contact, how):
    if how.pop("compiled", False):
        contact.practice.source = "compiled"
    for name, value in how.items():
        setattr(contact, name, value)
    assert ask_for_consent(contact, by=None) is None
    assert OutboxMessage.objects.count() == 0


# --- Yes and no ----------------------------------------------------------------------------------------------------


def test_yes_shows_and_no_hides_at_once(client, contact):
    consent = ask_for_consent(contact, by=None)
    assert not is_shown(client, contact)
    assert buttons(client, consent) == ["Yes, I agree", "No"]
    assert Consent.objects.get().given_at is None  # looking answers nothing
    assert answer(client, consent, "yes") == 303
    assert is_shown(client, contact)
    assert buttons(client, consent) == ["Take it back"]
    assert answer(client, consent, "no") == 303
    assert not is_shown(client, contact)
    assert buttons(client, consent) == []
    actions = AuditRow.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["ask for consent", "give consent", "withdraw consent", "forget contact"]


def test_nothing_machines_read_names_the_person(client, contact):
    agree(contact.practice, ADDRESS, "show-email")
    list_in_search(contact.practice)
    page = read(client, contact.practice)
    assert is_shown(client, contact)
    assert "Canaryword" not in "".join(node.to_html() for node in page.query("script"))
    assert "anary" not in json.dumps(list(SearchDocument.objects.values("cards", "facets")), default=str)
    assert client.get("/en/search/?q=canaryword").status_code == 200
    assert ADDRESS not in client.get("/en/search/?q=canaryword").content.decode()


@pytest.mark.parametrize(
    ("show_as", "agreed_to", "told"),
    [
        ("name+email", "show-email", True),
        ("name+email", "contact-form", False),
        ("name+email", None, False),
        ("form only", "contact-form", True),
        ("form only", "show-email", True),
        ("form only", None, False),
        ("organisation only", "show-email", False),
    ],
)
def test_role_and_languages_stand_in_the_page_only_with_a_yes(client, contact, show_as, agreed_to, told):
    tell_part(contact.practice, contact, {"role": "Roleword"})
    type(contact).objects.update(show_as=show_as)
    if agreed_to:
        agree(contact.practice, ADDRESS, agreed_to)
    list_in_search(contact.practice)
    html = read(client, contact.practice).to_html()
    assert [word in html for word in ("Roleword", "answers in")] == [told, told]
    assert 'data-total="0"' in client.get("/en/search/?q=roleword").content.decode()


def test_what_we_compiled_names_the_role_and_nobody(client, contact):
    tell_part(contact.practice, contact, {"role": "Roleword"})
    type(contact.practice).objects.update(source="compiled", source_urls=["https://example.org/it"])
    assert "Roleword" in read(client, contact.practice).to_html()
    assert not is_shown(client, contact)


@pytest.mark.parametrize(("show_as", "passes_on"), [("organisation only", True), ("form only", False)])
def test_questions_reach_the_organisation_where_no_person_is_shown(client, contact, settings, show_as, passes_on):
    settings.CONTACT_EMAIL = "ask@bank.example"
    type(contact).objects.update(show_as=show_as)
    type(contact.practice).objects.update(open_to_questions=True, website="https://example.org/it")
    assert ("we pass it on" in read(client, contact.practice).to_html()) == passes_on


def test_a_link_that_was_used_gives_nothing_again(client, contact):
    consent = ask_for_consent(contact, by=None)
    assert [answer(client, consent, "yes") for _time in range(2)] == [303, 303]
    given_at = Consent.objects.get().given_at
    answer(client, consent, "yes")
    assert (Consent.objects.count(), Consent.objects.get().given_at) == (1, given_at)
    answer(client, consent, "no")
    assert answer(client, consent, "yes") == 409
    assert not is_shown(client, contact)
    assert ask_for_consent(contact, by=None) is None
    a_week_ago = timezone.now() - datetime.timedelta(days=7)
    Consent.objects.update(given_at=a_week_ago, withdrawn_at=a_week_ago)
    assert ask_for_consent(contact, by=None).pk != consent.pk


def test_an_old_link_says_no_but_not_yes(client, contact):
    consent = ask_for_consent(contact, by=None)
    Consent.objects.update(asked_at=timezone.now() - datetime.timedelta(days=61))
    assert answer(client, consent, "yes") == 409
    assert answer(client, consent, "no") == 303
    assert Consent.objects.get().withdrawn_at


@pytest.mark.parametrize("how", ["forged", "other salt", "changed", "plain id", "other row"])
def test_a_forged_link_looks_missing(client, contact, how):
    consent = ask_for_consent(contact, by=None)
    token = {
        "forged": "abc:def:ghi",
        "other salt": signing.dumps(consent.pk.hex, salt="another"),
        "changed": consents.token_of(consent)[:-2] + "xx",
        "plain id": str(consent.pk),
        "other row": consents.token_of(Consent()),
    }[how]
    address = reverse("account_consent", args=[token])
    assert [client.get(address).status_code, client.post(address, {"answer": "yes"}).status_code] == [404, 404]
    assert Consent.objects.get().given_at is None


def test_the_page_is_kept_by_nobody(client, contact):
    page = client.get(link_of(ask_for_consent(contact, by=None)))
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert ADDRESS not in page.content.decode()


# --- How people ask, and what is forgotten after a no ---------------------------------------------------------------


def ways_to_ask(client, contact):
    return [node.attrs["href"] for node in read(client, contact.practice).query("main a[href^=mailto]")]


def test_people_ask_through_the_portal(client, contact, settings):
    agree(contact.practice, ADDRESS, "show-email")
    assert ways_to_ask(client, contact) == []
    settings.CONTACT_EMAIL = "ask@bank.example"
    assert ways_to_ask(client, contact) == ["mailto:ask@bank.example"]
    type(contact.practice).objects.update(open_to_questions=False)
    assert ways_to_ask(client, contact) == []


def draft_of(practice, **facts):
    answers = {
        "title": ["Bread and words"],
        "contact-TOTAL_FORMS": ["2"],
        "contact-INITIAL_FORMS": ["0"],
        "contact-0-email": [" Anna@canaryword.example"],
        "contact-0-person_name": [NAME],
        "contact-1-email": ["other@example.org"],
    }
    facts = {"kind": "practice", "item_id": practice.pk, "language": "sv", "interface_language": "sv"} | facts
    return Proposal.objects.create(answers=answers, base_answers=answers, **facts)


def test_after_a_no_nothing_is_kept_of_the_person(client, contact):
    practice = contact.practice
    tell_part(practice, contact, {"role": "Canaryword's boss"})
    other = practice.contactpoints.create(email="other@example.org")
    draft, elsewhere = draft_of(practice), draft_of(make_practice("Something else"))
    answer(client, ask_for_consent(contact, by=None), "no")
    assert list(practice.contactpoints.all()) == [other]
    assert "anaryword" not in json.dumps(list(practice.texts.values_list("part_words", flat=True)))
    draft.refresh_from_db()
    for answers in (draft.answers, draft.base_answers):
        assert answers == {
            "title": ["Bread and words"],
            "contact-TOTAL_FORMS": ["1"],
            "contact-INITIAL_FORMS": ["0"],
            "contact-0-email": ["other@example.org"],
        }
    elsewhere.refresh_from_db()
    assert elsewhere.answers["contact-0-person_name"] == [NAME]
    assert NAME not in str(list(AuditRow.objects.values_list("detail", flat=True)))


def test_those_who_run_it_are_asked_to_name_somebody_else(client, contact):
    author = make_person("member")
    type(contact.practice).objects.update(created_by=author, owner=None)
    consent = ask_for_consent(contact, by=None)
    assert [answer(client, consent, "no") for _time in range(2)] == [303, 303]
    message = OutboxMessage.objects.get(template="emails/practices/contact_said_no.txt")
    mail = compose(message, "https://bank.example")
    assert mail.to == [author.email]
    assert "Bread and words" in mail.subject
    assert reverse("trail:page", kwargs={"kind": "practice", "item_id": contact.practice.pk})[3:] in mail.body
    assert NAME not in mail.body + mail.subject


# --- When a yes holds ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {"given_at": timezone.now() - CONSENT_LASTS},
        {"text_version": "2020-01"},
        {"withdrawn_at": timezone.now() + datetime.timedelta(hours=1)},
        {"purpose": "contact-form"},
        {"address_hash": consents.hash_of("other@example.org")},
        {"item_id": "00000000-0000-0000-0000-000000000000"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_yes_that_does_not_hold_shows_nothing(client, contact, change):
    consent = agree(contact.practice, ADDRESS, "show-email")
    assert is_shown(client, contact)
    Consent.objects.filter(pk=consent.pk).update(**change)
    assert not is_shown(client, contact)
    assert NOT_AGREED in problems(contact.practice)


@pytest.mark.parametrize(
    ("show_as", "purpose", "agreed"),
    [
        ("name+email", "show-email", True),
        ("name+email", "contact-form", False),
        ("form only", "contact-form", True),
        ("form only", "show-email", True),
        ("form only", None, False),
        ("organisation only", None, True),
    ],
)
def test_what_was_agreed_to_covers_how_it_is_shown(client, contact, show_as, purpose, agreed):
    ContactPoint.objects.update(show_as=show_as)
    if purpose:
        agree(contact.practice, ADDRESS, purpose)
    assert (NOT_AGREED not in problems(contact.practice)) == agreed
    assert is_shown(client, contact) == (show_as == "name+email" and agreed)


def test_where_it_can_do_harm_only_the_organisation_is_shown(client, contact):
    practice = make_practice(themes=["human-trafficking"])
    ContactPoint.objects.update(practice=practice)
    contact.refresh_from_db()
    agree(practice, ADDRESS, "show-email")
    assert not is_shown(client, contact)
    sentence = "The topic is sensitive: let people ask the organisation, not a person."
    assert sentence in problems(practice)
    ContactPoint.objects.update(show_as="organisation only")
    assert sentence not in problems(type(practice).objects.get(pk=practice.pk))


def test_it_is_not_published_before_the_person_agrees(contact):
    practice = contact.practice
    type(practice).objects.update(status="accepted")
    with pytest.raises(MoveRefused, match=re.escape(NOT_AGREED)):
        change_status(practice, "publish", by=make_person("chief_editor"))


def test_compiled_records_need_no_yes(contact):
    type(contact.practice).objects.update(source="compiled", source_urls=["https://example.org"])
    assert problems(type(contact.practice).objects.get()) == []


def test_people_are_asked_again_before_two_years_are_over(client, contact):
    consent = agree(contact.practice, ADDRESS, "show-email")
    assert ask_again() == 0
    Consent.objects.update(given_at=timezone.now() - CONSENT_LASTS + datetime.timedelta(days=30))
    assert [ask_again(), ask_again()] == [1, 0]
    assert OutboxMessage.objects.count() == 1
    assert is_shown(client, contact)  # until the two years are over
    answer(client, consent, "yes")
    assert ask_again() == 0
    assert Consent.objects.get().given_at > timezone.now() - datetime.timedelta(days=1)


def test_other_words_are_asked_about_and_no_stays_no(client, contact):
    consent = agree(contact.practice, ADDRESS, "show-email", text_version="2020-01")
    assert [ask_again(), ask_again()] == [1, 0]
    answer(client, consent, "no")
    assert ask_again() == 0


# --- The database --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        {"address_hash": ""},
        {"address_hash": "anna@example.org"},
        {"purpose": "everything"},
        {"method": ""},
        {"text_version": ""},
        {"item_id": None},
        {"given_at": None},
        {"withdrawn_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)},
    ],
    ids=str,
)
def test_what_the_database_refuses(contact, wrong):
    consent = agree(contact.practice, ADDRESS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**wrong)


def test_one_yes_at_a_time(contact):
    agree(contact.practice, ADDRESS)
    subject = Consent.objects.values("kind", "item_id", "purpose", "address_hash").get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(**subject, asked_at=timezone.now())

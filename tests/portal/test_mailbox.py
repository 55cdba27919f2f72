"""The administrator reads the outbox: all of it while nothing is sent, only what became of it when mail is sent."""

import pytest
from django.test import override_settings
from factories import make_organisation, make_practice
from justhtml import JustHTML
from pages import language_of, texts, words
from people import make_person

from core.actions import queue_messages
from core.choices import Status
from core.languages import INTERFACE_LANGUAGES
from core.models import OutboxMessage
from editorial.workflow import change_status

pytestmark = pytest.mark.django_db
MAILBOX = "/en/editorial/mailbox/"


@pytest.fixture(autouse=True)
def administrator(client):
    client.force_login(make_person("administrator"))


@pytest.fixture
def message():
    owner = make_organisation()
    sender = make_person("contributor", owner)
    change_status(make_practice("Bröd och ord", language="sv", status=Status.DRAFT, owner=owner), "submit", by=sender)
    return OutboxMessage.objects.get()


def page_at(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return JustHTML(response.content.decode(), sanitize=False)


def test_all_messages_are_listed_in_their_language_and_can_be_read(client, message):
    page = page_at(client, MAILBOX)
    [row] = page.query("tbody tr")
    link = row.query_one("a")
    assert "Bröd och ord" in words(link)
    assert language_of(link) == "sv"
    assert "contributor@example.org" in words(row)
    assert texts(row, "td") == ["waiting"]
    opened = page_at(client, link.attrs["href"])
    assert "A contributor" in words(opened.query_one("article"))
    assert language_of(opened.query_one("article h2")) == "sv"


def test_links_in_messages_can_be_followed_and_hostile_words_stay_words(client):
    said = {"subject": "<b>Code</b>", "body": "Go to http://localhost/x\n<script>alert(1)</script>"}
    context = said | {"from_email": "a@example.org", "reply_to": [], "headers": {}, "alternatives": []}
    queue_messages([OutboxMessage(key="one", to="a@example.org", language="en", template="", context=context)])
    page = page_at(client, f"{MAILBOX}?message={OutboxMessage.objects.get().pk}")
    assert page.query_one("article a").attrs["href"] == "http://localhost/x"
    assert page.query("article script") == page.query("article b") == []


def test_where_mail_is_sent_nobody_reads_what_others_are_written(client, message):
    OutboxMessage.objects.update(last_error="450 Later")
    with override_settings(EMAIL_HOST="127.0.0.1"):
        page = page_at(client, MAILBOX)
        page_at(client, f"{MAILBOX}?message={message.pk}", status=404)
    [row] = page.query("tbody tr")
    assert row.query("a") == []
    assert "Bröd" not in words(page.query_one("main"))
    assert texts(row, "td") == ["waiting450 Later"]


@pytest.mark.parametrize("number", ["", "x", "0", "٣", "-1", "9" * 40])
def test_there_is_no_such_message(client, number):
    page_at(client, f"{MAILBOX}?message={number}", status=404)


def test_one_message_that_cannot_be_shown_does_not_hide_the_others(client, message):
    queue_messages([OutboxMessage(key="x", to="a@example.org", language="en", template="emails/none.txt", context={})])
    page = page_at(client, MAILBOX)
    assert words(page.query("tbody a")[0]) == "This message cannot be shown."
    assert len(page.query("tbody tr")) == 2


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_page_is_valid_in_every_language(client, message, language):
    response = client.get(f"/{language}/editorial/mailbox/?message={message.pk}")
    assert JustHTML(response.content.decode(), collect_errors=True, sanitize=False).errors == []


def test_an_empty_outbox_says_so(client):
    assert "The outbox is empty." in words(page_at(client, MAILBOX).query_one("main"))

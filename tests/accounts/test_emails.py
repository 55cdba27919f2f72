"""Every message about an account, in every language; codes are forgotten when they are sent."""

import pytest
from django.test import override_settings
from mail_server import mail_server
from signing import code_in, mails, make_member

from accounts import emails
from core import delivery
from core.languages import INTERFACE_LANGUAGES
from core.models import OutboxMessage

pytestmark = pytest.mark.django_db
CODE = "BCDF-GHJK"


@pytest.fixture
def server():
    with mail_server() as mailboxes, override_settings(SITE_URL="https://bank.example"):
        yield mailboxes


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_each_message_arrives_in_the_language_of_the_receiver(server, language):
    kari = make_member(languages=[language], display_name="Kari <b>\nBcc: x@example.org")
    emails.code(kari.email, code=CODE, purpose="sign in")
    emails.unknown_account(kari.email)
    emails.account_exists(kari.email)
    details = {"from_email": "<old>@example.org", "to_email": "new@example.org"}
    for change in emails.CHANGES:
        emails.changed(kari, to=kari.email, change=change, details=details)
    emails.new_device(kari, device="Firefox, Android")
    assert delivery.send_waiting() == 4 + len(emails.CHANGES)
    for mail in server.received:
        assert mail["To"] == kari.email
        assert mail["Bcc"] is None
        text = mail.get_body(["plain"]).get_content()
        html = mail.get_body(["html"]).get_content()
        assert f'<html lang="{language}">' in html
        assert "<old>" not in html
        assert CODE in text or f"https://bank.example/{language}/account/" in text


def test_a_code_is_forgotten_when_it_is_sent(server):
    emails.code("kari@example.org", code=CODE, purpose="sign in")
    assert code_in(mails()[0]) == CODE
    delivery.send_waiting()
    assert CODE in server.received[0].get_body(["plain"]).get_content()
    assert CODE not in str(OutboxMessage.objects.values().get())


def test_a_code_is_forgotten_when_the_message_is_given_up(server):
    server.to_receivers["kari@example.org"] = "550 nobody"
    emails.code("kari@example.org", code=CODE, purpose="sign in")
    delivery.send_waiting()
    message = OutboxMessage.objects.values().get()
    assert message["given_up_at"] is not None
    assert CODE not in str(message)


def test_a_code_that_waits_is_kept(server):
    server.to_data.append("451 later")
    emails.code("kari@example.org", code=CODE, purpose="sign in")
    delivery.send_waiting()
    assert code_in(mails()[0]) == CODE

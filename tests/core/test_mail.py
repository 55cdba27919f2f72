"""The one door through which messages leave."""

from django.core import mail

from core.mail import send_message

CODE = {"code": "BCDF-GHJK", "purpose": "<why> & how", "minutes": 15}


def test_messages_are_plain_text_in_the_language_of_the_receiver():
    send_message(to="kari@example.org", language="nb", template="accounts/code", context=CODE)
    [message] = mail.outbox
    assert (message.to, message.subject) == (["kari@example.org"], "Koden din")
    assert "<why> & how\n\nBCDF-GHJK\n\nDen virker i 15 minutter." in message.body


def test_a_message_names_the_portal(settings):
    settings.SITE_URL = "https://clearinghouse.example"
    send_message(to="kari@example.org", language="en", template="accounts/code", context=CODE)
    assert mail.outbox[0].body.endswith("Nordic Clearinghouse\nhttps://clearinghouse.example\n")

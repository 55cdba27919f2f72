"""What people do to get in: used by the tests of accounts, and by others that need somebody signed in for real."""

import re
import time

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from pages import parsed, texts

from accounts.actions import create_user
from core.mailing import compose
from core.models import AuditRow, OutboxMessage

PASSWORD = "blue rivers sing at night"
ACCOUNT = "/en/account/"


def make_member(email="kari@example.org", password=PASSWORD, **details):
    """Somebody whose address is confirmed."""
    details = {"display_name": "Kari", "languages": ["nb"]} | details
    user = create_user(email=email, password=password, **details)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def mails():
    """All that was written so far, as a mail server would get it."""
    return [compose(message, origin="http://testserver") for message in OutboxMessage.objects.order_by("pk")]


def code_in(message):
    return re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", message.body, re.MULTILINE).group()


def code_of(secret, steps_ahead=0):
    """What an authenticator app shows now, or some half minutes from now."""
    counter = int(time.time()) // 30 + steps_ahead
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def audited():
    return [row.action for row in AuditRow.objects.order_by("id")]


class Visitor:
    """One browser. `go` and `send` take addresses below the account pages and follow redirects."""

    def __init__(self, user_agent="Mozilla/5.0 (Android 14; Mobile) Firefox/130.0"):
        self.client = Client(headers={"user-agent": user_agent})

    def go(self, page="", **extra):
        return self.client.get(self.address(page), follow=True, **extra)

    def send(self, page, **fields):
        return self.client.post(self.address(page), fields, follow=True)

    def address(self, page):
        return page if page.startswith("/") else ACCOUNT + page

    @property
    def is_signed_in(self):
        return self.go().status_code == 200 and self.go().redirect_chain == []

    def sign_in(self, email="kari@example.org", password=PASSWORD):
        return self.send("sign-in/", login=email, password=password)

    def sign_in_by_code(self, email="kari@example.org"):
        self.send("sign-in/code/", email=email)
        return self.send("sign-in/code/confirm/", code=code_in(mails()[-1]))

    def add_app(self):
        """Sets up an authenticator app; gives its secret."""
        page = self.go("second-step/app/")
        secret = texts(parsed(page), "code")[0]
        answer = self.send("second-step/app/", code=code_of(secret))
        assert answer.status_code == 200, answer.content.decode()
        return secret


def where(answer):
    """The address after all redirects."""
    return answer.redirect_chain[-1][0] if answer.redirect_chain else answer.request["PATH_INFO"]


def warnings_in(answer):
    return texts(parsed(answer), "[role=alert]")

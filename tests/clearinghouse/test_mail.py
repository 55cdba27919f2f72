"""One address says how mail leaves."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from clearinghouse.mail import mail_from_url


@pytest.mark.parametrize("url", ["", "console:"])
def test_without_a_server_mail_is_shown_in_the_log(url):
    assert mail_from_url(url) == {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp+tls://mail.example.org", 587, True, False),
        ("smtps://mail.example.org", 465, False, True),
        ("smtp://mail.example.org:2525", 2525, False, False),
    ],
)
def test_servers(url, port, tls, ssl):
    found = mail_from_url(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)


def test_names_and_passwords_may_hold_any_sign():
    found = mail_from_url("smtp+tls://post%40example.org:p%2Fw%3A@mail.example.org")
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("post@example.org", "p/w:")


def test_a_folder():
    assert mail_from_url("file:///srv/mail%20box")["EMAIL_FILE_PATH"] == "/srv/mail box"


@pytest.mark.parametrize("url", ["ftp://example.org", "smtp://", "mail.example.org"])
def test_anything_else_is_refused_at_the_start(url):
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        mail_from_url(url)

import pytest

from clearinghouse.mail import MailServer, server_from_url
from clearinghouse.problems import Problem


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", MailServer("", 0, "", "", False, False)),
        ("smtp://127.0.0.1:2525", MailServer("127.0.0.1", 2525, "", "", False, False)),
        ("smtp://relay.example", MailServer("relay.example", 25, "", "", False, False)),
        ("smtp://me:pw@localhost", MailServer("localhost", 25, "me", "pw", False, False)),
        ("smtp+tls://me%40x.org:p%2Fw@mail.example", MailServer("mail.example", 587, "me@x.org", "p/w", True, False)),
        ("smtps://me:pw@mail.example", MailServer("mail.example", 465, "me", "pw", False, True)),
    ],
)
def test_the_mail_server_of_an_address(url, server):
    assert server_from_url(url) == server


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("http://mail.example", "must name a mail server"),
        ("smtp://", "must name a mail server"),
        ("smtp://mail.example:port", "cannot be read"),
        ("smtp://me:pw@mail.example", "in plain text"),
    ],
)
def test_what_is_wrong_is_said_without_the_password(url, sentence):
    with pytest.raises(Problem, match=sentence) as raised:
        server_from_url(url)
    assert "pw@" not in str(raised.value)

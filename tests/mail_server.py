"""A real SMTP server on the loopback, that also refuses, waits, hangs up and stays away."""

import email
import email.policy
import socket
import threading
import time
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from django.test import override_settings


class Mailboxes:
    """What the server has taken, and how it behaves: `answers` are taken one after the other, then all is well."""

    def __init__(self):
        self.received = []
        self.to_receivers = {}
        """{address: answer to RCPT}"""
        self.to_data = []
        self.on_data = lambda: None
        self.lock = threading.Lock()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = self.to_receivers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        with self.lock:
            answer = self.to_data.pop(0) if self.to_data else "250 OK"
            if answer.startswith("250"):
                self.received.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.on_data()
        return answer

    @property
    def receivers(self):
        return [mail["To"] for mail in self.received]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_server(mailboxes=None, port=None):
    """Settings name it while it runs."""
    mailboxes = mailboxes or Mailboxes()
    controller = Controller(mailboxes, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        with override_settings(EMAIL_HOST="127.0.0.1", EMAIL_PORT=controller.port, EMAIL_TIMEOUT=2):
            yield mailboxes
    finally:
        controller.stop()


def wait_until(is_so, seconds=30):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.05)

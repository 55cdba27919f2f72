"""The worker that sends mail, and the mail server that takes it, both as in production but for the address."""

import email
import os
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from clearinghouse import serving
from clearinghouse.problems import Problem


class Mailbox:
    def __init__(self):
        self.received: Counter[str] = Counter()
        """{Message-ID: how often it came}"""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - as the server calls it
        self.received[email.message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Processes that are started while it runs send their mail there."""
    try:
        from aiosmtpd.controller import Controller
    except ImportError:
        raise Problem("Measuring needs aiosmtpd: install requirements-benchmark.lock.") from None
    mailbox = Mailbox()
    controller = Controller(mailbox, hostname="127.0.0.1", port=_free_port())
    controller.start()
    os.environ["EMAIL_URL"] = f"smtp://{controller.hostname}:{controller.port}"
    try:
        yield mailbox
    finally:
        del os.environ["EMAIL_URL"]
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def mail_worker(address: str) -> Iterator[None]:
    """Started again when it ends, as `up` does."""
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(1):
            keep()

    with serving.worker(address) as keep:
        thread = threading.Thread(target=watch)
        thread.start()
        try:
            yield
        finally:
            is_over.set()
            thread.join()

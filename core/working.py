"""The loop behind `manage.py worker`: sends mail, and does once a day what is done once a day."""

import datetime
import logging
import threading
from collections.abc import Callable

from django.db import DatabaseError, connections
from django.utils import timezone

from core import delivery
from core.daily import do_daily_work

logger = logging.getLogger(__name__)
SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_WITHOUT_DATABASE = 2.0
_DAILY_EVERY = datetime.timedelta(minutes=1)


class Worker:
    def __init__(self, say: Callable[[str], object] = print):
        self.say = say
        self.is_over = threading.Event()
        self._refused = 0
        """How often in a row the mail server was away."""
        self._daily_at: datetime.datetime | None = None

    def stop(self, *_signal) -> None:
        """The message at hand is finished first."""
        self.is_over.set()

    def run(self) -> None:
        if not delivery.is_configured():
            self.say("No mail server is configured: mail stays in the outbox, where an administrator can read it.")
        while not self.is_over.is_set():
            self.is_over.wait(self.look())
        connections.close_all()

    def look(self) -> float:
        """Does all there is to do; returns the seconds to wait until the next look."""
        try:
            self._do_daily_work()
            if delivery.is_configured():
                delivery.send_waiting(self.is_over.is_set)
        except delivery.ServerAway as error:
            return self._wait_for_server(error)
        except DatabaseError as error:
            logger.warning("The database does not answer: %s", str(error).strip().splitlines()[:1])
            connections.close_all()
            return SECONDS_WITHOUT_DATABASE
        if self._refused:
            self.say("The mail server answers again.")
        self._refused = 0
        return SECONDS_BETWEEN_LOOKS

    def _do_daily_work(self) -> None:
        now = timezone.now()
        if self._daily_at is None or now - self._daily_at > _DAILY_EVERY:
            do_daily_work()
            self._daily_at = now

    def _wait_for_server(self, error: delivery.ServerAway) -> float:
        if not self._refused:
            logger.warning("The mail server does not answer, mail waits: %s", error)
        self._refused += 1
        return delivery.pause_after(self._refused)

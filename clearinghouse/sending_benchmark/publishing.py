"""An editor who accepts and publishes what comes in, and notes how many statements each move takes."""

import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field

from django.db import InterfaceError, OperationalError, connection

from accounts.models import User
from clearinghouse.sending_benchmark.statements import Counter
from core.choices import Status
from editorial.workflow import change_status
from practices.models import Practice

_NEXT = {Status.SUBMITTED: "accept", Status.ACCEPTED: "publish"}


@dataclass
class Publisher:
    """Works until nothing more will come in and all that came is public."""

    editor: User
    statements: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    """{move: statements of each time that nothing went wrong}"""
    tries: int = 0
    nothing_more: threading.Event = field(default_factory=threading.Event)

    def work(self) -> None:
        try:
            while not self._is_done():
                self._attempt(self._move_what_waits)
        finally:
            connection.close()

    def _is_done(self) -> bool:
        return self.nothing_more.is_set() and not self._attempt(self._waiting)

    def _attempt(self, act):
        """Again, when the database went away: a move is done whole or not at all."""
        while True:
            try:
                return act()
            except (OperationalError, InterfaceError):
                self.tries += 1
                connection.close()
                time.sleep(0.2)

    def _waiting(self) -> list[Practice]:
        return list(Practice.objects.filter(status__in=_NEXT).order_by("submitted_at")[:50])

    def _move_what_waits(self) -> None:
        waiting = self._waiting()
        if not waiting:
            time.sleep(0.1)
        for practice in waiting:
            self._attempt(lambda: self._move(practice))  # noqa: B023 - called at once

    def _move(self, practice: Practice) -> None:
        practice = Practice.objects.get(pk=practice.pk)  # a move whose answer was lost is not made again
        action = _NEXT.get(practice.status)
        if action is None:
            return
        taken = Counter()
        with connection.execute_wrapper(taken):
            change_status(practice, action, by=self.editor)
        self.statements[action].append(taken.number)

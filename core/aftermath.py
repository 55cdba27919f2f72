"""Small work that waits until the answer has been sent: the only way in which reading may write.

What cannot be done is dropped: nobody waits for it, and a count that is one short harms nobody.
"""

import logging
import os
import threading
from collections.abc import Callable
from queue import Empty, Full, Queue

from django.db import connections, transaction
from django.http import HttpResponse

logger = logging.getLogger(__name__)
_MOST_WAITING = 500
_SECONDS_WITH_CONNECTION = 5
"""So long the worker keeps its connection to the database when there is nothing to do."""
_waiting: Queue = Queue(_MOST_WAITING)
_lock = threading.Lock()
_worker_of = 0
"""Process whose worker runs: a server that forks has none in its children."""


def after(response: HttpResponse, work: Callable, *arguments) -> None:
    """Does `work(*arguments)` in a transaction of its own once the server has sent this response."""
    response._resource_closers.append(lambda: _put(work, arguments))  # what Django closes with the response


def run_waiting() -> int:
    """Does all that waits, in this thread; tells how much it was."""
    done = 0
    while True:
        try:
            _do(*_waiting.get_nowait())
        except Empty:
            return done
        done += 1


def _put(work: Callable, arguments: tuple) -> None:
    try:
        _waiting.put_nowait((work, arguments))
    except Full:
        logger.warning("Too much waits after the answers: %s is dropped", work.__qualname__)
    else:
        _start_worker()


def _start_worker() -> None:
    global _worker_of  # noqa: PLW0603 - one worker for each process
    with _lock:
        if _worker_of != os.getpid():
            _worker_of = os.getpid()
            threading.Thread(target=_work, name="aftermath", daemon=True).start()


def _work() -> None:
    while True:
        try:
            work, arguments = _waiting.get(timeout=_SECONDS_WITH_CONNECTION)
        except Empty:
            connections.close_all()
            work, arguments = _waiting.get()
        _do(work, arguments)


def _do(work: Callable, arguments: tuple) -> None:
    """Arguments may be what somebody searched for, so the log never tells them, nor the words of the error."""
    try:
        with transaction.atomic():
            work(*arguments)
    except Exception as error:
        logger.warning("Work after an answer failed: %s (%s)", work.__qualname__, type(error).__name__)
        connections["default"].close_if_unusable_or_obsolete()

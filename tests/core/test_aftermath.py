import logging
import sys
import threading
from queue import Queue

import pytest
from django.http import HttpResponse

from core import aftermath
from core.aftermath import _start_worker as start_worker  # before it is kept still


@pytest.fixture(autouse=True)
def database(db):
    """Work is done in a transaction of its own."""


def test_work_waits_until_the_answer_is_closed():
    done, response = [], HttpResponse("text")
    aftermath.after(response, done.append, "one")
    assert aftermath.run_waiting() == 0
    response.close()
    assert done == []
    assert aftermath.run_waiting() == 1
    assert done == ["one"]


def test_a_failure_is_logged_without_what_it_was_about_and_stops_nothing(caplog):
    done, response = [], HttpResponse("text")

    def fail(words):
        raise ValueError(f"nothing for {words}")

    aftermath.after(response, fail, "secret words")
    aftermath.after(response, done.append, "two")
    response.close()
    with caplog.at_level(logging.WARNING):
        aftermath.run_waiting()
    assert done == ["two"]
    assert "ValueError" in caplog.text
    assert "secret" not in caplog.text


def test_what_is_too_much_is_dropped(monkeypatch, caplog):
    monkeypatch.setattr(aftermath, "_waiting", Queue(2))
    done, response = [], HttpResponse("text")
    for number in range(5):
        aftermath.after(response, done.append, number)
    response.close()
    assert aftermath.run_waiting() == 2
    assert "dropped" in caplog.text


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # how the worker is told to end
def test_every_process_has_one_worker_that_works_by_itself(monkeypatch):
    monkeypatch.setattr(aftermath, "_start_worker", start_worker)
    monkeypatch.setattr(aftermath, "_waiting", Queue(10))
    monkeypatch.setattr(aftermath, "_worker_of", 0)
    monkeypatch.setattr(aftermath, "_do", lambda work, arguments: work(*arguments))  # without a database of its own
    done, threads, before = threading.Event(), set(), set(threading.enumerate())
    for last in (False, True):
        response = HttpResponse("text")
        aftermath.after(response, lambda: threads.add(threading.current_thread().name))
        if last:
            aftermath.after(response, done.set)
        response.close()
    assert done.wait(5)
    assert threads == {"aftermath"}
    [worker] = set(threading.enumerate()) - before
    assert worker.name == "aftermath"
    aftermath._waiting.put((sys.exit, ()))  # it must not do the work of tests that come later
    worker.join(5)
    assert not worker.is_alive()

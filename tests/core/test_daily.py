"""What is done once a day is done once a day, by one worker, and again when it was broken off."""

import datetime

import pytest

from core import daily
from core.models import DailyRun, OutboxMessage
from core.working import Worker

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def work(monkeypatch):
    done = []
    monkeypatch.setattr(
        daily, "_work", {"first": lambda: done.append("first"), "second": lambda: done.append("second")}
    )
    return done


def test_it_is_done_once_a_day(work):
    assert daily.do_daily_work(TODAY) == ["first", "second"]
    assert daily.do_daily_work(TODAY) == []
    assert daily.do_daily_work(TODAY + datetime.timedelta(days=1)) == ["first", "second"]
    assert work == ["first", "second"] * 2


def test_what_fails_is_done_again_and_leaves_nothing_behind(monkeypatch, caplog):
    def fail():
        DailyRun.objects.create(name="half")
        raise RuntimeError("broken")

    monkeypatch.setattr(daily, "_work", {"failing": fail, "other": lambda: None})
    assert daily.do_daily_work(TODAY) == ["other"]
    assert not DailyRun.objects.filter(name="half").exists()
    monkeypatch.setitem(daily._work, "failing", lambda: None)
    assert daily.do_daily_work(TODAY) == ["failing"]


def test_two_kinds_of_work_have_two_names(work):
    with pytest.raises(ValueError, match="first"):
        daily.daily("first")(lambda: None)


def test_the_worker_does_all_that_the_docs_call_daily():
    assert {"forget zero hits", "forget old messages", "forget ended sessions"} <= daily._work.keys()
    said = []
    assert Worker(say=said.append).look() == 1
    assert {run.name for run in DailyRun.objects.all()} == daily._work.keys()
    assert OutboxMessage.objects.count() == 0


def test_without_a_mail_server_it_says_so_and_stops_when_told():
    said = []
    worker = Worker(say=said.append)
    worker.stop()
    worker.run()
    assert said == ["No mail server is configured: mail stays in the outbox, where an administrator can read it."]

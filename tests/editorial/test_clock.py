"""What the system does by itself, and what it leaves alone."""

import datetime

import pytest
from django.utils import timezone
from factories import make_organisation, make_practice
from people import make_person

from core.actions import record_audit
from core.choices import Source, Status
from core.models import AuditRow, OutboxMessage
from editorial.clock import make_due_moves
from editorial.conditions import ARCHIVED_AFTER, SILENT_FOR

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def owner():
    owner = make_organisation()
    make_person("contributor", owner)
    return owner


def practice(status, owner, **fields):
    sources = ["https://example.org/it"]
    return make_practice(status=status, source=Source.COMPILED, source_urls=sources, owner=owner, **fields)


def asked_ago(item, ago):
    audit = record_audit(action="return", item=item)
    AuditRow.objects.filter(pk=audit.pk).update(at=timezone.now() - ago)
    type(item).objects.filter(pk=item.pk).update(updated_at=timezone.now() - ago)


def statuses(*items):
    for item in items:
        item.refresh_from_db()
    return [item.status for item in items]


def test_each_move_on_its_day_and_none_before(owner):
    today = timezone.localdate()
    due, early = (practice(Status.ACCEPTED, owner, publish_on=day) for day in (today, today + DAY))
    silent, writing = (practice(Status.CHANGES_REQUESTED, owner) for _ in range(2))
    asked_ago(silent, SILENT_FOR)
    asked_ago(writing, SILENT_FOR - DAY)
    last = today - ARCHIVED_AFTER
    forgotten, late = (practice(Status.PUBLISHED, owner, revalidate_on=day) for day in (last, last + DAY))
    assert make_due_moves() == 3
    assert statuses(due, silent, forgotten) == [Status.PUBLISHED, Status.WITHDRAWN, Status.ARCHIVED]
    assert statuses(early, writing, late) == [Status.ACCEPTED, Status.CHANGES_REQUESTED, Status.PUBLISHED]
    assert OutboxMessage.objects.count() == 3
    assert make_due_moves() == 0


def test_what_is_not_ready_stays_where_it_is(owner):
    item = practice(Status.ACCEPTED, owner, publish_on=timezone.localdate())
    item.texts.all().delete()
    assert make_due_moves() == 0
    assert statuses(item) == [Status.ACCEPTED]

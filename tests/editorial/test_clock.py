"""What the system does by itself, and what it leaves alone."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone
from factories import make_organisation, make_practice
from people import make_person

from core.actions import record_audit
from core.choices import Source, Status
from core.models import AuditRow, OutboxMessage
from editorial.clock import make_due_moves
from editorial.conditions import ARCHIVED_AFTER, SILENT_FOR
from editorial.workflow import change_status

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
    assert make_due_moves() == 2
    assert statuses(due, silent) == [Status.PUBLISHED, Status.WITHDRAWN]
    assert statuses(early, writing) == [Status.ACCEPTED, Status.CHANGES_REQUESTED]
    assert OutboxMessage.objects.count() == 2
    assert make_due_moves() == 0


def test_nothing_is_archived_for_want_of_a_confirmation_that_nobody_can_give_yet(owner):
    item = practice(Status.PUBLISHED, owner, revalidate_on=timezone.localdate() - ARCHIVED_AFTER)
    assert make_due_moves() == 0
    assert statuses(item) == [Status.PUBLISHED]


def test_one_that_breaks_keeps_no_other_waiting(owner, caplog):
    today = timezone.localdate()
    broken, whole = (practice(Status.ACCEPTED, owner, publish_on=today, number=f"NC-2026-000{n}") for n in (1, 2))
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF NEW.item_id = '{broken.pk}' THEN RAISE EXCEPTION 'broken'; END IF; RETURN NEW; END $$;"
            " CREATE TRIGGER refuse BEFORE INSERT ON core_auditrow FOR EACH ROW EXECUTE FUNCTION refuse()"
        )
    assert make_due_moves() == 1
    assert statuses(broken, whole) == [Status.ACCEPTED, Status.PUBLISHED]
    assert "Daily work failed for one" in caplog.text


def test_what_the_system_archives_carries_no_words_in_one_language(owner):
    item = practice(Status.PUBLISHED, owner, revalidate_on=timezone.localdate() - ARCHIVED_AFTER)
    change_status(item, "archive")
    assert AuditRow.objects.get(action="archive").detail["note"] == ""


def test_what_is_not_ready_stays_where_it_is(owner):
    item = practice(Status.ACCEPTED, owner, publish_on=timezone.localdate())
    item.texts.all().delete()
    assert make_due_moves() == 0
    assert statuses(item) == [Status.ACCEPTED]

"""Each publication leaves a numbered copy that nobody can change."""

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import add_parts, make_organisation, make_practice, make_research
from people import make_person

from core.choices import Source, Status
from core.kinds import models_by_kind
from editorial.models import Snapshot
from editorial.workflow import change_status
from search import index as search_index

pytestmark = pytest.mark.django_db
MAKERS = [make_practice, make_research, make_organisation]
NOT_SAID_BY_THE_ITEM = {"memberships", "reverse_relations", "joinrequests", "handovers", "offers"}


def accepted(make, **fields):
    sources = ["https://example.org/it"]
    return make(status=Status.ACCEPTED, source=Source.COMPILED, source_urls=sources, **fields)


@pytest.fixture
def editor():
    return make_person("chief_editor")


@pytest.mark.parametrize("kind", ["practice", "research", "organisation"])
def test_all_that_belongs_to_an_item_stands_in_its_snapshot(kind):
    model = models_by_kind()[kind]
    owned = {link.get_accessor_name() for link in model._meta.related_objects if link.on_delete is models.CASCADE}
    assert set(model.part_relations) == owned - NOT_SAID_BY_THE_ITEM


@pytest.mark.parametrize("make", MAKERS)
def test_publications_are_numbered_and_others_leave_nothing(editor, make):
    item = accepted(make)
    change_status(item, "publish", by=editor)
    change_status(item, "archive", by=editor, note="Over.")
    type(item).objects.filter(pk=item.pk).update(last_confirmed_on=timezone.localdate())
    change_status(item, "restore", by=editor)
    change_status(item, "take down", by=editor, note="Asked to.")
    change_status(item, "put back", by=editor)
    rows = Snapshot.objects.filter(kind=item.kind, item_id=item.pk)
    assert [(row.number, row.action) for row in rows] == [(1, "publish"), (2, "restore"), (3, "put back")]
    assert [row.changed for row in rows] == [[], ["last_confirmed_on"], []]


def test_it_holds_facts_words_and_parts_and_no_address_of_anybody(editor):
    item = accepted(
        make_practice, title="Bread and words", translations={"sv": {"title": "Bröd och ord"}}, started="2021-03"
    )
    add_parts(item)
    item.contactpoints.update(person_name="Anna Berg", email="anna@example.org", phone="+46 40 1")
    change_status(item, "publish", by=editor)
    snapshot = Snapshot.objects.get()
    assert snapshot.data["facts"]["started"] == "2021-03"
    assert {text["language"]: text["title"] for text in snapshot.data["texts"]} == {
        "en": "Bread and words",
        "sv": "Bröd och ord",
    }
    assert snapshot.data.keys() == {"facts", *type(item).part_relations}
    assert len(snapshot.data["contactpoints"]) == 1
    for private in ("Anna Berg", "anna@example.org", "+46 40 1", str(editor.pk)):
        assert private not in str(snapshot.data)


def test_it_says_what_differs_from_the_one_before(editor):
    item = accepted(make_practice, translations={"sv": {"title": "Bröd"}})
    change_status(item, "publish", by=editor)
    change_status(item, "take down", by=editor, note="Asked to.")
    item.texts.filter(language="sv").update(title="Bröd och ord")
    type(item).objects.filter(pk=item.pk).update(participants_per_year=12)
    add_parts(item)
    change_status(item, "put back", by=editor)
    changed = Snapshot.objects.get(number=2).changed
    assert {"participants_per_year", "texts.sv.title", "buildingblocks", "costs"} <= set(changed)
    assert "texts.en.title" not in changed


@pytest.mark.parametrize(
    "change", [lambda rows: rows.update(number=9), lambda rows: rows.delete()], ids=["change", "delete"]
)
def test_nobody_changes_or_deletes_one(editor, change):
    change_status(accepted(make_practice), "publish", by=editor)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        change(Snapshot.objects.all())
    assert Snapshot.objects.get().number == 1


def statements(item, action, editor):
    with CaptureQueriesContext(connection) as captured:
        change_status(item, action, by=editor, note="Because.")
    return len(captured)


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("accept", Status.SUBMITTED),
        ("return", Status.SUBMITTED),
        ("reject", Status.SUBMITTED),
        ("publish", Status.ACCEPTED),
        ("archive", Status.PUBLISHED),
        ("restore", Status.ARCHIVED),
        ("take down", Status.PUBLISHED),
        ("put back", Status.TAKEN_DOWN),
    ],
)
def test_statements_do_not_grow_with_what_an_item_holds(editor, action, status):
    counts = []
    for parts in (3, 1, 3):  # the first one makes the values to filter by, which the others share
        item = accepted(
            make_practice,
            maturity="maturity-pilot",
            published_at=timezone.now(),
            translations={code: {} for code in ("sv", "da", "fi")[:parts]},
        )
        for index in range(parts):
            add_parts(item, index)
        put_into(item, status)
        counts.append(statements(item, action, editor))
    assert counts[1] == counts[2]


def put_into(item, status):
    """Not by a move, so that it stands in the index as an item with that status does."""
    type(item).objects.filter(pk=item.pk).update(status=status)
    item.refresh_from_db()
    search_index.refresh(item)

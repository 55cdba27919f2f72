"""A new index is built beside the live one: nobody waits, nothing is lost, and nothing tells the new from the old."""

from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from factories import make_organisation, make_practice, make_research
from table_shapes import shape_of

from core.choices import Status
from core.models import Generation
from search import building, index, rebuilding, scratch, swapping
from search.bitmaps import WORDS_AREA
from search.consistency import differences
from search.management.commands import search_rebuild
from search.models import Bitmap, SearchDocument
from search.scratch import NEXT

MAKERS = [make_practice, make_research, make_organisation]


def listed(number: int, **fields) -> list:
    items = [MAKERS[n % len(MAKERS)](f"Language café {n}", **fields) for n in range(number)]
    with index.gathered():
        for item in items:
            index.refresh(item)
    return items


def rebuild(**options) -> str:
    out = StringIO()
    call_command("search_rebuild", stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def chunks_of_two(monkeypatch):
    monkeypatch.setattr(building, "CHUNK", 2)


# --- In one transaction ----------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_new_index_is_right_and_dense():
    items = listed(7)
    index.remove(items[2].pk)
    assert "7 items are in the index" in rebuild()
    assert sorted(SearchDocument.objects.values_list("id", flat=True)) == list(range(1, 8))
    assert list(differences()) == []
    assert not scratch.exists(NEXT)


@pytest.mark.django_db
def test_tells_how_far_it_is(monkeypatch, chunks_of_two):
    monkeypatch.setattr(search_rebuild, "_SECONDS_BETWEEN_REPORTS", 0)
    for _ in range(4):
        make_practice()
    lines = rebuild().splitlines()
    assert lines[0] == "  2 of 4"
    assert lines[1].startswith("  4 of 4 (") and lines[1].endswith(" a second)")
    assert lines[-1].startswith("4 items are in the index")


@pytest.mark.django_db
def test_names_are_the_same_afterwards():
    listed(2)
    before = shape_of("public")
    rebuild()
    assert shape_of("public") == before
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


@pytest.mark.django_db
def test_rights_of_others_stay():
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE reader_of_the_index")
        cursor.execute("GRANT SELECT ON search_bitmap TO reader_of_the_index")
        rebuild()
        cursor.execute("SELECT has_table_privilege('reader_of_the_index', 'search_bitmap', 'SELECT')")
        assert cursor.fetchone() == (True,)


@pytest.mark.django_db
def test_processes_are_told_to_forget_the_old_index():
    before = Generation.objects.filter(area=WORDS_AREA).values_list("number", flat=True).first() or 0
    rebuild()
    assert Generation.objects.get(area=WORDS_AREA).number > before


@pytest.mark.django_db
def test_wrong_rows_and_strays_go():
    items = listed(3)
    SearchDocument.objects.filter(item_id=items[0].pk).update(vector="'x'", evidence=5)
    Bitmap.objects.all().delete()
    assert list(differences()) != []
    rebuild()
    assert list(differences()) == []


@pytest.mark.django_db
def test_what_changes_while_rows_are_built_is_brought_in(monkeypatch, chunks_of_two):
    items = listed(6)
    changed, unlisted, *_ = items
    waiting = make_practice("Listed meanwhile")
    derive = rebuilding._derive

    def change_and_derive(say):
        with scratch.searching_in("public"):
            changed.texts.update(**{"name" if changed.kind == "organisation" else "title": "Changed meanwhile"})
            index.refresh(type(changed).objects.get(pk=changed.pk))
            type(unlisted)._base_manager.filter(pk=unlisted.pk).update(status=Status.ARCHIVED)
            unlisted.refresh_from_db()
            index.refresh(unlisted)
            index.refresh(waiting)
        derive(say)

    monkeypatch.setattr(rebuilding, "_derive", change_and_derive)
    monkeypatch.setattr(swapping, "_FEW", 1)
    rebuild()
    titles = {row.cards["en"]["title"] for row in SearchDocument.objects.all()}
    assert {"Changed meanwhile", "Listed meanwhile"} <= titles
    assert list(differences()) == []


@pytest.mark.django_db
def test_the_first_index_is_built_from_nothing(monkeypatch):
    for n in range(3):
        make_practice(f"Never indexed {n}")
    gone = make_practice("Gone meanwhile")
    derive = rebuilding._derive

    def hide_and_derive(say):
        type(gone)._base_manager.filter(pk=gone.pk).update(status=Status.ARCHIVED)
        derive(say)

    monkeypatch.setattr(rebuilding, "_derive", hide_and_derive)
    assert "3 items are in the index" in rebuild()
    assert list(differences()) == []


@pytest.mark.django_db
def test_goes_on_where_it_was_broken_off(monkeypatch, chunks_of_two):
    listed(6)
    break_off(monkeypatch)
    assert SearchDocument.objects.count() == 6
    with scratch.searching_in(NEXT):
        begun = set(SearchDocument.objects.values_list("item_id", flat=True))
    assert len(begun) == 6
    built = []
    monkeypatch.setattr(building, "rows_of", lambda chunk: built.append(chunk) or [])
    rebuild()
    assert built == []
    assert list(differences()) == []


@pytest.mark.django_db
def test_begins_anew_when_it_would_build_something_else(monkeypatch):
    listed(2)
    break_off(monkeypatch)
    with scratch.searching_in(NEXT):
        SearchDocument.objects.update(vector="'x'")
    Generation.objects.update_or_create(area="vocabulary", defaults={"number": 77})
    rebuild()
    assert list(differences()) == []


@pytest.mark.django_db
def test_what_is_hidden_is_not_remembered_by_a_rebuild_that_was_broken_off(monkeypatch):
    items = listed(2)
    break_off(monkeypatch)
    assert list(differences()) == ["A rebuild was broken off and stands unfinished."]
    index.remove(items[0].pk)
    assert not scratch.exists(NEXT)


def break_off(monkeypatch):
    """As a killed process leaves it: what was committed stays."""

    class Killed(Exception):
        pass

    def die(say):
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(rebuilding, "_derive", die)
        patch.setattr(scratch, "_savepoint_inside_a_transaction", nullcontext)
        with pytest.raises(Killed):
            rebuild()

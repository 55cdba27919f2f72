"""A scratch index is the live one in small things and great, and leaves nothing behind."""

import pytest
from django.db import IntegrityError, connection, transaction
from search_factories import put_document
from table_shapes import shape_of

from search import scratch
from search.models import Bitmap, FacetValue, SearchDocument, TrackedWord
from search.scratch import ScratchRefused, scratch_schema

pytestmark = pytest.mark.django_db

NAME = "search_scratch_test"


def schemas() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nspname FROM pg_namespace")
        return {name for (name,) in cursor.fetchall()}


def search_path() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        return cursor.fetchone()[0]


def test_what_is_written_inside_stays_inside(values):
    live = put_document("Live")
    with scratch_schema(NAME):
        assert not SearchDocument.objects.exists()
        inside = put_document("Inside")
        TrackedWord.objects.create(lexeme="inside")
        assert [row.item_id for row in SearchDocument.objects.all()] == [inside.item_id]
        assert SearchDocument.objects.get().id == 1
    assert [row.item_id for row in SearchDocument.objects.all()] == [live.item_id]
    assert not TrackedWord.objects.exists()
    assert NAME not in schemas()


def test_values_of_facets_are_shared_unless_asked_otherwise(values):
    number = FacetValue.objects.count()
    with scratch_schema(NAME):
        assert FacetValue.objects.count() == number
    with scratch_schema(NAME, also=(FacetValue,)):
        assert not FacetValue.objects.exists()
        FacetValue.objects.create(facet="theme", value="own")
    assert FacetValue.objects.count() == number


@pytest.mark.parametrize("unlogged", [True, False])
def test_names_and_definitions_are_those_of_the_live_tables(unlogged):
    with scratch_schema(NAME, unlogged=unlogged):
        copied = shape_of(NAME)
    assert copied == shape_of("public")
    assert len(copied) > 30


def test_dear_indexes_may_wait():
    with scratch_schema(NAME, text_indexes=False):
        assert "search_vector" not in {row[0] for row in shape_of(NAME)}
        scratch.add_missing_indexes(NAME)
        assert shape_of(NAME) == shape_of("public")


def test_an_error_inside_leaves_nothing(values):
    before = search_path()
    with pytest.raises(IntegrityError), scratch_schema(NAME):
        put_document("Inside")
        SearchDocument.objects.update(cards={})
    assert search_path() == before
    assert NAME not in schemas()
    assert not SearchDocument.objects.exists()


def test_what_is_kept_is_there_the_next_time(values):
    with scratch_schema(NAME, keep=True):
        put_document("Kept")
    assert not SearchDocument.objects.exists() and scratch.exists(NAME)
    with scratch_schema(NAME, keep=True):
        assert SearchDocument.objects.count() == 1
    with scratch_schema(NAME):
        assert not SearchDocument.objects.exists()
    assert not scratch.exists(NAME)


def test_one_may_stand_in_another(values):
    with scratch_schema(NAME):
        put_document("Outer")
        with scratch_schema(f"{NAME}_2"):
            assert not SearchDocument.objects.exists()
            Bitmap.objects.create(key="*", block=0, bits="0" * 20_480)
        assert SearchDocument.objects.count() == 1 and not Bitmap.objects.filter(key="*", bits="0" * 20_480).exists()


@pytest.mark.django_db(transaction=True)
def test_works_outside_a_transaction_too():
    before = search_path()
    with pytest.raises(ZeroDivisionError), scratch_schema(NAME):
        Bitmap.objects.create(key="*", block=0, bits="0" * 20_480)
        _ = 1 / 0
    assert search_path() == before and not Bitmap.objects.exists()
    with scratch_schema(NAME):
        assert not Bitmap.objects.exists()
    assert NAME not in schemas()


def test_a_role_without_the_right_is_told_what_helps():
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("CREATE ROLE scratch_reader")
        cursor.execute("SET LOCAL ROLE scratch_reader")
        with pytest.raises(ScratchRefused, match="GRANT CREATE ON DATABASE"), scratch_schema(NAME):
            pass
        cursor.execute("RESET ROLE")
        cursor.execute("DROP ROLE scratch_reader")

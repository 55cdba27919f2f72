"""An index that is there for one measurement and leaves nothing behind."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction

from search.models import Bitmap, FacetValue, SearchDocument, SearchTypo, SearchWord, TrackedWord
from vocabulary.models import Concept

_SCHEMA = "search_measured"
_MODELS = (SearchDocument, Bitmap, TrackedWord, SearchWord, SearchTypo)


@contextmanager
def throw_away_index(say) -> Iterator[None]:
    """Empty tables of the index beside the real ones, in a transaction that is taken back at the end."""
    with transaction.atomic():
        try:
            _make_ready(say)
            _make_schema()
            yield
        finally:
            transaction.set_rollback(True)


def _make_ready(say) -> None:
    """On an empty database the tables and the vocabulary are there only as long as the index."""
    if FacetValue._meta.db_table not in connection.introspection.table_names():
        say("The database is empty: making the tables for this measurement …")
        call_command("migrate", verbosity=0, interactive=False)
    if not Concept.objects.exists():
        say("The vocabulary is not loaded: loading it for this measurement …")
        call_command("load_reference", stdout=io.StringIO())


def _make_schema() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
        for model in _MODELS:
            table = model._meta.db_table
            cursor.execute(f"CREATE TABLE {_SCHEMA}.{table} (LIKE {table} INCLUDING ALL)")
        cursor.execute(f"SET LOCAL search_path = {_SCHEMA}, public")

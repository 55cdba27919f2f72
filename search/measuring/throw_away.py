"""An index that is there for one measurement and leaves nothing behind."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction

from search.models import FacetValue
from search.scratch import scratch_schema
from vocabulary.models import Concept


@contextmanager
def throw_away_index(say: Callable[[str], None]) -> Iterator[None]:
    """Empty tables of the index beside the real ones, in a transaction that is taken back at the end."""
    with transaction.atomic():
        try:
            _make_ready(say)
            with scratch_schema(f"search_measured_{os.getpid()}"):
                yield
        finally:
            transaction.set_rollback(True)


def _make_ready(say: Callable[[str], None]) -> None:
    """On an empty database the tables and the vocabulary are there only as long as the index."""
    if FacetValue._meta.db_table not in connection.introspection.table_names():
        say("The database is empty: making the tables for this measurement …")
        call_command("migrate", verbosity=0, interactive=False)
    if not Concept.objects.exists():
        say("The vocabulary is not loaded: loading it for this measurement …")
        call_command("load_reference", stdout=io.StringIO())

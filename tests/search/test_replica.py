"""Reading from another database than the one that is written to."""

import pytest
from django.core.management import call_command
from django.db import connection, connections
from search_factories import make_values, put_document

from search.engine import PostgresSearchEngine
from search.query import SearchQuery

REPLICA = "replica"


@pytest.fixture
def replica(django_db_setup, django_db_blocker):
    """The same database under another name: what is asked of the default one is noticed."""
    connections.databases[REPLICA] = dict(connections.databases["default"])
    with django_db_blocker.unblock():
        yield PostgresSearchEngine(using=REPLICA)
        connections[REPLICA].close()
        call_command("flush", interactive=False, verbosity=0)
    del connections[REPLICA]
    del connections.databases[REPLICA]


def refuse(execute, sql, *asked):
    raise AssertionError(f"asked of the default database: {sql}")


def test_every_read_of_the_engine_goes_to_its_own_database(replica):
    make_values()
    put_document("Mentors for women", facets={"theme": ["mental-health"], "country": ["SE"]})
    beside = put_document("Mentors again", facets={"theme": ["mental-health"]})
    queries = [SearchQuery.of(q="mentors", theme="mental-health"), SearchQuery.of(q="mentros"), SearchQuery.of()]
    with connection.execute_wrapper(refuse):
        found, missed, browsed = (replica.search(query, "en") for query in queries)
        assert (found.total, missed.correction.text, browsed.total) == (2, "mentors", 2)
        assert replica.suggest("ment", "en")
        assert [one.title for one in replica.similar(beside.item_id, "en")] == ["Mentors for women"]

"""Reading from another database than the one that is written to."""

import pytest
from django.db import connection, connections
from search_factories import make_values, put_document

from search.engine import PostgresSearchEngine
from search.query import SearchQuery

pytestmark = pytest.mark.django_db(transaction=True, databases="__all__")
REPLICA = "replica"


@pytest.fixture(scope="module", autouse=True)
def alias(django_db_setup):
    """The test database under another name."""
    connections.databases[REPLICA] = dict(connection.settings_dict)
    yield
    connections[REPLICA].close()
    del connections[REPLICA]
    del connections.databases[REPLICA]


def refuse(execute, sql, *asked):
    raise AssertionError(f"asked of the default database: {sql}")


def test_every_read_of_the_engine_goes_to_its_own_database():
    assert connections[REPLICA].settings_dict["NAME"].startswith("test_")
    make_values()
    put_document("Mentors for women", facets={"theme": ["mental-health"], "country": ["SE"]})
    beside = put_document("Mentors again", facets={"theme": ["mental-health"]})
    queries = [SearchQuery.of(q="mentors", theme="mental-health"), SearchQuery.of(q="mentros"), SearchQuery.of()]
    replica = PostgresSearchEngine(using=REPLICA)
    with connection.execute_wrapper(refuse):
        found, missed, browsed = (replica.search(query, "en") for query in queries)
        assert (found.total, missed.correction.text, browsed.total) == (2, "mentors", 2)
        assert replica.suggest("ment", "en")
        assert [one.title for one in replica.similar(beside.item_id, "en")] == ["Mentors for women"]

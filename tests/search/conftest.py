import pytest
from search_factories import make_values


@pytest.fixture
def values(db):
    make_values()

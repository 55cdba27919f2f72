import re

import pytest
from justhtml import JustHTML


@pytest.fixture
def read(client):
    """The parsed page at an address that must answer."""

    def read(path):
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return JustHTML(response.content.decode(), sanitize=False)

    return read


@pytest.fixture
def total_at(client):
    """How many results the search page at an address announces."""

    def total_at(path):
        response = client.get(path)
        assert response.status_code == 200, (path, response.status_code)
        return int(re.search(r'data-total="(\d+)"', response.content.decode())[1])

    return total_at

import pytest
from justhtml import JustHTML
from search_factories import make_values


@pytest.fixture
def values(db):
    make_values()


@pytest.fixture
def get(client, values):
    def get(query="", language="en", **headers):
        return client.get(f"/{language}/search/{query}", headers=headers)

    return get


@pytest.fixture
def read(get):
    def read(query="", language="en", **headers):
        response = get(query, language, **headers)
        assert response.status_code == 200
        return JustHTML(response.content.decode(), sanitize=False)

    return read

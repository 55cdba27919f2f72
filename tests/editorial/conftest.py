"""The people of most tests of editing: an organisation, who writes for it, and who decides."""

import pytest
from factories import make_organisation
from people import make_person


@pytest.fixture
def owner():
    return make_organisation()


@pytest.fixture
def author(owner):
    return make_person("contributor", owner)


@pytest.fixture
def editor(client):
    """Signed in."""
    person = make_person("country_editor")
    client.force_login(person)
    return person

"""Every address × every person. An address without a row here fails."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from factories import make_organisation, make_practice, make_research
from people import PEOPLE, make_person

from core.choices import Status

pytestmark = pytest.mark.django_db

OPEN = 200
AWAY = 302
MOVED = 301
MISSING = 404

# name of the address: (arguments, answer to everybody)
PUBLIC = {
    "root": ({}, AWAY),
    "healthz": ({}, OPEN),
    "readyz": ({}, OPEN),
    "robots": ({}, OPEN),
    "sitemap": ({}, OPEN),
    "favicon": ({}, MOVED),
    "permanent-identifier": ({"item_id": "00000000-0000-0000-0000-000000000000"}, MISSING),
    "portal:home": ({}, OPEN),
    "portal:search": ({}, OPEN),
    "portal:suggest": ({}, OPEN),
    "portal:themes": ({}, OPEN),
    "portal:theme": ({"identifier": "no-such-theme"}, MISSING),
    "portal:map": ({}, OPEN),
    "portal:places": ({}, OPEN),
    "portal:country": ({"country": "zz"}, MISSING),
    "portal:region": ({"country": "zz", "region": "zz"}, MISSING),
    "portal:about": ({}, OPEN),
    "portal:share": ({}, OPEN),
    "portal:privacy": ({}, OPEN),
    "portal:accessibility": ({}, OPEN),
    "practices:list": ({}, AWAY),
    "practices:detail": ({"slug": "nothing-zzzzzz"}, MISSING),
    "research:list": ({}, AWAY),
    "research:detail": ({"slug": "nothing-zzzzzz"}, MISSING),
    "organisations:list": ({}, AWAY),
    "organisations:detail": ({"slug": "nothing-zzzzzz"}, MISSING),
}
# name of the address: who may open it; to all others it looks like a missing page
FOR_SOME = {
    "portal:mailbox": {"administrator"},
    "portal:taken-down": {"country_editor", "chief_editor"},
    "portal:missed-words": {"chief_editor", "administrator"},
    "portal:label-for-missed": {"chief_editor", "administrator"},
}
ITEM_ANSWERS = dict.fromkeys(Status, MISSING) | {
    Status.PUBLISHED: OPEN,
    Status.ARCHIVED: OPEN,
    Status.TAKEN_DOWN: 410,
}
MAKERS = {"practice": make_practice, "research": make_research, "organisation": make_organisation}


def names_of_addresses(patterns=None, namespace=""):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of_addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


@pytest.fixture
def client_of(client):
    def sign_in(name, organisation=None):
        person = make_person(name, organisation)
        if person:
            client.force_login(person)
        return client

    return sign_in


def test_every_address_has_a_row():
    assert set(names_of_addresses()) == PUBLIC.keys() | FOR_SOME.keys()


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_gets_the_same_answer_from_public_addresses(client_of, person):
    client = client_of(person)
    answers = {name: client.get(reverse(name, kwargs=kwargs)).status_code for name, (kwargs, _) in PUBLIC.items()}
    assert answers == {name: answer for name, (_, answer) in PUBLIC.items()}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_some_addresses_are_for_some_people(client_of, person, method):
    client = client_of(person)
    answers = {name: getattr(client, method)(reverse(name)).status_code for name in FOR_SOME}
    assert {name for name, answer in answers.items() if answer != MISSING} == {
        name for name, people in FOR_SOME.items() if person in people
    }


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("kind", MAKERS)
def test_items_are_seen_by_their_status(client_of, person, kind):
    items = {status: MAKERS[kind](status=status) for status in Status}
    owner = getattr(items[Status.PUBLISHED], "owner", None) or (
        items[Status.PUBLISHED] if kind == "organisation" else None
    )
    client = client_of(person, owner)
    answers = {status: client.get(item.get_absolute_url()).status_code for status, item in items.items()}
    assert answers == ITEM_ANSWERS


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("status", [status for status, answer in ITEM_ANSWERS.items() if answer == MISSING])
def test_hidden_looks_exactly_like_missing(client, kind, status):
    hidden = MAKERS[kind](status=status)
    url = hidden.get_absolute_url()
    before = client.get(url)
    type(hidden)._base_manager.filter(pk=hidden.pk).delete()
    after = client.get(url)
    assert (before.status_code, before.content) == (after.status_code, after.content)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_reading_pages_take_nothing(client, method):
    for name, (kwargs, _) in PUBLIC.items():
        assert getattr(client, method)(reverse(name, kwargs=kwargs)).status_code in (403, 405), name

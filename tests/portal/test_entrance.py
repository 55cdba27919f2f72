import uuid

import pytest
from factories import make_organisation, make_practice, make_research

from core.choices import Status

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("sv-FI,sv;q=0.9,fi;q=0.8", "sv"),
        ("no", "nb"),
        ("no-NO, en;q=0.5", "nb"),
        ("nn-NO,nb;q=0.9", "nn"),
        ("de-DE,fi;q=0.7,en;q=0.3", "fi"),
        ("kl,en;q=0.5", "da"),
        ("se-NO", "nb"),
        ("fo", "is"),
        ("ar", "en"),
        ("*", "en"),
        ("x" * 3000, "en"),
        ("sv;q=broken, ,;;", "en"),
    ],
)
def test_the_front_door_opens_in_the_language_of_the_reader(client, header, language):
    response = client.get("/", headers={"Accept-Language": header})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response["Vary"]


@pytest.mark.parametrize("make", [make_practice, make_research, make_organisation])
@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.ARCHIVED, Status.TAKEN_DOWN])
def test_an_identifier_leads_to_the_page_of_its_item(client, make, status):
    item = make(status=status)
    response = client.get(f"/id/{item.pk}", headers={"Accept-Language": "da"})
    assert response.status_code == 303
    assert response["Location"].startswith("/da/")
    assert client.get(response["Location"]).status_code == (410 if status == Status.TAKEN_DOWN else 200)


def test_an_identifier_does_not_tell_the_name_of_what_was_taken_down(client):
    item = make_practice("Names somebody who must not be named", status=Status.TAKEN_DOWN)
    assert client.get(f"/id/{item.pk}")["Location"] == f"/en/practices/{item.short_id}/"


def test_hidden_and_unknown_identifiers_look_the_same(client):
    hidden = make_practice(status=Status.SUBMITTED)
    answers = [client.get(f"/id/{identifier}") for identifier in (hidden.pk, uuid.uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]

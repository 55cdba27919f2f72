"""Names that fields suggest while somebody writes: open to all, and silent about what is not listed."""

import pytest
from django.urls import reverse
from factories import make_organisation
from pages import parsed
from people import make_person
from shipped import put_in_index, reference  # noqa: F401

from core.choices import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PLACES, ORGANISATIONS = reverse("suggestions:places"), reverse("suggestions:organisations")
CANARY = "Kanariebirdie"


def test_names_are_options_with_values(client):
    put_in_index(organisation := make_organisation("Malmö kulturförening"))
    options = parsed(client.get(PLACES, {"q": "malmo"})).query("[role=option]")
    assert options[0].attrs["data-value"] == "municipality:SE-1280"
    (option,) = parsed(client.get(ORGANISATIONS, {"q": "kultur"})).query("[role=option]")
    assert (option.attrs["data-value"], option.attrs["data-name"]) == (str(organisation.pk), "Malmö kulturförening")


def test_names_are_only_read(client):
    assert {client.post(address).status_code for address in (PLACES, ORGANISATIONS)} == {405}


@pytest.mark.parametrize("words", ["a" * 500, "<script>alert(1)</script>", "%_\\'\"", "\u202e😀"])
def test_no_text_breaks_them(client, words):
    for address in (PLACES, ORGANISATIONS):
        assert client.get(address, {"q": words}).status_code == 200


@pytest.mark.parametrize("person", ["anonymous", "member", "chief_editor"])
def test_no_name_tells_of_what_is_not_listed(client, person):
    if who := make_person(person):
        client.force_login(who)
    for status in set(Status) - {Status.PUBLISHED}:
        put_in_index(make_organisation(f"{CANARY} förening {status}", status=status))
    for address in (PLACES, ORGANISATIONS):
        answer = client.get(address, {"q": CANARY})
        assert CANARY.lower() not in answer.content.decode().lower()
        assert parsed(answer).query("[role=option]") == []

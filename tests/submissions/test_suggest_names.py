"""Places and organisations by whichever of their names somebody knows."""

import pytest
from django.utils import translation
from factories import make_organisation
from shipped import put_in_index, reference  # noqa: F401

from submissions.names import organisations_named, places_named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def first(typed, language="en"):
    with translation.override(language):
        return next(((one.value, one.name, one.other_name) for one in places_named(typed)), None)


@pytest.mark.parametrize(
    ("typed", "language", "expected"),
    [
        ("Lohja", "fi", ("municipality:FI-444", "Lohja", "")),
        ("lojo", "fi", ("municipality:FI-444", "Lohja", "Lojo")),
        ("Lohja", "sv", ("municipality:FI-444", "Lojo", "Lohja")),
        ("malmo", "en", ("municipality:SE-1280", "Malmö", "")),
        ("ÅRHUS", "sv", None),
        ("copenh", "da", ("municipality:DK-0101", "København", "Copenhagen")),
        ("ruotsi", "sv", ("country:SE", "Sverige", "Ruotsi")),
        ("skåne", "sv", ("region:SE-M", "Skåne län", "")),
        ("saksa", "sv", ("country:DE", "Tyskland", "")),
    ],
)
def test_places_by_any_of_their_names(typed, language, expected):
    assert first(typed, language) == expected


def test_a_place_says_where_it_lies():
    with translation.override("fi"):
        assert places_named("Lohja")[0].detail == "Uusimaa, Suomi"


@pytest.mark.parametrize("typed", ["", "x", "*", "'", "a:* | b", "x" * 5000, "\u202e", "!!"])
def test_what_names_nothing_finds_nothing(typed):
    assert places_named(typed) == organisations_named(typed) == []


def test_organisations_by_their_other_names():
    owner = make_organisation(
        "Nordens välfärdscenter", short_name="NVC", translations={"fi": {"name": "Pohjoismaiden hyvinvointikeskus"}}
    )
    hidden = make_organisation("Nordens hemliga center", status="submitted")
    put_in_index(owner, hidden)
    with translation.override("sv"):
        for typed in ("nordens", "NVC", "hyvinvointi", "valfards nordens"):
            assert [(one.value, one.name) for one in organisations_named(typed)] == [
                (str(owner.pk), "Nordens välfärdscenter")
            ]

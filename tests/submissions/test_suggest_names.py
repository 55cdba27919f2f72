"""Places and organisations by whichever of their names somebody knows."""

import pytest
from django.utils import translation
from factories import list_in_search, make_organisation
from shipped import reference  # noqa: F401

from submissions.names import assignments, organisations_chosen, organisations_named, places_chosen, places_named

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


def test_chosen_places_are_shown_again_and_become_assignments():
    values = [
        "municipality:FI-444",
        "region:SE-M",
        "country:DE",
        "municipality:FI-444",
        "municipality:XX-1",
        "theme:x",
        "x",
    ]
    assert [one.value for one in places_chosen(values)] == values[:3]
    told = [
        tuple(str(row[part] or "") for part in ("country", "region", "municipality")) for row in assignments(values)
    ]
    assert told == [("Suomi", "Uusimaa", "Lohja"), ("Sverige", "Skåne län", ""), ("Deutschland", "", "")]


def test_the_number_of_statements_does_not_grow_with_what_was_chosen(django_assert_max_num_queries):
    values = [f"municipality:SE-{code}" for code in ("1280", "0180", "1480", "0380")]
    with django_assert_max_num_queries(3):
        assert len(assignments(values)) == 4


def test_organisations_by_their_other_names():
    owner = make_organisation(
        "Nordens välfärdscenter", short_name="NVC", translations={"fi": {"name": "Pohjoismaiden hyvinvointikeskus"}}
    )
    hidden = make_organisation("Nordens hemliga center", status="submitted")
    list_in_search(owner, hidden)
    with translation.override("sv"):
        for typed in ("nordens", "NVC", "hyvinvointi", "valfards nordens"):
            assert [(one.value, one.name) for one in organisations_named(typed)] == [
                (str(owner.pk), "Nordens välfärdscenter")
            ]
        shown = organisations_chosen([str(owner.pk), str(hidden.pk), "nonsense"])
        assert [one.name for one in shown] == ["Nordens välfärdscenter"]

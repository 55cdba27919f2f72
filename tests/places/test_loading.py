from datetime import date

import pytest
from shipped import change_csv, copy_of, reference  # noqa: F401

from places.actions import load_places
from places.models import Country, Municipality, Region

pytestmark = [pytest.mark.usefixtures("reference"), pytest.mark.django_db]


def test_every_place_is_loaded_once():
    assert Country.objects.filter(is_nordic=True).count() == 8
    assert (Region.objects.count(), Municipality.objects.count()) == (70, 1150)
    assert not Region.objects.filter(path="").exists()
    assert not any(load_places().values())


def test_names_stand_in_the_languages_that_have_one():
    helsinki = Municipality.objects.get(country="FI", code="091")
    assert (helsinki.name, helsinki.name_in("sv")) == ("Helsinki", ("Helsingfors", "sv"))
    assert helsinki.name_in("da") == ("Helsinki", "fi")
    assert Country.objects.get(pk="IS").name_in("fi") == ("Islanti", "fi")
    assert Municipality.objects.get(country="DK", code="0101").name_in("en") == ("Copenhagen", "en")


def test_codes_keep_their_zeros_and_missing_figures_stay_missing():
    assert Municipality.objects.get(country="IS", code="0000").name == "Reykjavíkurborg"
    faroese = Municipality.objects.filter(country="FO")
    assert set(faroese.values_list("population", "population_on")) == {(None, None)}


def test_population_has_its_date_and_source():
    brando = Municipality.objects.get(country="AX", code="035")
    assert (brando.population, brando.population_on) == (450, date(2022, 12, 31))
    assert "THL Sotkanet" in brando.population_source


def test_a_changed_figure_changes_one_row(tmp_path):
    folder = copy_of("places", tmp_path)
    change_csv(folder / "municipalities.csv", lambda rows: rows[0].update(population="451"))
    changes = load_places(folder=folder)
    assert str(changes["municipalities"]) == "0 new, 1 changed, 0 removed"
    assert not changes["countries"]
    assert not changes["regions"]

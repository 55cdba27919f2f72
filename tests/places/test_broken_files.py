import pytest
from shipped import change_csv, change_json, small_places

from core.loading import StarterDataError
from places.actions import load_places
from places.models import Country, Municipality, Region

pytestmark = pytest.mark.django_db


def test_the_small_copy_is_whole(tmp_path):
    load_places(folder=small_places(tmp_path))
    assert (Region.objects.count(), Municipality.objects.count()) == (2, 3)


BROKEN = [
    ("countries.csv", lambda rows: [row.pop("nordic") for row in rows], "row 1", "nordic", "missing"),
    ("countries.csv", lambda rows: rows[1].update(code="DK"), "row 3", "code", "already"),
    ("countries.csv", lambda rows: rows[1].update(label_da=""), "row 3", "label_da", "needed"),
    ("regions.csv", lambda rows: rows[1].update(country_code="XX"), "row 3", "country_code", "not known"),
    ("regions.csv", lambda rows: rows[1].update(region_code="DK-99"), "row 3", "region_code", "not known"),
    ("municipalities.csv", lambda rows: rows[1].update(region_code="AX-9"), "row 3", "region_code", "not known"),
    ("municipalities.csv", lambda rows: rows[1].update(code="035"), "row 3", "code", "already"),
    ("municipalities.csv", lambda rows: rows[1].update(population="many"), "row 3", "population", "not a number"),
    (
        "municipalities.csv",
        lambda rows: rows[1].update(population_date="May"),
        "row 3",
        "population_date",
        "not a date",
    ),
    ("municipalities.csv", lambda rows: rows[1].update(name="x" * 121), "row 3", "name", "at most 120"),
]


@pytest.mark.parametrize(("name", "change", "row", "field", "problem"), BROKEN)
def test_a_broken_file_names_row_and_field_and_loads_nothing(tmp_path, name, change, row, field, problem):
    folder = small_places(tmp_path)
    change_csv(folder / name, change)
    assert_nothing_is_loaded(folder, f"places/data/{name}, {row}, field “{field}”", problem)


def test_broken_outlines_are_named(tmp_path):
    folder = small_places(tmp_path)
    change_json(folder / "nordic-regions.geojson", lambda content: content["features"][0].pop("properties"))
    assert_nothing_is_loaded(folder, "places/data/nordic-regions.geojson, field “features”", "not outlines")


def assert_nothing_is_loaded(folder, place, problem):
    with pytest.raises(StarterDataError) as caught:
        load_places(folder=folder)
    assert str(caught.value).startswith(place)
    assert problem in str(caught.value)
    assert (Country.objects.count(), Region.objects.count(), Municipality.objects.count()) == (0, 0, 0)

import pytest
from factories import make_municipality, make_region

from places.facets import place_facets, place_facts, place_names
from places.models import Municipality
from places.sizes import size_of


@pytest.mark.parametrize(
    ("country", "region", "code", "population", "size"),
    [
        ("SE", "SE-M", "1280", 340_000, "large-city"),
        ("SE", "SE-M", "1281", 100_000, "large-city"),
        ("SE", "SE-M", "1282", 99_999, "medium"),
        ("SE", "SE-M", "1283", 20_000, "medium"),
        ("SE", "SE-M", "1284", 5_000, "small"),
        ("SE", "SE-M", "1285", 4_999, "very-small"),
        ("SE", "SE-AB", "0180", 960_000, "capital-region"),
        ("FI", "FI-18", "049", 300_000, "capital-region"),
        ("FI", "FI-18", "638", 51_000, "medium"),
        ("IS", "IS-1", "0000", 140_000, "capital-region"),
        ("DK", "DK-84", "0400", 39_000, "medium"),
        ("NO", "NO-03", "0301", None, "capital-region"),
        ("FO", "FO", "FO-29", None, None),
    ],
)
def test_size_follows_from_place_and_population(country, region, code, population, size):
    place = Municipality(country_id=country, region_id=region, code=code, population=population)
    assert size_of(place) == size


class At:
    """A place as an item has it."""

    def __init__(self, municipality=None, region=None, country=None, locality=""):
        region = municipality.region if municipality else region
        self.municipality, self.region, self.locality = municipality, region, locality
        self.country = region.country if region else country
        self.municipality_id = municipality.pk if municipality else None
        self.region_id = region.pk if region else None
        self.country_id = self.country.pk if self.country else None


@pytest.fixture
def malmo(db):
    return At(make_municipality())


def test_places_are_values_to_filter_by(malmo):
    assert place_facets([malmo]) == {
        "country": ["SE"],
        "region": ["SE-M"],
        "municipality": ["SE-1280"],
        "size": ["large-city"],
    }


@pytest.mark.django_db
def test_three_nordic_countries_are_nordic_and_the_rest_is_other():
    regions = [At(region=make_region(code)) for code in ("SE-M", "DK-84", "IS-1")]
    assert place_facets(regions)["country"] == ["DK", "IS", "SE", "nordic"]
    assert place_facets(regions[:2])["country"] == ["DK", "SE"]
    germany = At(region=make_region("DE-1"))
    assert place_facets([germany])["country"] == ["other"]
    assert place_facets([At()])["country"] == []


def test_words_to_be_found_by_are_in_the_language(malmo):
    assert place_names([malmo], "fi") == ["Malmö", "Region SE-M", "Ruotsi"]


def test_a_card_tells_the_first_place_and_how_many_more(malmo):
    elsewhere = At(region=make_region("DK-84"))
    assert place_facts([malmo], "en") == ["Malmö, Sweden", "370,000 inhabitants"]
    assert place_facts([malmo, elsewhere], "en")[0] == "Malmö, Sweden and 1 more place"
    assert place_facts([malmo, elsewhere, elsewhere], "en")[0] == "Malmö, Sweden and 2 more places"
    assert place_facts([], "en") == []
    assert place_facts([At()], "en") == []

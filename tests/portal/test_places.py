import pytest
from factories import list_in_search, make_country, make_municipality, make_organisation, make_practice, make_region

pytestmark = pytest.mark.django_db

SQUARE = "M10 10l50 0 0 50-50 0z"


@pytest.fixture
def malmo():
    make_region("SE-M", name="Skåne län", path=SQUARE)
    make_region("SE-N", name="Hallands län", path=SQUARE)
    return make_municipality("1280", region="SE-M", name="Malmö")


def test_region_shows_its_items_and_marks_itself_on_the_map(read, malmo):
    list_in_search(make_practice(municipality=malmo), make_organisation(region=malmo.region, municipality=malmo))
    page = read("/sv/places/se/se-m/")
    assert page.query_one("h1").to_text().strip() == "Skåne län"
    assert [card.attrs["data-kind"] for card in page.query("article")] == ["practice", "organisation"]
    marked = page.query("svg.regions a[aria-current]")
    assert [link.attrs["href"] for link in marked] == ["/sv/places/se/se-m/"]
    assert marked[0].attrs["aria-label"].startswith("Skåne län, Sverige: 1 ")
    assert page.query_one("#municipalities tbody a").attrs["href"] == "/sv/search/?municipality=SE-1280"


def test_country_leads_to_its_regions_and_municipalities_do_not_repeat(read, malmo):
    page = read("/en/places/se/")
    addresses = [link.attrs["href"] for link in page.query("#regions tbody a")]
    assert addresses == ["/en/places/se/se-n/", "/en/places/se/se-m/"]
    assert page.query("article") == []


@pytest.mark.parametrize(
    ("asked", "right"),
    [("/en/places/SE/", "/en/places/se/"), ("/en/places/se/SE-M/", "/en/places/se/se-m/")],
)
def test_other_spellings_lead_to_the_right_address(client, malmo, asked, right):
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (301, right)


def test_an_area_that_is_one_region_has_one_page(client):
    make_region("AX", name="Åland", path=SQUARE)
    response = client.get("/sv/places/ax/ax/")
    assert (response.status_code, response["Location"]) == (301, "/sv/places/ax/")
    assert client.get("/sv/places/ax/").status_code == 200


def test_places_that_are_not_ours_have_no_page(client, malmo):
    make_country("DE")
    answers = [client.get(f"/en/places/{path}/").status_code for path in ("de", "zz", "se/no-11", "dk/se-m", "se/zz")]
    assert answers == [404] * 5


def test_empty_place_says_so_and_offers_a_way(read, malmo):
    page = read("/en/places/se/se-n/")
    assert "/en/about/share/" in [link.attrs["href"] for link in page.query(".page-head a")]

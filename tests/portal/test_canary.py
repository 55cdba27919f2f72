"""A word that stands only in items that are not listed appears nowhere, and moves no number."""

import pytest
from factories import list_in_search, make_municipality, make_organisation, make_practice, make_research

from core.choices import LISTED_STATUSES, Status
from places.models import Region

pytestmark = pytest.mark.django_db

CANARY = "xanthippe"
PAGES = (
    "/en/",
    "/en/themes/",
    "/en/themes/work/",
    "/en/map/",
    "/en/places/",
    "/en/places/se/",
    "/en/places/se/se-m/",
    "/en/about/share/",
    "/en/search/",
    "/sitemap.xml",
)


@pytest.fixture
def malmo():
    place = make_municipality()
    Region.objects.update(path="M10 10l50 0 0 50-50 0z")
    return place


def make_all(title, status, place):
    owner = make_organisation(
        title, status=status, municipality=place, region=place.region, type="voluntary-organisation"
    )
    practice = make_practice(
        title, status=status, themes=["work"], municipality=place, scale="level-local", owner=owner
    )
    return [owner, practice, make_research(title, status=status, themes=["work"], countries=["SE"])]


def test_items_that_are_not_listed_appear_nowhere(client, malmo):
    list_in_search(*make_all("Seen by all", Status.PUBLISHED, malmo))
    before = {page: client.get(page).content for page in PAGES}
    for status in Status:
        if status not in LISTED_STATUSES:
            list_in_search(*make_all(f"{CANARY} {status}", status, malmo))
    after = {page: client.get(page).content for page in PAGES}
    assert [page for page in PAGES if CANARY in after[page].decode().lower()] == []
    assert [page for page in PAGES if before[page] != after[page]] == []


def test_the_canary_sings_when_it_is_listed(client, malmo):
    list_in_search(*make_all(CANARY, Status.PUBLISHED, malmo))
    silent = [page for page in PAGES if CANARY not in client.get(page).content.decode().lower()]
    assert silent == ["/en/themes/", "/en/map/", "/en/places/"]


def test_an_organisation_that_is_not_public_is_not_found_through_what_it_does(client, malmo):
    hidden = make_organisation(CANARY, status=Status.SUBMITTED, type="voluntary-organisation")
    practice = make_practice("Seen by all", themes=["work"], owner=hidden)
    practice.partners.create(organisation=hidden)
    list_in_search(practice)
    assert b'data-total="0"' in client.get(f"/en/search/?q={CANARY}").content
    assert client.get(f"/en/search/?owner={hidden.short_id}").status_code == 400

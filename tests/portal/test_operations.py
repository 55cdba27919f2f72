import datetime
from xml.etree import ElementTree

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test.utils import CaptureQueriesContext
from factories import list_in_search, make_concept, make_organisation, make_practice, make_region

from core.languages import INTERFACE_LANGUAGES
from portal import sitemap

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_alive_needs_no_database(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-cache" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_with_every_migration(client):
    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_not_ready_while_a_migration_waits(client):
    MigrationRecorder.Migration.objects.filter(app="search").delete()
    assert client.get("/readyz").status_code == 503


def test_not_ready_without_a_database(client, monkeypatch):
    def unreachable(*args):
        raise DatabaseError

    monkeypatch.setattr("portal.operations.MigrationExecutor", unreachable)
    response = client.get("/readyz")
    assert (response.status_code, response["Retry-After"]) == (503, "5")


def test_robots_name_the_sitemap(client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_the_icon_is_there(client):
    assert client.get("/favicon.ico")["Location"].endswith(".svg")


# --- Sitemap -------------------------------------------------------------------------------------------------------


def read_sitemap(client, query=""):
    response = client.get(f"/sitemap.xml{query}")
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def addresses(tree):
    return [node.text for node in tree.iter(f"{SITEMAP}loc")]


@pytest.fixture
def small_world(db):
    make_region("SE-M")
    make_concept("work")
    items = [make_practice("Café", language="sv"), make_organisation()]
    list_in_search(*items)
    return items


def test_every_page_stands_there_once_per_language_with_its_sisters(client, small_world):
    tree = read_sitemap(client)
    found = addresses(tree)
    assert len(found) == len(set(found))
    for item in small_world:
        assert f"http://testserver{item.get_absolute_url()}" in found
    for page in ("", "themes/work/", "places/se/", "places/se/se-m/", "about/share/"):
        assert {f"http://testserver/{code}/{page}" for code in INTERFACE_LANGUAGES} <= set(found), page
    for url in tree.iter(f"{SITEMAP}url"):
        links = {link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(f"{XHTML}link")}
        assert set(links) == {*INTERFACE_LANGUAGES, "x-default"}
        assert url.find(f"{SITEMAP}loc").text in links.values()


def test_every_address_answers(client, small_world):
    finnish = [address for address in addresses(read_sitemap(client)) if "/fi/" in address]
    assert len(finnish) > len(small_world)
    for address in finnish:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address


def test_items_tell_when_they_changed(client, small_world):
    tree = read_sitemap(client)
    dates = [node.text for node in tree.iter(f"{SITEMAP}lastmod")]
    assert dates == [datetime.date.today().isoformat()] * len(small_world) * len(INTERFACE_LANGUAGES)


def test_a_long_sitemap_is_split(client, small_world, monkeypatch):
    whole = set(addresses(read_sitemap(client)))
    monkeypatch.setattr(sitemap, "LARGEST", 5)
    parts = addresses(read_sitemap(client))
    assert all("?part=" in part for part in parts)
    found = [
        address for part in parts for address in addresses(read_sitemap(client, part.partition("/sitemap.xml")[2]))
    ]
    assert (len(found), set(found)) == (len(whole), whole)
    assert client.get("/sitemap.xml?part=zz-1").status_code == 404


def test_an_unchanged_sitemap_is_not_sent_again(client, small_world):
    tag = client.get("/sitemap.xml")["ETag"]
    assert client.get("/sitemap.xml", headers={"If-None-Match": tag}).status_code == 304
    list_in_search(make_practice())
    assert client.get("/sitemap.xml", headers={"If-None-Match": tag}).status_code == 200


def test_the_number_of_statements_does_not_grow(client, small_world):
    costs = []
    for _round in range(2):
        list_in_search(*(make_practice() for _number in range(10)))
        with CaptureQueriesContext(connection) as statements:
            client.get("/sitemap.xml")
        costs.append(len(statements))
    assert costs[0] == costs[1]

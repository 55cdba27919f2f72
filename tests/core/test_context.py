"""What the head of a page says about where the page stands."""

import re

import pytest

from core.languages import INTERFACE_LANGUAGES

pytestmark = pytest.mark.django_db


def head(client, address, **options):
    return client.get(address, **options).content.decode().partition("</head>")[0]


def test_the_addresses_of_a_filtered_page_are_whole_and_without_filters(client):
    html = head(client, "/sv/search/?kind=practice&page=1")
    assert '<link rel="canonical" href="http://testserver/sv/search/">' in html
    alternates = dict(re.findall(r'hreflang="([a-z-]+)" href="([^"]+)"', html))
    assert alternates.pop("x-default") == alternates["en"]
    assert alternates == {code: f"http://testserver/{code}/search/" for code in INTERFACE_LANGUAGES}


def test_the_public_address_wins(client, settings):
    settings.SITE_URL = "https://portal.example"
    html = head(client, "/en/")
    addresses = re.findall(r'(?:rel="canonical"|hreflang="[a-z-]+") href="([^"]+)"', html)
    addresses += re.findall(r'property="og:(?:url|image)" content="([^"]+)"', html)
    assert len(addresses) == len(INTERFACE_LANGUAGES) + 4
    assert all(address.startswith("https://portal.example/") for address in addresses)


def test_a_host_that_is_not_ours_is_named_nowhere(client):
    html = head(client, "/en/", headers={"host": "evil.example"})
    assert '<link rel="canonical" href="/en/">' in html


def test_a_page_that_refuses_a_long_address_does_not_repeat_it(client):
    response = client.get("/sv/search/?q=" + "x" * 10_000)
    assert response.status_code == 400
    assert len(response.content) < 10_000

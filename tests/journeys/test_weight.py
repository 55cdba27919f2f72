"""The first visit is light, asks nobody else, and leaves nothing behind."""

import urllib.error
import urllib.request

import pytest
from walking import KINDS, first_address

MOST_REQUESTS = 5
LIGHT = 45_000
WITH_MAP = 70_000


def first_visit(open_page, path):
    """Bytes of the answers as they came over the wire, by address."""
    page = open_page("about:blank")
    answers = {}
    page.on("requestfinished", lambda request: answers.setdefault(request.url, request))
    page.goto(path, wait_until="networkidle")
    return {address: request.sizes()["responseBodySize"] for address, request in answers.items()}


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/sv/search/", LIGHT),
        ("/sv/search/?kind=practice", LIGHT),
        ("/fi/search/?kind=research", LIGHT),
        ("/is/search/?q=integration", LIGHT),
        ("/sv/themes/", LIGHT),
        ("/sv/about/share/", LIGHT),
        ("/sv/", WITH_MAP),
        ("/sv/map/", WITH_MAP),
    ],
)
def test_the_first_visit_is_light(open_page, path, most):
    sizes = first_visit(open_page, path)
    assert sizes
    assert sum(sizes.values()) <= most, sizes
    assert len(sizes) <= MOST_REQUESTS, sizes


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_visit_to_an_item_is_light(open_page, kind):
    address = first_address(open_page("/sv/"), "sv", kind)
    sizes = first_visit(open_page, address)
    assert 0 < sum(sizes.values()) <= LIGHT, sizes
    assert len(sizes) <= MOST_REQUESTS, sizes


def test_reading_leaves_nothing_on_the_device(open_page):
    page = open_page("/sv/search/?kind=practice")
    page.locator("input[name=country][value=SE]").check()
    page.wait_for_url("**country=SE**")
    page.locator("#results h3 a").first.click()
    page.wait_for_url("**/sv/practices/**")
    assert page.context.cookies() == []
    assert page.context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}
    assert page.evaluate("window.sessionStorage.length") == 0


def test_an_endless_address_gets_a_page_of_ours(portal):
    address = f"{portal}/sv/search/?q={'a' * 10_000}"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(address, timeout=10)  # noqa: S310  our own loopback address
    assert refused.value.code == 400
    assert "default-src 'none'" in refused.value.headers["Content-Security-Policy"]
    assert '<html lang="sv">' in refused.value.read().decode()

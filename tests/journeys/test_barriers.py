"""axe finds nothing on any kind of page, light and dark, phone and desk; pictures are taken for looking at."""

import re

import pytest

STATES = {
    "home": "/{}/",
    "search": "/{}/search/",
    "search-words": "/{}/search/?q=integration",
    "search-filtered": "/{}/search/?kind=practice&theme=work-and-entrepreneurship&country=SE&country=FI",
    "search-research": "/{}/search/?kind=research",
    "search-empty": "/{}/search/?q=zzzzqqqq",
    "search-unknown-filter": "/{}/search/?theme=no-such-theme",
    "search-page-too-far": "/{}/search/?page=999",
    "themes": "/{}/themes/",
    "theme": "/{}/themes/work-and-entrepreneurship/",
    "map": "/{}/map/",
    "places": "/{}/places/",
    "country": "/{}/places/fi/",
    "region": "/{}/places/se/se-m/",
    "about": "/{}/about/",
    "share": "/{}/about/share/",
    "privacy": "/{}/about/privacy/",
    "accessibility": "/{}/about/accessibility/",
    "missing": "/{}/no-such-page/",
}
FIRST_OF_KIND = ("practice", "research", "organisation")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "language"), [(360, "fi"), (1280, "sv")])
def test_every_kind_of_page_is_free_of_barriers(open_page, barriers, screenshot, dark, width, language):
    page = open_page(f"/{language}/", width=width, dark=dark)
    found = {}
    for name, path in addresses(page, language).items():
        page.goto(path)
        screenshot(page, f"{name}-{width}-{language}-{'dark' if dark else 'light'}")
        found[name] = barriers(page)
    assert {name: what for name, what in found.items() if what} == {}


def addresses(page, language):
    found = {name: path.format(language) for name, path in STATES.items()}
    for kind in FIRST_OF_KIND:
        page.goto(f"/{language}/search/?kind={kind}")
        found[kind] = page.locator("article h3 a").first.get_attribute("href")
    return found


@pytest.mark.parametrize("language", ["en", "da", "nb", "nn", "is"])
def test_other_languages_are_free_of_barriers(open_page, barriers, screenshot, language):
    page = open_page(f"/{language}/", width=360)
    for name in ("home", "search-words", "map", "share"):
        page.goto(STATES[name].format(language))
        screenshot(page, f"{name}-360-{language}-light")
        assert barriers(page) == []


def test_the_first_visit_is_light(open_page):
    """Bytes over the wire, style and script included, and the number of requests."""
    for path, most in (("/sv/search/?kind=practice", 45_000), ("/sv/", 70_000), ("/sv/map/", 70_000)):
        page = open_page("about:blank")
        sizes = []
        page.on("requestfinished", lambda request, sizes=sizes: sizes.append(request.sizes()["responseBodySize"]))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert sum(sizes) <= most, (path, sizes)
        assert len(sizes) <= 5, path
        assert not re.search("cookie", str(page.context.cookies()))

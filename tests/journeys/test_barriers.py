"""axe finds nothing on any kind of page, light and dark, phone and desk; pictures are taken for looking at."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from walking import KINDS, first_address, open_menu

STATES = {
    "home": "/{}/",
    "search": "/{}/search/",
    "search-words": "/{}/search/?q=integration",
    "search-filtered": "/{}/search/?kind=practice&theme=work-and-entrepreneurship&country=SE&country=FI",
    "search-research": "/{}/search/?kind=research&page=2",
    "search-organisations": "/{}/search/?kind=organisation",
    "search-empty": "/{}/search/?q=zzzzqqqq",
    "search-too-narrow": "/{}/search/?q=zzzzqqqq&country=SE&theme=work-and-entrepreneurship",
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
    "share-advice": "/{}/about/share/?twice=no&person=yes&newcomers=yes",
    "share-forgotten": "/{}/about/share/?twice=no",
    "privacy": "/{}/about/privacy/",
    "accessibility": "/{}/about/accessibility/",
    "missing": "/{}/no-such-page/",
}


COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""All that can differ between light and dark: the words and elements are the same."""


@pytest.mark.parametrize(("width", "language"), [(360, "fi"), (1280, "sv")])
def test_every_kind_of_page_is_free_of_barriers(open_page, barriers, screenshot, width, language):
    page = open_page(f"/{language}/", width=width)
    found = {}
    for name, path in addresses(page, language).items():
        page.goto(path)
        screenshot(page, f"{name}-{width}-{language}")
        found[name] = barriers(page)
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize(("width", "language"), [(360, "fi"), (1280, "sv")])
def test_every_kind_of_page_can_be_read_in_the_dark(open_page, barriers, width, language):
    page = open_page(f"/{language}/", width=width, dark=True)
    ground = "getComputedStyle(document.body).backgroundColor"
    found = {}
    for name, path in addresses(page, language).items():
        page.goto(path)
        assert page.evaluate(ground) == "rgb(15, 23, 27)"
        found[name] = barriers(page, rules=COLOUR_RULES)
    assert {name: what for name, what in found.items() if what} == {}


def addresses(page, language):
    items = {kind: first_address(page, language, kind) for kind in KINDS}
    return {name: path.format(language) for name, path in STATES.items()} | items


@pytest.mark.parametrize("language", ["en", "da", "nb", "nn", "is"])
def test_other_languages_are_free_of_barriers(open_page, barriers, screenshot, language):
    page = open_page(f"/{language}/", width=360)
    for name in ("home", "search-words", "share"):
        page.goto(STATES[name].format(language))
        screenshot(page, f"{name}-360-{language}")
        assert barriers(page) == [], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_what_unfolds_on_a_phone_is_free_of_barriers(open_page, barriers, screenshot, dark):
    page = open_page("/sv/search/?kind=practice", width=360, dark=dark)
    open_menu(page)
    page.locator("details.filter-box > summary").click()
    page.evaluate("for (const group of document.querySelectorAll('#filters details')) group.open = true")
    screenshot(page, f"unfolded-360-sv-{'dark' if dark else 'light'}")
    assert barriers(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_for_our_own_faults_is_free_of_barriers(open_page, barriers, screenshot, dark):
    """It cannot be provoked from outside, so its template is put in the place of another page."""
    with translation.override("sv"):
        words = render_to_string("500.html")
    page = open_page("/sv/about/", width=360, dark=dark)
    page.route("**/sv/about/privacy/", lambda route: route.fulfill(body=words, content_type="text/html"))
    page.goto("/sv/about/privacy/")
    screenshot(page, f"fault-360-sv-{'dark' if dark else 'light'}")
    assert page.locator("h1").is_visible()
    assert barriers(page) == []


def test_axe_sees_what_is_wrong(open_page, barriers):
    """The proof that an empty list means something."""
    page = open_page("/sv/about/")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/favicon.ico\"><h5>!</h5>')"
    )
    found = " ".join(barriers(page))
    assert "image-alt" in found
    assert "heading-order" in found

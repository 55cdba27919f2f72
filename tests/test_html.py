"""Every public page is whole: valid, one heading, landmarks, labels, unique ids, nothing inline, languages marked."""

import re
from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from factories import make_organisation, make_practice, make_research
from justhtml import JustHTML

from core.languages import INTERFACE_LANGUAGES

PAGES = ("home", "search", "themes", "map", "places", "about", "share", "privacy", "accessibility")


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """{language: [(address, language of the page, parsed page)]}, fetched once; and the practice among the items."""
    with django_db_blocker.unblock(), transaction.atomic():
        owner = make_organisation()
        items = [make_practice(owner=owner), make_research(), owner]
        found = {language: pages_in(language, items) for language in INTERFACE_LANGUAGES}
        texts = list(items[0].texts.all())
        transaction.set_rollback(True)
    return found, texts


def pages_in(language, items):
    with translation.override(language):
        found = []
        for address in addresses(items):
            answer = Client().get(address)
            parsed = JustHTML(answer.content.decode(), collect_errors=True, sanitize=False)
            found.append((address, language, parsed))
    return found


def addresses(items):
    search = reverse("portal:search")
    return [
        *(reverse(f"portal:{page}") for page in PAGES),
        f"{search}?q=nothing-has-this-word",
        f"{search}?theme=no-such-theme",
        f"{search}?page=999",
        reverse("portal:home") + "no-such-page/",
        *(item.get_absolute_url() for item in items),
    ]


@pytest.fixture(params=INTERFACE_LANGUAGES)
def pages(request, site):
    return site[0][request.param]


def test_pages_are_valid(pages):
    errors = {address: page.errors for address, _, page in pages if page.errors}
    assert errors == {}


def test_pages_have_one_heading_and_their_landmarks(pages):
    for address, _, page in pages:
        for selector, count in (
            ("h1", 1),
            ("main", 1),
            ("html[lang]", 1),
            ("head > title", 1),
            ("header.site-header", 1),
        ):
            assert len(page.query(selector)) == count, (address, selector)
        assert page.query("body > footer"), address


def test_headings_step_down_one_at_a_time(pages):
    for address, _, page in pages:
        levels = [int(node.name[1]) for node in page.query("h1, h2, h3, h4, h5, h6")]
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert jumps == [], address


def test_ids_are_unique_and_references_lead_somewhere(pages):
    for address, _, page in pages:
        ids = [node.attrs["id"] for node in page.query("[id]")]
        assert len(ids) == len(set(ids)), address
        wanted = set()
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            for node in page.query(f"[{attribute}]"):
                wanted |= set(node.attrs[attribute].split())
        wanted |= {node.attrs["href"][1:] for node in page.query("a[href]") if node.attrs["href"].startswith("#")}
        assert wanted - set(ids) == set(), address


def test_fields_and_images_have_names(pages):
    for address, _, page in pages:
        labelled = {node.attrs["for"] for node in page.query("label[for]")}
        for node in page.query("input, select, textarea"):
            if node.attrs.get("type") in ("hidden", "submit"):
                continue
            named = node.attrs.get("id") in labelled or node.attrs.get("aria-label") or inside(node, "label")
            assert named, (address, node.attrs)
        assert [node.attrs for node in page.query("img") if "alt" not in node.attrs] == [], address


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(pages):
    for address, _, page in pages:
        assert page.query("style") == [], address
        assert page.query("[style]") == [], address
        for node in page.query("script"):
            assert node.attrs.get("src", "").startswith("/static/") or node.attrs.get("type") in (
                "application/ld+json",
                "application/json",
            ), address
        for node in page.query("[src], link[rel=stylesheet]"):
            source = node.attrs.get("src") or node.attrs.get("href")
            assert not re.match(r"(https?:)?//", source), (address, source)
        handlers = [name for node in page.query("*") for name in node.attrs if name.startswith("on")]
        assert handlers == [], address


def test_the_page_says_its_language_and_names_the_others(pages):
    for address, language, page in pages:
        assert page.query_one("html").attrs["lang"] == language, address
        current = [n.attrs["lang"] for n in page.query("a[lang][hreflang]") if n.attrs.get("aria-current")]
        assert set(current) <= {language}, address
        assert {n.attrs["hreflang"] for n in page.query("a[hreflang]")} >= set(INTERFACE_LANGUAGES), address


def test_every_text_of_an_item_carries_its_own_language(pages, site):
    _address, _language, page = next(found for found in pages if "/practices/" in found[0])
    nodes = page.query_one("main").query("*")
    seen = set()
    for text in site[1]:
        for field in ("title", "one_liner", "summary", "what_we_do", "obstacles"):
            words = getattr(text, field).strip()
            for node in nodes:
                if words and node.to_text().strip() == words:
                    assert language_of(node) == text.language, field
                    seen.add(field)
    assert seen >= {"title", "one_liner", "summary"}


def inside(node, name):
    while node := node.parent:
        if node.name == name:
            return True
    return False


def language_of(node):
    while node:
        if node.attrs and node.attrs.get("lang"):
            return node.attrs["lang"]
        node = node.parent
    return None

"""The search page, when it is asked oddly or for too much: a calm answer, and a way on."""

import pytest
from justhtml import JustHTML
from pages import attributes, texts
from search_factories import put_document

from search import page as page_module
from search.engine import SearchTooSlow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("query", "status", "link"),
    [
        ("?theme=nope&q=a", 400, "/en/search/?q=a"),
        ("?theme=nope&theme=education", 400, "/en/search/?theme=education"),
        ("?evidence=7&country=SE", 400, "/en/search/?country=SE"),
        ("?kind=person", 400, "/en/search/"),
        ("?page=-1&country=SE", 400, "/en/search/?country=SE"),
        ("?page=abc", 400, "/en/search/"),
        ("?page=0", 400, "/en/search/"),
        ("?page=99999999999999999999999", 404, "/en/search/"),
        ("?page=2&country=SE", 404, "/en/search/?country=SE"),
        ("?sort=prettiest", 400, "/en/search/"),
        ("?q=" + "a" * 201, 400, "/en/search/"),
    ],
)
def test_what_cannot_be_read_gets_a_calm_page_with_a_way_on(get, query, status, link):
    put_document(facets={"country": ["SE"], "theme": ["education"]})
    response = get(query)
    page = JustHTML(response.content.decode(), sanitize=False)
    assert response.status_code == status
    assert attributes(page, "main a.ds-button", "href") == [link]
    assert len(page.query("h1")) == 1


def test_the_page_names_the_filter_that_it_does_not_know(get):
    assert "The filter “Theme” has no value “&lt;b&gt;”." in get("?theme=%3Cb%3E").content.decode()


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?q=%00", 400),
        ("?q=a%00b", 400),
        ("?theme=%00", 400),
        ("?q=" + "x" * 10_000, 400),
        ("?q=%ff%fe%C3", 200),
        ("?q=%ED%A0%80", 200),
        ("?q=%F0%9F%98%80", 200),
        ("?q=" + "%27%20%7C%20%21%28%3A%2A%5C", 200),
        ("?q=a&q=b&page=1&page=1", 200),
        ("?utm_source=x&foo=bar&foo=baz", 200),
        ("?q[]=a&theme[]=education", 200),
        ("?&&&=&=x", 200),
        ("?q=" + "+".join(["a"] * 100), 200),
        ("?page=%D9%A1", 200),
    ],
)
def test_strange_input_never_breaks_the_page(get, query, status):
    put_document("a b")
    assert get(query).status_code == status


def test_a_search_that_takes_too_long_says_so(get, monkeypatch):
    class SlowEngine:
        def search(self, query, language):
            raise SearchTooSlow

    monkeypatch.setattr(page_module.SearchPage.__init__, "__defaults__", (SlowEngine(),))
    response = get("?q=a")
    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert "This search takes too long" in response.content.decode()


def test_a_long_question_is_told_how_much_of_it_was_looked_for(read):
    put_document("word1 word2")
    long = "?q=" + "+".join(f"word{number}" for number in range(13))
    assert "We looked for the first 12 words only." in texts(read(long), ".search-note")
    assert not texts(read("?q=word1+word2"), ".search-note")


def test_signs_alone_are_left_out_and_the_page_says_so(read):
    put_document("Mentors")
    shown = read("?q=%3F%3F%3F")
    assert "There is no word in “???”, so we left it out." in texts(shown, ".search-note")
    assert "There is no word" not in " ".join(texts(read("?q=mentors"), ".search-note"))


def test_what_is_searched_instead_has_a_second_page(get, read):
    for number in range(21):
        put_document(f"Göteborg {number}", language="sv")
    shown = [texts(read(f"?q=goteborg&page={page}", "sv"), ".card-title") for page in (1, 2)]
    assert [len(one) for one in shown] == [20, 1]
    assert not set(shown[0]) & set(shown[1])


@pytest.mark.parametrize(("country", "kept"), [("SE", True), ("NO", False)])
def test_a_proposal_leads_to_something(read, country, kept):
    put_document("Mentors for refugees", facets={"country": ["SE"]})
    put_document("Something else", facets={"country": ["NO"]})
    [address] = [
        link.attrs["href"]
        for link in read(f"?q=refugess&country={country}").query("a")
        if "q=refugees" in link.attrs.get("href", "")
    ]
    assert ("country=" in address) is kept
    assert len(texts(read(address[address.index("?") :]), ".card-title")) == 1


def test_a_field_that_became_a_filter_leaves_the_words(get):
    put_document("Mentors", facets={"country": ["SE"]})
    update = get("?q=mentors+country:SE", **{"HX-Request": "true", "HX-Target": "results"}).content.decode()
    assert 'value="mentors"' in update and 'id="words"' in update
    assert 'id="words"' not in get("?q=mentors", **{"HX-Request": "true", "HX-Target": "results"}).content.decode()

import pytest
from django.template import Context, Template
from django.utils import translation

from core.jsonld import without_empties
from core.reading import Phrase


def rendered(source, **context):
    return Template("{% load language data_blocks %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("phrase", "html"),
    [
        (Phrase("Hej", "sv"), '<span lang="sv">Hej</span>'),
        (Phrase("Hello", "en"), "Hello"),
        (Phrase("Hello"), "Hello"),
        (Phrase("<b>", "sv"), '<span lang="sv">&lt;b&gt;</span>'),
        (Phrase("Hej", "sv", "/a?b=1&c=2"), '<a href="/a?b=1&amp;c=2" lang="sv">Hej</a>'),
        (Phrase("Hello", "en", "/a"), '<a href="/a">Hello</a>'),
        (None, ""),
    ],
)
def test_a_phrase_says_its_language_where_it_differs(phrase, html):
    with translation.override("en"):
        assert rendered("{% said phrase %}", phrase=phrase) == html


def test_nothing_ends_a_data_block_early():
    html = rendered("{% json_ld data %}", data={"name": "</script><script>alert(1)</script>&\u2028"})
    assert html.count("<") == 2
    assert "\\u003c/script\\u003e" in html


def test_properties_that_say_nothing_are_left_out():
    data = {"a": "", "b": None, "c": [], "d": [{"@type": "Thing", "name": ""}], "e": 0, "f": False, "g": {"@type": "X"}}
    assert without_empties(data) == {"e": 0, "f": False}

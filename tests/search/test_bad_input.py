"""Whatever is sent, a search is plain words or a calm refusal, costs little, and never becomes SQL."""

import re
from urllib.parse import quote, urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_factories import VALUES, put_document

from search import bitmaps, grammar
from search.engine import engine
from search.expansion import expression_of
from search.expression import Alternative, Expression, Group, tsquery, tsquery_of
from search.filters import LONGEST_SEARCH
from search.query import SearchQuery

pytestmark = pytest.mark.django_db
bounded = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

HUGE = {
    "a letter": "a" * 100_000,
    "words": " ".join(f"word{number}" for number in range(10_000)),
    "the same word": "word " * 20_000,
    "quotation marks": '"' * 100_000,
    "quoted words": '"a b" ' * 20_000,
    "nested quotation marks": "«„“" * 15_000 + "a" + "”“»" * 15_000,
    "brackets": "(" * 50_000 + ")" * 50_000,
    "nested exclusions": "-(" * 50_000,
    "operators": "& | ! <-> :* " * 8_000,
    "beginnings": "abc* " * 20_000,
    "fields": "theme:health " * 8_000,
    "unknown fields": 'theme:"nope ' * 8_000,
    "accents": "a\u0316\u0301" * 33_000,
    "control characters": "\0\x01\x1b" * 33_000,
    "emoji": "👩‍👩‍👧‍👦" * 10_000,
    "right to left": "\u202eabc\u202c\u200f " * 12_000,
}
STRANGE = [
    "-",
    "*",
    '"',
    "''",
    "\\",
    "\\'",
    "!",
    "&",
    "|",
    ":",
    "<->",
    "a & b | !c",
    "'a':A & 'b':*",
    "a <-> b <2> c",
    "a') | ('b",
    "'; DROP TABLE search_searchdocument; --",
    "%",
    "%s %(a)s %%",
    "$$a$$ $1",
    "{a} {0}",
    "@theme:health #theme:health ^a ~a !2026-01 *",
    "theme:'; --",
    'theme:"a\' OR 1=1"',
    "-theme:health -theme:nope",
    '-"',
    "ab\x07c\x1b[31m",
    "\u202eneves\u202c \u200fabc\u200e",
    "a\u200bb\u00adc\ufeff",
    "😀 👩‍👩‍👧 🇸🇪",
    "Ｆｕｌｌ ｗｉｄｔｈ",
    "ﷺ ﬃ ǆ ß İ ı",
    "e\u0301\u0301\u0301\u0301",
    "\ufffd\uffff\U0010ffff",
    "中文 العربية हिन्दी አማርኛ",
]

LONG = [
    f"{first}{second}verksamhetens" for first in ("flykting", "språk", "bostads") for second in ("bo", "elev", "café")
]
DEAR = {
    "compounds": " ".join(LONG),
    "phrases": " ".join(f'"{" ".join(LONG[number:] + LONG[:number])}"' for number in range(9)),
    "single words in quotation marks": " ".join(f'"{word}"' for word in LONG),
    "all that is left out": " ".join(f"-{word}" for word in LONG),
    "beginnings of all": " ".join(f"{first}{second}*" for first in "abcdms" for second in ("er", "us")),
    "what is left out by values": " ".join(f"-theme:{value}" for value in VALUES["theme"]),
    "misspelt words": "mentorr musikk teaterr",
    "words without accents": "mentor smörgåsbörd",
    "words of many languages": "integraatio integration integrering aðlögun inkludering maahanmuuttaja innflytjandi",
}
"""{what it is: what makes much work}"""
MOST_STATEMENTS = 14
"""Settings with a savepoint, counts, a page, what says a part; missed words, proposals for three, what they find; and
the search for a proposal."""
LONGEST_STATEMENT = 40_000
LONGEST_TSQUERY = 20_000
_TSQUERY = re.compile(r"'((?:[^'\\]|''|\\.)*)'::tsquery")


def asking(text):
    """As an engine gets it from elsewhere than a page, which takes no long texts."""
    return SearchQuery(words=text, asked=grammar.parse(text))


def sent(text):
    """The statements of one search with all that is sent in them."""
    with CaptureQueriesContext(connection) as captured:
        engine.search(asking(text), "sv")
    return [query["sql"] for query in captured.captured_queries]


def assert_little_is_sent(text):
    statements = sent(text)
    assert len(statements) <= MOST_STATEMENTS
    assert max(map(len, statements)) <= LONGEST_STATEMENT
    assert all(len(query) <= LONGEST_TSQUERY for sql in statements for query in _TSQUERY.findall(sql))


@pytest.fixture
def frequent(values):
    """Every word of some documents has bitmaps, and this process knows."""
    for text in (
        "Mentor musik teater smörgåsbord",
        "Mentorer för flyktingar i språkcaféer",
        "Bostad och museum, abc def",
    ):
        put_document(text, language="sv", facets={"theme": ["mental-health"]})
    bitmaps.choose_tracked_words(least=1, share=0)
    bitmaps.fill()
    engine.search(SearchQuery(), "sv")


def refuse(told):
    """Stands around every statement and fails when what was told stands in its text."""

    def run(execute, sql, params, many, context):
        assert told not in sql
        return execute(sql, params, many, context)

    return connection.execute_wrapper(run)


# --- Bounded work --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_text_asks_for_little(values, text):
    expression = expression_of(asking(text), "sv")
    assert len(expression.groups) + len(expression.excluded) <= grammar.MOST_PARTS
    assert len(tsquery(expression)) <= LONGEST_TSQUERY


@pytest.mark.parametrize("text", [*HUGE.values(), *DEAR.values()], ids=[*HUGE, *DEAR])
def test_little_is_sent_for_a_huge_text(frequent, text):
    assert_little_is_sent(text)


def test_little_is_sent_for_a_strange_text(frequent):
    for text in STRANGE:
        assert_little_is_sent(text)


def test_statements_are_read_with_what_is_sent_in_them(frequent):
    queries = [query for sql in sent('"mentor musik"') for query in _TSQUERY.findall(sql)]
    assert any("<->" in query and "mentor" in query for query in queries)


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_a_huge_text_can_be_searched_for(values, text):
    put_document("A word")
    assert engine.search(asking(text), "sv").total in (0, 1)


@pytest.mark.parametrize("text", [*HUGE.values(), *STRANGE])
def test_the_page_answers_calmly(client, values, text):
    put_document("A word")
    response = client.get("/en/search/?q=" + quote(text, errors="replace"))
    is_readable = len(text.strip()) <= LONGEST_SEARCH and "\0" not in text
    assert response.status_code == (200 if is_readable else 400)


def test_words_among_signs_are_found(values):
    put_document("Mentors for women")
    for text in (
        "((mentors",
        "mentors & women",
        "!mentors |",
        "mentors:*",
        '"mentors',
        "mentors\u200f 😀",
        "'mentors'",
    ):
        assert engine.search(asking(text), "en").total == 1, text
    assert engine.search(asking("mentors & nobody"), "en").total == 0


# --- Nothing becomes SQL -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrapped", ["{}", '"{} b"', "-{}", "{}*", "theme:{}", 'theme:"{}"', "'{}", "\\{}", "%s{}", "{}:*"]
)
def test_words_stand_in_no_statement(client, values, wrapped):
    put_document("qzxcanary b")
    text = wrapped.replace("{}", "qzxcanary")
    with refuse("qzxcanary"):
        assert client.get("/en/search/?" + urlencode({"q": text})).status_code == 200


@pytest.mark.parametrize("facet", ["theme", "owner", "checked", "kind"])
def test_filters_stand_in_no_statement(client, values, facet):
    with refuse("qzxcanary"):
        assert client.get(f"/en/search/?{facet}=qzxcanary").status_code == 400


WRITTEN = st.one_of(st.text(max_size=60), st.lists(st.sampled_from([*STRANGE, " ", "a"]), max_size=4).map("".join))


@given(WRITTEN)
@bounded
def test_any_text_makes_a_query_that_postgresql_reads(text):
    expression = expression_of(asking(text), "da")
    for one in (expression, *(Expression((group,)) for group in expression.groups)):
        with connection.cursor() as cursor:
            cursor.execute("SELECT numnode(%s::tsquery)", [tsquery(one)])


@given(text=WRITTEN)
@bounded
def test_any_text_gets_a_page(client, values, text):
    response = client.get("/en/search/?q=" + quote(text[:LONGEST_SEARCH], errors="replace"))
    assert response.status_code in (200, 400)
    assert response.status_code == 200 or "\0" in text


def test_keys_of_the_index_cannot_be_asked_for_by_their_signs(values):
    put_document("Talks", facets={"theme": ["health"]})
    for text in ("#theme:health", "@theme:health", "*", "^talks nothing"):
        keys = tsquery(expression_of(asking(text), "en"))
        assert not any(f"'{sign}" in keys for sign in "#@*^~!"), text


def test_a_quoted_key_stays_one_key():
    way = Alternative(("a' | 'b",))
    assert tsquery_of(Group("", (way,))) == "('a'' | ''b')"


# --- Far pages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["51", "1000", "9" * 30])
def test_no_list_goes_on_for_ever(client, values, monkeypatch, page):
    monkeypatch.setattr("search.page.PAGE_SIZE", 1)
    for _ in range(51):
        put_document()
    response = client.get(f"/en/search/?page={page}")
    assert response.status_code == 404
    assert "We show the first 50 pages of a list." in response.content.decode()
    assert 'href="/en/search/?page=50"' in response.content.decode()

"""Whatever people write, PostgreSQL reads exactly the lexemes that were meant."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.expression import Alternative, Expression, Group, quoted, tsquery, tsquery_of

pytestmark = pytest.mark.django_db
bounded = settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])

SIGNS = st.sampled_from(
    [
        "'",
        "\\",
        "\\'",
        "''",
        ":",
        "*",
        "&",
        "|",
        "!",
        "(",
        ")",
        "<->",
        " ",
        "\0",
        "\n",
        "%",
        "%s",
        "ö",
        "\ud800",
        "😀",
        "a",
    ]
)
LEXEMES = st.one_of(st.text(max_size=20), st.lists(SIGNS, max_size=10).map("".join))
KEYS = st.lists(LEXEMES, min_size=1, max_size=3).map(tuple)
WAYS = st.builds(Alternative, KEYS, st.booleans())
GROUPS = st.one_of(
    st.builds(Group, st.just(""), st.lists(WAYS, max_size=3).map(tuple)),
    st.builds(Group, st.just(""), prefix=LEXEMES),
    st.builds(Group, st.just(""), phrase=st.lists(st.lists(LEXEMES, max_size=2).map(tuple), max_size=3).map(tuple)),
)
EXPRESSIONS = st.builds(Expression, st.lists(GROUPS, max_size=3).map(tuple), st.lists(GROUPS, max_size=2).map(tuple))


def said(lexeme):
    """What of a lexeme PostgreSQL can hold."""
    return lexeme.replace("\0", "").encode(errors="ignore").decode()


def answer(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", parameters)
        return cursor.fetchone()[0]


@given(LEXEMES)
@bounded
def test_a_quoted_lexeme_is_that_lexeme_and_no_other(lexeme):
    if not said(lexeme):
        assert quoted(lexeme) == ""
        return
    assert answer("numnode(%s::tsquery)", quoted(lexeme)) == 1
    assert answer("array_to_tsvector(ARRAY[%s]) @@ %s::tsquery", said(lexeme), quoted(lexeme))
    assert answer("tsvector_to_array(%s::tsvector)", quoted(lexeme)) == [said(lexeme)]
    assert not answer("array_to_tsvector(ARRAY[%s]) @@ %s::tsquery", said(lexeme) + "x", quoted(lexeme))


@given(LEXEMES, LEXEMES)
@bounded
def test_a_beginning_is_quoted_too(lexeme, rest):
    text = tsquery_of(Group("", prefix=lexeme))
    assert not text or answer("array_to_tsvector(ARRAY[%s]) @@ %s::tsquery", said(lexeme) + said(rest), text)


@given(EXPRESSIONS)
@bounded
def test_any_expression_is_a_query_of_just_its_lexemes(expression):
    text = tsquery(expression)
    assert answer("numnode(%s::tsquery)", text) == _nodes(expression)


def _nodes(expression):
    """Lexemes and operators: one less than the lexemes, and one for each exclusion."""
    texts = [tsquery_of(group) for group in expression.groups]
    excluded = [tsquery_of(group) for group in expression.excluded]
    there = [text for text in texts + excluded if text]
    inside = sum(answer("numnode(%s::tsquery)", text) for text in there)
    return inside + max(0, len(there) - 1) + sum(map(bool, excluded))


@given(EXPRESSIONS.filter(lambda expression: expression.groups))
@bounded
def test_own_words_are_part_of_everything(expression):
    for group in expression.groups:
        own, every = tsquery_of(group, own_only=True), tsquery_of(group)
        assert not own or answer("%s::tsquery <@ %s::tsquery", own, every)


@pytest.mark.parametrize(("length", "kept"), [(2046, 2046), (5000, 2046)])
def test_a_lexeme_that_postgresql_cannot_hold_is_cut(length, kept):
    assert answer("length((tsvector_to_array(%s::tsvector))[1])", quoted("x" * length)) == kept
    assert answer("numnode(%s::tsquery)", quoted("ö" * length)) == 1


def ways(*keys):
    return tuple(Alternative((key,)) for key in keys)


def test_everything_together_without_what_is_excluded():
    expression = Expression(
        (
            Group("barn", (*ways("barn"), Alternative(("@group:children",), is_own=False))),
            Group("språkcafé", (Alternative(("språk", "cafe"), is_own=False),)),
            Group('"a b"', phrase=(("a", "o"), ("b",))),
            Group("integr*", prefix="integr"),
        ),
        (Group("-män", ways("man")),),
    )
    assert tsquery(expression) == (
        "('barn' | '@group:children') & (('språk' & 'cafe')) & (('a' | 'o') <-> ('b')) & ('integr':*) & !('man')"
    )
    assert tsquery_of(expression.groups[0], own_only=True) == "('barn')"
    assert tsquery_of(expression.groups[1], own_only=True) == ""


def test_a_beginning_may_be_a_whole_word():
    assert tsquery_of(Group("integration*", ways("integr"), prefix="integration")) == "('integration':* | 'integr')"


def test_what_holds_no_lexeme_asks_for_nothing():
    nothing = Group("\0", ways("\0"))
    assert tsquery(Expression((nothing,), (nothing,))) == ""
    assert tsquery_of(Group("", phrase=(("a",), ("\0",)))) == ""
    assert tsquery_of(Group("", (Alternative(("a", "")),))) == ""

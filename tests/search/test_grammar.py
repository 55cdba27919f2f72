import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import analyser
from search.grammar import LONGEST_READ, MOST_PARTS, Asked, FieldValue, Phrase, Prefix, Word, asked, parse, read


def words(text):
    return tuple(Word(word) for word in text.split())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("mentor  kvinnor", words("mentor kvinnor")),
        ("mentor mentor", words("mentor")),
        ('"language café" men', (Phrase(("language", "café")), Word("men"))),
        (
            "“a b” ”c d” „e f“ «g h» »i j»",
            tuple(Phrase(tuple(pair.split())) for pair in ("a b", "c d", "e f", "g h", "i j")),
        ),
        ('"mentor"', (Phrase(("mentor",)),)),
        ("women -men", (Word("women"), Word("men", excluded=True))),
        ("women −men", (Word("women"), Word("men", excluded=True))),
        ('-"young men"', (Phrase(("young", "men"), excluded=True),)),
        ("-co-operation", (Word("co-operation", excluded=True),)),
        ("-co/operation", (Phrase(("co", "operation"), excluded=True),)),
        ("co-oper*", (Prefix("cooper"),)),
        ("integr*", (Prefix("integr"),)),
        ("-integr*", (Prefix("integr", excluded=True),)),
        ("theme:health", (FieldValue("theme", "health"),)),
        ("Country:se", (FieldValue("country", "se"),)),
        ('theme:"mental health"', (FieldValue("theme", "mental health"),)),
        ("-kind:research", (FieldValue("kind", "research", excluded=True),)),
    ],
)
def test_signs_that_people_know(text, parts):
    assert parse(text).parts == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("co-operation e-lärande EU:n child's", "co-operation e-lärande EU:n child's"),
        ("vuxenutbildning och -fortbildning", "vuxenutbildning och fortbildning"),
        ("2015–2020", "2015 2020"),
        ("--women", "women"),
        ("women-", "women"),
        ("- women", "women"),
        ("a* ab*", "a ab"),
        ("*women", "women"),
        ("inte*tion", "inte tion"),
        ("women :*", "women"),
        ("women:*", "women"),
        ("theme:", "theme"),
        ("theme: health", "theme health"),
        ("note:health", "note health"),
        ("https://example.org/a", "https example org a"),
        ('"women and', "women and"),
        ('theme:"women and', "theme women and"),
        ('6" pipe', "6 pipe"),
        ("women AND men OR NOT children", "women men children"),
        ("OR", "OR"),
        ("!(women & men) | <-> 'x':A", "women men x A"),
        ("((((women))))", "women"),
        ("a\0b\x01c\x1bd", "a b c d"),
        ("inte\u00adgra\u200btion \u202ewomen\u200f", "integration women"),
        ("women😀👩‍👧men", "women men"),
        ("\ud800women\udfff", "women"),
        ("cafe\u0301", "café"),
    ],
)
def test_everything_else_is_words(text, expected):
    assert parse(text).parts == words(expected)


@pytest.mark.parametrize(
    "text", ["", " ", "-", "−", '"', '""', "*", "**", "- -", "()", "!", "&|!", "😀", "\0", "…", "_", '-""', ":"]
)
def test_signs_alone_ask_for_nothing(text):
    assert parse(text) == Asked()
    assert not parse(text)


def test_what_is_more_than_we_search_for_is_left_out_and_said():
    many = parse(" ".join(f"word{number}" for number in range(10_000)))
    assert (len(many.parts), many.is_cut) == (MOST_PARTS, True)
    assert not parse(" ".join(f"word{number}" for number in range(MOST_PARTS))).is_cut
    assert parse("word " * LONGEST_READ).is_cut
    assert len(parse('"' + "word " * 100 + '"').parts[0].words) == MOST_PARTS


@pytest.mark.parametrize(
    "piece", ["a", "a ", '"', "(", '-"', 'theme:"', "a\u0301\u0316", "*", "-", ":", "a:", "\0", "😀", "\ud800"]
)
def test_only_the_beginning_of_a_long_text_is_read(piece):
    long = piece * (100_000 // len(piece))
    assert parse(long).parts == parse(long[:LONGEST_READ]).parts


SIGNS = st.sampled_from(
    ['"', "«", "-", "*", ":", " ", "theme:", "kind:", "(", "&", "AND", "och", "\0", "ä", "a", "\ud800", "\u200f"]
)
WRITTEN = st.one_of(st.text(), st.lists(SIGNS, max_size=30).map("".join))


@given(WRITTEN)
@settings(deadline=None)
def test_any_text_is_read_into_plain_parts(text):
    for part in parse(text).parts:
        words = part.words if isinstance(part, Phrase) else [getattr(part, "text", "x")]
        assert [analyser.split(word) for word in words] == [[word] for word in words]


@given(WRITTEN)
@settings(deadline=None)
def test_pieces_put_together_ask_for_the_same(text):
    pieces = read(text)
    assert asked(read(" ".join(piece.text for piece in pieces))).parts == asked(pieces).parts

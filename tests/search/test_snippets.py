import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from justhtml import JustHTML

from core.languages import BY_CODE
from search import analyser
from search.expression import Alternative, Expression, Group
from search.passages import passage_of
from search.snippets import LENGTH, Marker
from search.thesaurus import EMPTY, Label, Thesaurus, Topic

HOUSING = Topic("@theme:housing")
SHARED = Topic("@theme:shared-housing", broader=(HOUSING.key,))
THESAURUS = Thesaurus.of(
    [
        Label(HOUSING, "sv", "boende", expands_alone=True),
        Label(HOUSING, "fi", "asuminen", expands_alone=True),
        Label(HOUSING, "en", "place to live", expands_alone=True),
        Label(SHARED, "fi", "yhteisöasuminen", expands_alone=True),
    ]
)


def word(text):
    """A word as it may be in any language."""
    return Group(text, tuple(Alternative((lexeme,)) for lexeme in lexemes(text)))


def lexemes(text):
    return tuple(dict.fromkeys(analyser.lexemes(text, language)[0] for language in BY_CODE))


def passage(text, language, known=EMPTY):
    tokens = analyser.tokens(text, language)
    return passage_of(text, 0, tokens, known.named_in(tokens, text, language))


def marker(*groups, excluded=(), known=EMPTY):
    return Marked(Marker(Expression(groups, excluded)), known)


class Marked:
    """A marker with the labels that the texts were read with."""

    def __init__(self, marker, known):
        self._marker, self._known = marker, known

    def mark(self, text, language):
        """The whole text as a line; empty when there is nothing to mark."""
        read = passage(text, language, self._known)
        found = self._marker.best({language: read}, [], text) if read else None
        return found.text if found else ""

    def best(self, texts, order):
        read = {language: passage(text, language, self._known) for language, text in texts.items()}
        return self._marker.best({language: one for language, one in read.items() if one}, order)


def concept(topic):
    return Group("", (Alternative((topic.key,), is_own=False),))


def phrase(*words):
    return Group("", phrase=tuple(lexemes(one) for one in words))


# --- What is marked ------------------------------------------------------------------------------------------------


def test_other_forms_of_a_word_are_marked():
    assert marker(word("kvinnor")).mark("Kvinnorna möts på kvällen", "sv") == "<mark>Kvinnorna</mark> möts på kvällen"


def test_neighbours_words_are_marked():
    assert marker(word("mentorer")).mark("En mentor på øya", "nb") == "En <mark>mentor</mark> på øya"


def test_concepts_are_marked_in_every_language():
    mark = marker(concept(HOUSING), known=THESAURUS).mark
    assert mark("Tukea asuminen ja työ", "fi") == "Tukea <mark>asuminen</mark> ja työ"
    assert mark("A place to live & work", "en") == "A <mark>place to live</mark> &amp; work"
    assert mark("Pelkkä yhteisöasuminen", "fi") == "Pelkkä <mark>yhteisöasuminen</mark>"
    assert marker(concept(SHARED), known=THESAURUS).mark("Tukea asuminen", "fi") == ""


def test_overlapping_hits_are_marked_once():
    both = marker(concept(HOUSING), word("live"), known=THESAURUS)
    assert both.mark("A place to live", "en") == "A <mark>place to live</mark>"


def test_what_needs_several_words_is_marked_where_all_of_them_stand():
    both = marker(Group("språkcafé", (Alternative(tuple(analyser.lexemes("språk café", "sv")), is_own=False),)))
    assert both.mark("språk på ett café", "sv") == "<mark>språk</mark> på ett <mark>café</mark>"
    assert both.mark("språk på ett torg", "sv") == ""


def test_a_phrase_is_marked_where_its_words_follow_one_another():
    mark = marker(phrase("language", "café")).mark
    assert mark("Language of the café: a language café", "en") == ("Language of the café: a <mark>language café</mark>")


def test_beginnings_are_marked():
    assert (
        marker(Group("integr*", prefix="integr")).mark("Integration, again", "en") == "<mark>Integration</mark>, again"
    )


def test_excluded_words_are_not_marked():
    mark = marker(word("women"), excluded=(word("men"),)).mark
    assert mark("women, not men", "en") == "<mark>women</mark>, not men"


def test_nothing_to_mark_gives_nothing():
    assert marker(word("mentor")).mark("Language café", "en") == ""
    assert marker().mark("Language café", "en") == ""
    assert marker(word("mentor")).best({"en": "Language café", "sv": ""}, ["sv"]) is None


def test_the_line_of_the_card_is_shown_where_the_hit_stands_in_it():
    text = "Our mentors meet.\nWomen talk to mentors."
    found = Marker(Expression((word("women"),)))
    assert found.best({"en": passage(text, "en")}, [], "Our mentors meet.").text.startswith("Our mentors meet.\n<mark>")
    found = Marker(Expression((word("mentor"),)))
    assert found.best({"en": passage(text, "en")}, [], "Our mentors meet.").text == "Our <mark>mentors</mark> meet."


# --- Escaping ------------------------------------------------------------------------------------------------------


def test_what_is_not_ours_is_escaped():
    assert marker(word("mentor")).mark("<b>mentors</b> & 'x'", "en") == (
        "&lt;b&gt;<mark>mentors</mark>&lt;/b&gt; &amp; &#x27;x&#x27;"
    )


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["mentor", "<mark>", "</mark>", "<script>", "&", " ", ".", "\n"]), st.text(max_size=5)
        )
    ).map("".join)
)
@settings(deadline=None)
def test_no_text_brings_an_element_of_its_own(text):
    found = marker(word("mentor"))
    for shown in (found.mark(text, "en"), getattr(found.best({"en": text}, ["en"]), "text", "")):
        parts = JustHTML(f"<p>{shown}</p>", sanitize=False, fragment=True).query("*")
        assert {part.name for part in parts} <= {"p", "mark"}
        assert shown.count("<mark>") == shown.count("</mark>") == shown.count("<") / 2


# --- Which passage, which part of it ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("passages", "order", "language"),
    [
        ({"sv": "en mentor", "en": "a mentor"}, ["en", "sv"], "en"),
        ({"sv": "en mentor", "en": "nothing"}, ["en", "sv"], "sv"),
        ({"fi": "mentor", "en": "nothing"}, ["en", "sv"], "fi"),
    ],
)
def test_the_first_language_with_a_hit_is_shown_and_named(passages, order, language):
    assert marker(word("mentor")).best(passages, order).language == language


def plain(snippet):
    return snippet.text.replace("<mark>", "").replace("</mark>", "")


def test_a_long_passage_is_cut_around_most_different_hits():
    filler = "and so on it goes " * 20
    text = f"Mentors first. {filler}. Here mentors meet women {filler}"
    snippet = marker(word("mentor"), word("women")).best({"en": text}, ["en"])
    assert snippet.text.startswith("… Here <mark>mentors</mark> meet <mark>women</mark> and so on")
    assert snippet.text.endswith(" …")
    assert LENGTH - 20 < len(plain(snippet)) <= LENGTH + len("…  …")


def test_the_beginning_and_the_end_of_a_passage_are_not_cut_off():
    filler = "and so on it goes " * 20
    found = marker(word("mentor"))
    first, last = found.best({"en": f"Our mentors {filler}"}, []), found.best({"en": f"{filler} our mentors."}, [])
    assert first.text.startswith("Our <mark>mentors</mark> and")
    assert last.text.startswith("… ") and last.text.endswith("our <mark>mentors</mark>.")
    assert all(LENGTH - 20 < len(plain(each)) <= LENGTH + len("…  …") for each in (first, last))


def test_a_short_passage_is_shown_whole():
    assert marker(word("mentor")).best({"en": "Our mentors."}, []).text == "Our <mark>mentors</mark>."

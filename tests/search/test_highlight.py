from search import analyser
from search.highlight import highlight


def wanted(words):
    return {lexeme for group in analyser.lexemes_of_words(words) for lexeme in group}


def test_words_are_marked_in_the_language_of_the_text():
    text = highlight("Kvinnorna möts på kvällen", "sv", wanted("kvinnor"))
    assert text == "<mark>Kvinnorna</mark> möts på kvällen"


def test_what_is_not_ours_is_escaped():
    assert highlight("<b>mentors</b> & 'x'", "en", wanted("mentor")) == (
        "&lt;b&gt;<mark>mentors</mark>&lt;/b&gt; &amp; &#x27;x&#x27;"
    )


def test_nothing_to_mark_gives_nothing():
    assert highlight("Language café", "en", wanted("mentor")) == ""


def test_a_language_that_is_not_ours_is_read_as_english():
    assert highlight("mentors", "und", wanted("mentor")) == "<mark>mentors</mark>"

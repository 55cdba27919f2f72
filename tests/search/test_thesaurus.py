"""Labels in texts and in queries."""

import time

import pytest
from factories import make_concept
from shipped import reference  # noqa: F401

from core.actions import raise_generation
from search import analyser, thesaurus
from search.label_forms import halves, shorter_forms
from search.thesaurus import Label, Thesaurus, Topic
from vocabulary.models import Concept, ConceptLabel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def named(text, language, known=None):
    known = known or thesaurus.current()
    return {mention.concept.key for mention in known.named_in(analyser.tokens(text, language), text, language)}


def asked(words, language):
    """The concepts of the first label, and how many words it covers."""
    words = words.split()
    places = [tuple(reading.lexeme for reading in analyser.readings(word, language)) for word in words]
    match = thesaurus.current().asked_by(words, places, language)
    return ({topic.key for topic in match.topics}, match.length) if match else (set(), 0)


# --- What takes part ----------------------------------------------------------------------------------------------


def test_what_can_be_searched_for_is_a_topic_and_how_it_is_filed_is_not():
    keys = thesaurus.current().topics.keys()
    assert {"@theme:mental-health", "@target_group:women", "@method:mentoring", "@other:integration"} <= keys
    assert {"@outcome:outcome-e1", "@evidence:meta-analysis", "@other:setting-workplace"} <= keys
    schemes = {key[1:].partition(":")[0] for key in keys}
    assert not schemes & {"kind", "cost", "duration", "size", "language", "checked", "contact", "oa"}
    assert not keys & {"@other:maturity-pilot", "@other:level-local", "@evidence:evidence-level-3", "@other:setting"}


def test_a_replaced_concept_is_not_looked_for():
    Concept.objects.filter(identifier="mentoring").update(deprecated_on="2026-01-01")
    raise_generation("vocabulary")
    assert "@method:mentoring" not in thesaurus.current().topics


def test_broader_concepts_are_two_steps_up_at_most():
    topics = thesaurus.current().topics
    assert topics["@theme:asylum-procedure"].broader == (
        "@theme:asylum-reception",
        "@theme:arrival-reception-and-status",
    )
    assert topics["@other:setting-workplace"].broader == ()


# --- Texts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Vi arbetar med mottagande av nyanlända i skolan.", "sv", "@theme:arrival-reception-and-status"),
        ("En sprogcafé for alle", "sv", "@method:language-cafe"),
        ("Kurssi oli osa RPL-hanketta ja civic orientation", "fi", "@theme:civic-orientation"),
        ("Leikskólinn og leikskólar", "is", "@theme:early-childhood-education"),
    ],
)
def test_labels_of_the_language_its_neighbours_and_long_english_ones_are_named(text, language, key):
    assert key in named(text, language)


def test_a_label_does_not_go_over_the_end_of_a_sentence():
    assert "@theme:mental-health" in named("About mental health.", "en")
    assert "@theme:mental-health" not in named("This is mental. Health comes later.", "en")


def test_what_stands_within_a_longer_label_is_named_by_the_way():
    text = "Idrottsföreningar i staden"
    mentions = thesaurus.current().named_in(analyser.tokens(text, "sv"), text, "sv")
    found = {(mention.concept.key, mention.is_inner) for mention in mentions}
    assert {("@actor_type:sports-club", False), ("@theme:sport-and-outdoor-life", True)} <= found


def test_ambiguous_labels_need_their_spelling_and_company():
    assert "@actor_type:public-employment-service" not in named("NAV", "nb")
    assert "@actor_type:public-employment-service" not in named("nav og en kommune", "nb")
    assert "@actor_type:public-employment-service" in named("NAV og en kommune", "nb")


def test_hidden_labels_are_found():
    assert ConceptLabel.objects.filter(text="andengenerationsindvandrere", kind="hiddenLabel").exists()
    assert "@target_group:descendants-of-migrants" in named("Om andengenerationsindvandrere", "da")


def test_a_short_word_with_the_stem_of_a_label_is_not_that_label():
    assert "@actor_type:faith-community" in named("en menighet", "nb")
    assert "@actor_type:faith-community" not in named("kort, men godt", "nb")


# --- Queries ------------------------------------------------------------------------------------------------------


def test_the_longest_label_comes_first():
    assert asked("mental health care", "en")[1] >= 2
    assert asked("introduction programme for refugees", "en") == ({"@theme:introduction-programme"}, 2)


@pytest.mark.parametrize("language", ["en", "sv", "fi", "is"])
def test_any_language_reaches_the_concept(language):
    assert "@theme:second-language-learning" in asked("danskuddannelse", language)[0]
    assert "@theme:second-language-learning" in asked("sfi", language)[0]


def test_joining_words_may_be_left_out_of_a_long_label():
    assert asked("mottagande nyanlända", "sv") == ({"@theme:arrival-reception-and-status"}, 2)


def test_words_without_their_accents_are_understood_last():
    assert asked("samhallsorientering", "sv") == ({"@theme:civic-orientation"}, 1)
    assert asked("sprakkafe", "sv") == ({"@method:language-cafe"}, 1)
    assert asked("aeldre", "da") == ({"@target_group:older-people"}, 1)


def test_a_word_that_stands_in_the_labels_of_few_concepts_hints_at_them():
    known = thesaurus.current()
    lexemes = [reading.lexeme for reading in analyser.readings("rural", "en")]
    assert "@theme:rural-integration" in {topic.key for topic in known.hinted_by(lexemes, "en")}
    lexemes = [reading.lexeme for reading in analyser.readings("education", "en")]
    assert known.hinted_by(lexemes, "en") == ()


# --- Shorter forms ------------------------------------------------------------------------------------------------


def forms(text, language, *, is_group=False):
    return [form.text for form in shorter_forms(text, language, is_group=is_group)]


def test_what_is_true_of_everything_is_left_out():
    assert forms("older migrants", "en", is_group=True) == ["older"]
    assert forms("kvinnor med utländsk bakgrund", "sv", is_group=True) == ["kvinnor"]
    assert forms("maahanmuuttajanaiset", "fi", is_group=True) == ["naiset"]
    assert forms("integration på landsbygden", "sv") == ["landsbygden"]
    assert forms("labour migrants", "en") == []


def test_each_of_two_things_names_the_concept_unless_they_share_their_end():
    assert halves("idrott och friluftsliv", "sv") == ["idrott", "friluftsliv"]
    assert halves("child well-being and protection", "en") == ["child well-being"]
    assert halves("läs- och skrivundervisning", "sv") == []
    assert halves("costs and time", "en") == ["costs"]


def test_a_shorter_form_never_stands_for_somebody_elses_label():
    sport, club = Topic("@theme:sport", root="@theme:sport"), Topic("@theme:club", root="@theme:club")
    known = Thesaurus.of([Label(club, "en", "sport and play", True), Label(sport, "en", "sport", True)])
    assert named("Much sport", "en", known) == {"@theme:sport"}


# --- Held per process ---------------------------------------------------------------------------------------------


def test_the_labels_are_read_again_when_the_vocabulary_has_changed(django_assert_num_queries):
    before = thesaurus.current()
    with django_assert_num_queries(1):
        assert thesaurus.current() is before
    concept = make_concept("kite-flying", labels={"en": "kite flying"})
    raise_generation("vocabulary")
    assert concept.scheme == "theme"
    assert "@theme:kite-flying" in named("Kite flying for all", "en")
    assert thesaurus.held() is thesaurus.current() is not before


def test_a_document_is_read_fast():
    text = (
        "Volunteers and newcomers meet at the library. Mental health and work matter to families in rural areas. " * 17
    )
    tokens = analyser.tokens(text, "en")
    known = thesaurus.current()
    known.named_in(tokens, text, "en")
    started = time.process_time()
    for _ in range(20):
        known.named_in(tokens, text, "en")
    assert (time.process_time() - started) / 20 < 0.01

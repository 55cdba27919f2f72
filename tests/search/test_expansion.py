"""What a query asks of the index."""

import time

import pytest
from shipped import reference  # noqa: F401

from search import analyser, grammar, thesaurus
from search.expansion import expression_of
from search.query import SearchQuery
from search.thesaurus import EMPTY, Label, Thesaurus, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def ask(words, language="en", *, known=None, exact=False):
    query = SearchQuery(words=words, asked=grammar.parse(words), exact=exact)
    return expression_of(query, language, known or thesaurus.current())


def own(group):
    return {way.keys for way in group.alternatives if way.is_own}


def added(group):
    return {way.keys for way in group.alternatives if not way.is_own}


def texts(expression):
    return [group.text for group in expression.groups]


def labels(expression):
    return [label for also in expression.also for label in also.labels]


# --- Words ----------------------------------------------------------------------------------------------------------


def test_a_word_is_its_own_and_the_concept_is_added():
    (group,) = ask("mentoring").groups
    assert own(group) and all(len(keys) == 1 for keys in own(group))
    assert ("@method:mentoring",) in added(group)


def test_words_that_only_join_fall_away_unless_they_are_all():
    assert texts(ask("kvinnor och hälsa", "sv")) == ["kvinnor", "hälsa"]
    assert texts(ask("och", "sv")) == ["och"]


def test_the_scandinavian_languages_are_the_readers_own():
    (group,) = ask("flyktning", "sv").groups
    assert own(group) & own(ask("flyktning", "nb").groups[0])


def test_a_long_word_that_is_spelled_alike_elsewhere_is_added():
    (group,) = ask("digital", "en", known=EMPTY).groups
    assert own(ask("digital", "sv", known=EMPTY).groups[0]) & (own(group) | added(group))
    assert not added(ask("gift", "en", known=EMPTY).groups[0])


def test_nothing_is_added_when_the_words_are_meant_exactly():
    expression = ask("språkcafé kvinnor", "sv", exact=True)
    assert [added(group) for group in expression.groups] == [set(), set()]
    assert (expression.also, expression.loose) == ((), ())


# --- Labels ---------------------------------------------------------------------------------------------------------


def test_a_label_of_several_words_is_one_thing():
    expression = ask("refugees mental health")
    assert texts(expression) == ["refugees", "mental health"]
    health = expression.groups[1]
    assert all(len(keys) == 2 for keys in own(health))
    assert {("@theme:mental-health",), ("@outcome:outcome-e1",)} <= added(health)


def test_a_label_is_whole_again_with_its_joining_words():
    (group,) = ask("mottagande av nyanlända", "sv").groups
    assert ("@theme:arrival-reception-and-status",) in added(group)


def test_words_of_a_label_may_be_met_by_what_each_of_them_means():
    (group,) = ask("kvinnor i arbete", "sv").groups
    assert ("@target_group:women", "@theme:work-and-entrepreneurship") in added(group)


def test_ambiguous_labels_expand_alone_or_in_company():
    key = ("@actor_type:public-employment-service",)
    assert key in added(ask("nav", "nb").groups[0])
    assert key in added(ask("NAV kommune", "nb").groups[0])
    assert key not in added(ask("nav kommune", "nb").groups[0])
    assert key not in added(ask("NAV barn", "nb").groups[0])


# --- Compounds ------------------------------------------------------------------------------------------------------


@pytest.fixture
def two_words():
    """Children and food, and no label for what both are together."""
    child, food = Topic("@group:children", root="@group:children"), Topic("@theme:food", root="@theme:food")
    return Thesaurus.of([Label(child, "sv", "barn", True), Label(food, "sv", "skola", True)])


def test_a_compound_that_is_no_label_is_what_its_parts_are(two_words):
    (group,) = ask("barnskola", "sv", known=two_words).groups
    assert {("barn", "skol"), ("@group:children", "@theme:food")} <= added(group)
    assert own(group).isdisjoint(added(group))


def test_a_compound_that_is_a_label_is_that_and_its_parts_as_they_stand():
    (group,) = ask("samhällsorientering", "sv").groups
    assert ("@theme:civic-orientation",) in added(group)
    assert {len(keys) for keys in added(group)} == {1, 2}
    assert not [keys for keys in added(group) if len(keys) == 2 and any(key.startswith("@") for key in keys)]


# --- Signs ----------------------------------------------------------------------------------------------------------


def test_phrases_beginnings_and_exclusions_are_not_widened():
    expression = ask('"mental health" integr* -housing', "en")
    phrase, beginning = expression.groups
    assert [len(place) > 0 for place in phrase.phrase] == [True, True]
    assert (beginning.prefix, added(beginning)) == ("integr", set())
    assert [(group.text, added(group)) for group in expression.excluded] == [("housing", set())]


def test_a_phrase_may_be_in_another_language_than_the_page():
    (phrase,) = ask('"labour market"', "sv").groups
    for place, word in zip(phrase.phrase, ("labour", "market"), strict=True):
        assert analyser.lexemes(word, "en")[0] in place


def test_an_excluded_value_is_a_key():
    query = SearchQuery(asked=grammar.Asked((grammar.FieldValue("theme", "housing", excluded=True),)))
    assert own(expression_of(query, "en").excluded[0]) == {("#theme:housing",)}


def test_no_query_is_wider_than_forty_ways():
    many = "kvinnor arbete hälsa bostad skola språk idrott kultur barn äldre asyl"
    expression = ask(many, "sv")
    assert sum(len(group.alternatives) for group in expression.groups) <= 40
    assert all(own(group) for group in expression.groups)


# --- What the reader is told ----------------------------------------------------------------------------------------


def test_the_reader_sees_preferred_labels_in_other_languages_and_not_the_word_itself():
    found = labels(ask("språkkafé", "sv"))
    assert ("kielikahvila", "fi") in found and ("sprogcafé", "da") in found
    assert "språkkafé" not in {text for text, _language in found}
    assert len(found) <= 6


def test_hidden_labels_are_never_told():
    told = {text for text, _language in labels(ask("romer", "nb"))}
    assert told and "romer" not in told
    assert "analfabeter" not in {text for text, _language in labels(ask("alfabetisering", "sv"))}


# --- Filling a page -------------------------------------------------------------------------------------------------


def test_of_several_things_any_may_do():
    loose = ask("mentoring housing").loose
    assert {group.text for group in loose} == {"mentoring", "housing"}


def test_a_single_compound_may_be_met_by_its_parts():
    keys = [own(group) | added(group) for group in ask("traumavård", "sv").loose]
    assert any(("@theme:trauma-rehabilitation",) in ways for ways in keys)
    assert len(keys) >= 3


def test_a_single_thing_is_sought_more_broadly():
    keys = set().union(*(added(group) for group in ask("rasismi", "fi").loose))
    assert ("@theme:equality-cohesion-and-safety",) in keys


def test_nothing_is_looser_than_a_word_that_nobody_knows():
    assert ask("zzyx", "en").loose == ()


def test_a_query_is_widened_fast():
    known = thesaurus.current()
    queries = ["språkcafé", "ensamkommande flyktingbarn i skolan", "kvinnor arbete"]
    for words in queries:
        ask(words, "sv", known=known)
    started = time.process_time()
    for _ in range(50):
        for words in queries:
            ask(words, "sv", known=known)
    assert (time.process_time() - started) / 150 < 0.005

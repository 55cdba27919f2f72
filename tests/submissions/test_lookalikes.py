"""What may be the same as what somebody writes: found across languages, ranked by how sure we are."""

import pytest
from factories import make_municipality, make_organisation, make_practice, make_research
from shipped import put_in_index, reference  # noqa: F401

from core.choices import Status
from core.kinds import models_by_kind
from submissions.lookalikes.likeness import Level, Told, similarity, trigrams, web_address, weighed, years_overlap
from submissions.lookalikes.rules import duplicate_chance, lookalikes

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

MOTHERS = {
    "one_liner": "Women who know the district visit women who are alone at home and bridge to the local community.",
    "summary": "Neighbourhood mothers are trained for ten weeks and visit isolated women in their own language.",
}


def mothers(title="Neighbourhood mothers in Rosengård", **fields):
    practice = make_practice(title, **MOTHERS, **fields)
    put_in_index(practice)
    return practice


def found(title, language="en", kind="practice", **facts):
    return [(one.item_id, one.level) for one in lookalikes(kind, title=title, language=language, **facts)]


# --- Practices ------------------------------------------------------------------------------------------------------


def test_a_title_alone_is_enough_to_ask():
    practice = mothers()
    assert found("Neighborhood mothers, Rosengård") == [(practice.pk, Level.PROBABLE)]
    assert found("A football team for girls") == []


def test_everything_told_counts_for_or_against():
    owner, place = make_organisation("Malmö stad"), make_municipality()
    practice = mothers(owner=owner, municipality=place, themes=["health"], groups=["women"], started="2019")
    same = {
        "one_liner": "Women from the district visit other women who are isolated at home.",
        "owner_id": owner.pk,
        "municipality_ids": [place.pk],
        "themes": ["health"],
        "groups": ["women"],
        "years": (2020, None),
    }
    (certainly,) = lookalikes("practice", title="Mothers of Rosengård", language="en", **same)
    assert (certainly.item_id, certainly.level) == (practice.pk, Level.PROBABLE)
    assert "The same organisation runs it." in certainly.reasons
    elsewhere = same | {
        "owner_id": make_organisation().pk,
        "municipality_ids": [make_municipality("0180", region="SE-AB").pk],
    }
    score = {
        one.item_id: one.score
        for one in lookalikes("practice", title="Mothers of Rosengård", language="en", **elsewhere)
    }
    assert score.get(practice.pk, 0) < certainly.score


def test_a_title_in_another_language_meets_what_it_names():
    practice = mothers("Sprogcafé på biblioteket", language="da")
    assert found("Kielikahvila kirjastossa", "fi") == [(practice.pk, Level.PROBABLE)]


def test_the_same_page_and_owner_is_certain_and_the_page_alone_is_possible():
    owner = make_organisation("Malmö stad")
    practice = mothers(owner=owner, website="https://www.malmo.example/mothers/")
    address = "http://malmo.example/mothers"
    title = "Something with quite other words"
    assert found(title, website=address, owner_id=owner.pk) == [(practice.pk, Level.CERTAIN)]
    assert found(title, website=address) == [(practice.pk, Level.POSSIBLE)]
    assert found(title, website="https://malmo.example/", owner_id=make_organisation().pk) == []


def test_itself_is_no_lookalike():
    practice = mothers()
    assert found("Neighbourhood mothers in Rosengård", exclude=[practice.pk]) == []


def test_what_the_writer_has_answered_for_stays_while_it_is_listed():
    practice, hidden = mothers(), make_practice("Hidden", status="submitted")
    kept = [practice.short_id, hidden.short_id]
    assert found("A football team for girls", keep=kept) == [(practice.pk, Level.POSSIBLE)]


# --- Who sees what --------------------------------------------------------------------------------------------------

HIDDEN = [status for status in Status if status != Status.PUBLISHED]


@pytest.mark.parametrize("kind", ["practice", "research", "organisation"])
def test_writers_are_never_told_of_what_is_not_listed(kind):
    title = "Kanariebirdie of Rosengård"
    make = {"practice": make_practice, "research": make_research, "organisation": make_organisation}[kind]
    items = [make(f"{title}", status=status) for status in HIDDEN]
    put_in_index(*items)
    assert found(title, kind=kind) == []
    assert lookalikes(kind, title=title, language="en") == []


def test_the_desk_is_told_of_the_surest_one():
    place = make_municipality()
    mothers("Neighbourhood mothers of another town")
    first = mothers("Neighbourhood mothers in Rosengård", municipality=place)
    sent = make_practice("Neighbourhood mothers, Rosengård", **MOTHERS, municipality=place, status="submitted")
    chance = duplicate_chance(sent)
    assert (chance.item_id, chance.level) == (first.pk, Level.PROBABLE)
    assert (
        duplicate_chance(make_practice("A football team", one_liner="Girls play.", summary="Ball.", country="")) is None
    )


# --- Works ----------------------------------------------------------------------------------------------------------


def test_works_by_identifier_by_title_year_and_author_and_by_spelling():
    title = "Learning Danish at work: a study of newcomers in small firms"
    work = make_research(title, identifiers=[("doi", "10.1234/abc")], issued="2021", authors=[("Ålund", "Eva")])
    put_in_index(work)
    doi = [("doi", "https://doi.org/10.1234/ABC")]
    assert found("Quite another title", kind="research", identifiers=doi) == [(work.pk, Level.CERTAIN)]
    same = {"kind": "research", "year": 2022, "first_author": "ÅLUND"}
    assert found("Learning danish at work – A study of newcomers in small firms", **same) == [(work.pk, Level.PROBABLE)]
    other = same | {"year": 2001}
    assert found(title, **other) == [(work.pk, Level.POSSIBLE)]
    assert found("Learning Finnish in prison", **same) == []


# --- Organisations --------------------------------------------------------------------------------------------------


def test_organisations_by_register_by_name_and_country_by_domain_and_by_spelling():
    place = make_municipality()
    facts = {
        "national_id": "556036-0793",
        "ror": "03yrm5c26",
        "url": "https://www.example.se/om-oss",
        "municipality": place,
    }
    organisation = make_organisation("Föreningen Växthuset i Malmö", short_name="Växthuset", **facts)
    put_in_index(organisation)

    def level(name, **told):
        return next((level for key, level in found(name, "sv", "organisation", **told) if key == organisation.pk), None)

    assert level("Any other name", national_id="5560360793", country="SE") == Level.CERTAIN
    assert level("Any other name", ror="03yrm5c26") == Level.CERTAIN
    assert level("växthuset", country="SE") == Level.PROBABLE
    assert level("Any other name", website="example.se") == Level.PROBABLE
    assert level("Föreningen Växthus i Malmö", country="SE", municipality_ids=[place.pk]) == Level.POSSIBLE
    assert level("Föreningen Växthus i Malmö", municipality_ids=[make_municipality("0180", region="SE-AB").pk]) is None
    assert level("Växthuset", country="NO") is None


# --- Cost -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [1, 25])
def test_the_number_of_statements_does_not_grow_with_what_there_is(more, django_assert_max_num_queries):
    owner = make_organisation("Malmö stad")
    put_in_index(*(make_practice(f"Neighbourhood mothers {number}", owner=owner) for number in range(more)))
    facts = {"owner_id": owner.pk, "municipality_ids": [1], "website": "https://example.org/a"}
    with django_assert_max_num_queries(22):
        assert len(lookalikes("practice", title="Neighbourhood mothers", language="en", **facts)) == min(more, 5)


@pytest.mark.parametrize("words", ["", "  ", "😀", "'", "%_\\", "a" * 5000, "( | &", "\u202e", '" -x theme:y'])
@pytest.mark.parametrize("kind", ["practice", "research", "organisation"])
def test_nothing_that_is_told_breaks_it(kind, words):
    facts = {
        "website": words,
        "national_id": words,
        "first_author": words,
        "identifiers": [("doi", words), ("x", words)],
    }
    assert found(words, "tlh", kind, one_liner=words, **facts) == []


# --- Measures -------------------------------------------------------------------------------------------------------


def test_trigrams_are_those_of_postgresql():
    assert trigrams("Café x") == {"  c", " ca", "caf", "afé", "fé ", "  x", " x "}
    assert similarity(trigrams("word"), trigrams("two words")) == pytest.approx(4 / 11)
    assert similarity(frozenset(), frozenset()) == 0


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.Malmo.se/om/", ("malmo.se", "/om")),
        ("malmo.se", ("malmo.se", "")),
        ("http://[", ("", "")),
        ("", ("", "")),
    ],
)
def test_addresses_on_the_web_are_compared_without_what_may_differ(url, expected):
    assert web_address(url) == expected


def test_what_is_not_known_counts_neither_for_nor_against():
    assert weighed([(0.35, 1.0), (0.25, None), (0.15, 0.0)]) == pytest.approx(0.7)
    assert weighed([(0.35, None)]) == 0
    assert [years_overlap((2020, None), (2010, 2019)), years_overlap((2010, 2015), (2015, None))] == [0, 1]
    assert years_overlap((None, None), (2020, None)) is None


def test_every_kind_says_what_makes_two_of_it_the_same():
    rules = {kind: model.lookalike_rules() for kind, model in models_by_kind().items()}
    assert set(rules) == {"practice", "research", "organisation"}
    assert rules["practice"].told_of(make_practice("A title")).title == "A title"
    assert isinstance(rules["research"].told_of(make_research("A work")), Told)
    assert isinstance(rules["organisation"].told_of(make_organisation("A body")), Told)

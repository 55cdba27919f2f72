import uuid

import pytest
from factories import list_in_search, make_organisation, make_practice, make_research
from search_factories import put_document

from core.languages import CONTENT_LANGUAGES, INTERFACE_LANGUAGES
from search import index
from search.engine import engine
from search.models import FacetValue

pytestmark = pytest.mark.django_db
ENOUGH = 2
"""Who comes into question, and those who are closest."""


def similar(document, language="en", **options):
    return engine.similar(document.item_id, language, **options)


def titles(document, **options):
    return [item.title for item in similar(document, **options)]


def test_the_closest_come_first_and_the_item_itself_never(values):
    me = put_document("me", facets={"theme": ["adult-education"], "group": ["women"], "method": ["mentoring"]})
    put_document("theme", facets={"theme": ["adult-education"]})
    put_document("all", facets={"theme": ["adult-education"], "group": ["women"], "method": ["mentoring"]})
    put_document("nothing", facets={"theme": ["mental-health"]})
    assert titles(me) == ["all", "theme"]


def test_the_same_kind_comes_first(values):
    me = put_document("me", facets={"theme": ["adult-education"], "group": ["women"]})
    put_document("study", kind="research", facets={"theme": ["adult-education"], "group": ["women"]})
    put_document("practice", facets={"group": ["women"]})
    assert titles(me) == ["practice", "study"]


def test_the_main_theme_weighs_more(values):
    me = put_document("me", facets={"theme": ["adult-education", "mental-health"]}, main_theme="mental-health")
    put_document("beside", facets={"theme": ["adult-education"]})
    put_document("main", facets={"theme": ["mental-health"]})
    assert titles(me) == ["main", "beside"]


def test_reasons_are_sentences_about_the_narrowest_values_shared(values):
    facets = {"theme": ["adult-education"], "group": ["refugees"], "size": ["small"], "country": ["SE"]}
    me = put_document("me", facets=facets)
    put_document("other", facets=facets)
    assert similar(me)[0].reasons == ("Same theme: adult education", "Same group: refugees", "Place of similar size")


def test_values_of_one_kind_are_named_together(values):
    facets = {"theme": ["adult-education", "mental-health"], "size": ["small"], "country": ["SE"]}
    me = put_document("me", facets=facets)
    put_document("other", facets=facets)
    assert similar(me)[0].reasons == ("Same theme: adult education, mental health", "Place of similar size")


def test_labels_in_reasons_are_the_readers(values):
    facets = {"theme": ["adult-education"]}
    me = put_document("me", facets=facets)
    put_document("other", facets=facets)
    assert similar(me, "sv")[0].reasons[0].endswith("adult education sv")


@pytest.mark.parametrize("facets", [{"country": ["SE"]}, {"size": ["small"]}, {}])
def test_a_country_or_a_size_alone_makes_nothing_alike(values, facets):
    me = put_document("me", facets=facets)
    put_document("other", facets=facets)
    assert similar(me) == []


def test_sharing_only_the_broad_theme_is_too_little_while_a_narrow_one_is_told(values):
    me = put_document("me", facets={"theme": ["adult-education"]})
    put_document("other", facets={"theme": ["dropout-prevention"]})
    assert similar(me) == []


def test_organisations_are_alike_by_their_type(values):
    FacetValue.objects.create(facet="actor", value="municipality", labels={"en": ["municipality", "en"]})
    me = put_document("me", kind="organisation", facets={"actor": ["municipality"]})
    put_document("other", kind="organisation", facets={"actor": ["municipality"]})
    assert similar(me)[0].reasons == ("Same type of organisation: municipality",)


def test_what_is_not_listed_has_and_is_nothing_alike(values):
    facets = {"theme": ["adult-education"]}
    me = put_document("me", facets=facets)
    gone = put_document("gone", facets=facets)
    index.remove(gone.item_id)
    assert similar(me) == []
    assert similar(gone) == []
    assert engine.similar(uuid.uuid4(), "en") == []


@pytest.mark.parametrize("number", [1, 20])
def test_statements_stay_the_same_and_the_limit_is_kept(values, django_assert_num_queries, number):
    facets = {"theme": ["adult-education"], "group": ["refugees"]}
    me = put_document("me", facets=facets)
    for _ in range(number):
        put_document(facets=facets)
    with django_assert_num_queries(ENOUGH):
        assert len(similar(me, limit=5)) == min(number, 5)


def test_what_shares_most_is_found_among_more_than_are_compared(values, monkeypatch):
    monkeypatch.setattr("search.similar.WINDOW", 3)
    much = {"theme": ["adult-education"], "group": ["women"], "method": ["mentoring"]}
    closest = put_document("closest", facets=much)
    for _ in range(5):
        put_document("study", kind="research", facets=much)
        put_document("practice", facets={"theme": ["adult-education"]})
    me = put_document("me", facets=much)
    assert closest.short_id == similar(me)[0].short_id


def test_an_item_of_many_languages_is_listed_once_and_never_beside_itself(db):
    def texts(title):
        lines = {code: f"{title} {code}" for code in CONTENT_LANGUAGES if code != "en"}
        return {code: {"title": line, "one_liner": line, "summary": line} for code, line in lines.items()}

    practices = [
        make_practice(title, themes=["mental-health"], methods=["mentoring"], translations=texts(title))
        for title in ("Language café", "Sewing café", "Gardens for all")
    ]
    study = make_research("Cafés", themes=["mental-health"], translations={"sv": {"title": "Kaféer"}})
    home = make_organisation("Café house", themes=["mental-health"], translations={"fi": {"name": "Kahvilatalo"}})
    everybody = [*practices, study, home]
    list_in_search(*everybody)
    for language in INTERFACE_LANGUAGES:
        for item in everybody:
            found = [one.short_id for one in engine.similar(item.pk, language)]
            others = sorted(one.short_id for one in everybody if one is not item)
            assert sorted(found) == others, (language, item)

"""The index says what is true: written with the change, equal to the items, and never a word about what is hidden."""

import dataclasses

import pytest
from django.core.management import CommandError, call_command
from factories import make_organisation, make_practice, make_research
from search_factories import make_document, put_document

from core.choices import LISTED_STATUSES, Status
from search import index
from search.actions import ensure_facet_value
from search.engine import engine
from search.models import FacetValue, SearchDocument
from search.query import SearchQuery

pytestmark = pytest.mark.django_db

SECRET = "Canarybird"


def facets_in_index():
    ids = SearchDocument.objects.get().facets
    return {(row.facet, row.value) for row in FacetValue.objects.filter(pk__in=ids)}


def test_ancestors_are_written_with_the_value(values):
    put_document(facets={"theme": ["study-guidance"], "group": ["refugees"]})
    assert facets_in_index() == {
        ("kind", "practice"),
        *(("theme", value) for value in ("study-guidance", "adult-education", "education")),
        *(("group", value) for value in ("refugees", "migrants")),
    }


def test_facets_stand_in_the_vector_in_words(values):
    put_document(facets={"theme": ["mental-health"]})
    vector = SearchDocument.objects.get().vector
    assert "'#theme:mental-health'" in vector and "'#theme:health'" in vector and "'#kind:practice'" in vector


def test_a_value_that_is_new_gets_a_row(values):
    put_document(facets={"owner": ["k3f9qx"]})
    assert ("owner", "k3f9qx") in facets_in_index()


def test_owners_are_called_what_they_are_called(values):
    ensure_facet_value(facet="owner", value="k3f9qx", names={"sv": "Malmö stad", "en": "City of Malmö"}, original="sv")
    row = FacetValue.objects.get(facet="owner")
    assert (row.labels["en"], row.labels["fi"]) == (["City of Malmö", "en"], ["City of Malmö", "en"])
    assert row.labels["da"] == ["Malmö stad", "sv"]
    assert "malmö" in row.lexemes
    again = ensure_facet_value(facet="owner", value="k3f9qx")
    assert (again.pk, again.labels) == (row.pk, row.labels)


def test_an_unknown_facet_is_a_mistake(values):
    with pytest.raises(ValueError, match="no facet colour"):
        index.put(make_document(facets={"colour": ["red"]}))


def test_a_document_needs_a_card_for_every_language(values):
    document = make_document()
    cards = {code: card for code, card in document.cards.items() if code != "fi"}
    with pytest.raises(ValueError, match="no card for fi"):
        index.put(dataclasses.replace(document, cards=cards))


def test_removal_leaves_nothing(values):
    document = put_document("Mentors", facets={"theme": ["education"]})
    index.remove(document.item_id)
    result = engine.search(SearchQuery(), "en")
    assert (result.total, result.hits, result.values) == (0, [], [])


# --- Items ---------------------------------------------------------------------------------------------------------

MAKERS = {"practice": make_practice, "research": make_research, "organisation": make_organisation}


def listed(kind, **fields):
    item = MAKERS[kind](**fields)
    index.refresh(item)
    return item


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("status", [status for status in Status if status not in LISTED_STATUSES])
def test_what_is_not_listed_is_nowhere(client, kind, status):
    seen = listed("practice", themes=["mental-health"])
    if kind == "organisation":
        hidden = make_organisation(SECRET, themes=["canary-theme"])
    else:
        hidden = MAKERS[kind](SECRET, themes=["mental-health", "canary-theme"])
    index.refresh(hidden)
    assert SECRET in client.get(f"/en/search/?q={SECRET}").content.decode().replace("“Canarybird”", "")
    type(hidden)._base_manager.filter(pk=hidden.pk).update(status=status)
    hidden.refresh_from_db()
    index.refresh(hidden)
    page = client.get(f"/en/search/?q={SECRET.lower()}").content.decode()
    everything = client.get("/en/search/").content.decode()
    assert SECRET not in page
    assert SECRET not in everything and "canary-theme" not in everything and hidden.short_id not in everything
    result = engine.search(SearchQuery(), "en")
    assert (result.total, "canary-theme" in result.counts.get("theme", {})) == (1, False)
    assert engine.similar(seen.pk, "en") == []


@pytest.mark.parametrize("kind", MAKERS)
def test_items_of_every_kind_are_put_and_verified(capsys, kind):
    listed(kind)
    call_command("search_verify")
    assert "0 differences" in capsys.readouterr().out


def test_what_differs_is_told_and_mended(capsys):
    kept, missing, wrong = (listed("practice") for _ in range(3))
    index.remove(missing.pk)
    SearchDocument.objects.filter(item_id=wrong.pk).update(evidence=5, vector="'x'")
    stray = put_document("Stray")
    with pytest.raises(CommandError, match="differences"):
        call_command("search_verify")
    told = capsys.readouterr().out
    assert f"practice {missing.pk} is listed and not in the index." in told
    assert f"practice {wrong.pk} differs in vector, evidence." in told
    assert f"practice {stray.item_id} is in the index and no listed item." in told
    assert "The bitmap of * in block 0 has 3 documents where the rows have 2." in told
    assert str(kept.pk) not in told
    call_command("search_rebuild")
    call_command("search_verify")
    assert "3 items are in the index" in capsys.readouterr().out
    assert SearchDocument.objects.filter(item_id=stray.item_id).count() == 0

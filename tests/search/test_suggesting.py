import pytest
from search_factories import put_document

from core.languages import INTERFACE_LANGUAGES
from search import index
from search.document import Card, IndexedText
from search.facet_values import Name
from search.models import FacetValue
from search.suggesting import suggest
from search.suggestion_words import name_row

pytestmark = pytest.mark.django_db


def names(facet, value, *told, **labels):
    """Gives a value these names, and labels for readers of some languages."""
    row = FacetValue.objects.get(facet=facet, value=value)
    row.labels |= {reader: [label, reader] for reader, label in labels.items()}
    row.save()
    for name in (*(Name(*one) for one in told), *(Name(*one) for one in labels.items())):
        name_row(row.pk, name).save()


@pytest.fixture(autouse=True)
def vocabulary(values):
    names("theme", "mental-health", ("fi", "mielenterveys"), ("sv", "galenskap", True), sv="psykisk hälsa")
    names("theme", "health", sv="hälsa")
    names("country", "SE", ("is", "Svíþjóð"), sv="Sverige", en="Sweden")
    put_document("Samtal hjälper", language="sv", facets={"theme": ["mental-health"], "country": ["SE"]})
    put_document("Promenader", language="sv", facets={"theme": ["health"], "country": ["SE"]})


def told(beginning, language="sv", **options):
    return [(one.kind, one.text, one.count, one.detail) for one in suggest(beginning, language, **options)]


def test_the_beginning_of_any_word_finds_concepts_with_their_counts():
    assert told("häls") == [("concept", "Hälsa", 2, ""), ("concept", "Psykisk hälsa", 1, "")]


@pytest.mark.parametrize("typed", ["hals", "HÄLS", "  häls", "psykisk ha", "halsa psy"])
def test_accents_case_and_order_of_words_do_not_matter(typed):
    assert ("concept", "Psykisk hälsa", 1, "") in told(typed)


def test_another_language_finds_too_and_the_reader_sees_the_label_of_their_own():
    assert told("mielen") == [("concept", "Psykisk hälsa", 1, "mielenterveys")]
    assert suggest("mielen", "sv")[0].detail_language == "fi"


def test_hidden_names_are_never_told():
    assert told("galen") == [("concept", "Psykisk hälsa", 1, "")]


def test_what_no_item_carries_is_not_suggested():
    names("theme", "education", sv="utbildning")
    assert told("utbild") == []


def test_places_lead_to_their_filter():
    [place] = suggest("svi", "en")
    assert (place.kind, place.text, place.count, place.facet, place.value) == ("place", "Sweden", 2, "country", "SE")


def test_titles_are_found_in_any_language_and_shown_in_the_readers():
    texts = (IndexedText("sv", "Odla ihop"), IndexedText("fi", "Kasvatetaan yhdessä"))
    cards = {reader: Card("Odla ihop", "sv", f"/{reader}/odla/", label="Practice") for reader in INTERFACE_LANGUAGES}
    cards["fi"] = Card("Kasvatetaan yhdessä", "fi", "/fi/kasvatetaan/", label="Käytäntö")
    document = put_document(texts=texts, cards=cards)
    assert [(one.text, one.language, one.url) for one in suggest("kasva", "en")] == [("Odla ihop", "sv", "/en/odla/")]
    assert [(one.text, one.url, one.detail) for one in suggest("odl", "fi")] == [
        ("Kasvatetaan yhdessä", "/fi/kasvatetaan/", "Käytäntö")
    ]
    index.remove(document.item_id)
    assert suggest("kasva", "en") == []


def test_organisations_stand_by_themselves():
    put_document("Hälsans hus", kind="organisation", language="sv")
    assert [one[:2] for one in told("hälsan")] == [("organisation", "Hälsans hus")]


def test_titles_that_begin_so_come_before_others():
    put_document("Bättre promenader", language="sv")
    assert [one[1] for one in told("promen")] == ["Promenader", "Bättre promenader"]


def test_every_kind_gets_its_share():
    for number in range(12):
        put_document(f"Hälsa {number}", language="sv")
    put_document("Hälsans hus", kind="organisation", language="sv")
    found = [one[0] for one in told("häls")]
    assert found == ["concept", "concept", "title", "title", "title", "title", "title", "organisation"]
    assert len(told("häls", limit=3)) == 3


@pytest.mark.parametrize("typed", ["", "h", " ", "'", "\\", "*", "a:* | b", "!", "\u202e", "😀😀"])
def test_what_begins_nothing_finds_nothing(typed):
    assert told(typed) == []


def test_endless_text_finds_nothing():
    assert told("x" * 5000) == []
    assert told("x " * 5000) == []


@pytest.mark.parametrize("more", [0, 30])
def test_the_number_of_statements_does_not_grow_with_what_is_found(more, django_assert_max_num_queries):
    for number in range(more):
        put_document(f"Hälsans hus {number}", kind="organisation", language="sv")
        put_document(f"Hälsa {number}", language="sv", facets={"theme": ["health"], "country": ["SE"]})
    with django_assert_max_num_queries(7):  # with the savepoint and its end
        suggest("häls", "sv")

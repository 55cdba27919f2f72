import pytest
from factories import make_municipality, make_organisation

from organisations.indexing import document
from organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    town = make_municipality()
    return make_organisation(
        "Malmö stad",
        short_name="Malmö",
        scope="local",
        region=town.region,
        municipality=town,
        themes=["education"],
        translations={"en": {"name": "City of Malmö", "about": "Runs the libraries of the city."}},
    )


def read(organisation):
    return document(Organisation.objects.for_indexing().get(pk=organisation.pk))


def test_values_to_filter_by(organisation):
    assert read(organisation).facets == {
        "kind": ["organisation"],
        "theme": ["education"],
        "group": [],
        "actor": ["municipality"],
        "lang": ["en", "sv"],
        "country": ["SE"],
        "region": ["SE-M"],
        "municipality": ["SE-1280"],
        "size": ["large-city"],
    }


def test_a_card_tells_name_type_and_place(organisation):
    card = read(organisation).cards["da"]
    assert (card.title, card.title_language) == ("Malmö stad", "sv")
    assert (card.one_liner, card.one_liner_language) == ("Runs the libraries of the city.", "en")
    assert card.label == "municipality (da)"
    assert card.facts[0] == ("Malmö, Sverige", "da")
    assert read(organisation).cards["en"].url == f"/en/organisations/city-of-malmo-{organisation.short_id}/"


def test_the_size_of_its_seat_is_told_only_of_a_local_one(organisation):
    assert len(read(organisation).cards["da"].facts) == 2
    Organisation.objects.update(scope="national")
    assert read(organisation).cards["da"].facts == (("Malmö, Sverige", "da"),)
    assert read(organisation).facets["size"] == []


def test_it_is_found_by_its_short_name_too(organisation):
    titles = {text.language: text.title for text in read(organisation).texts}
    assert (titles["sv"], titles["en"], titles["fi"]) == ("Malmö stad Malmö", "City of Malmö", "")


def test_a_closed_one_ranks_below(organisation):
    assert read(organisation).is_running is True
    Organisation.objects.update(is_closed=True)
    assert read(organisation).is_running is False

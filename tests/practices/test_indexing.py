import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import make_municipality, make_organisation, make_practice

from practices.indexing import document
from practices.models import Practice

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    return make_practice(
        "Språkkafé på biblioteket",
        language="sv",
        one_liner="Frivilliga och nyanlända pratar svenska över en kopp kaffe varje vecka.",
        translations={"en": {"title": "Language café", "one_liner": "Volunteers and newcomers practise Swedish."}},
        municipality=make_municipality(),
        owner=make_organisation("Malmö stad", type="municipality"),
        themes=["second-language-learning", "volunteering"],
        groups=["newcomers"],
        methods=["language-cafe"],
        settings=["setting-community"],
        scale="level-local",
        maturity="maturity-established",
        cost_band="cost-1",
        participant_duration="dur-open",
        started="2016",
        is_running=True,
        evidence_level=2,
        source="compiled",
        open_to_questions=True,
    )


def read(practice):
    return document(Practice.objects.for_indexing().get(pk=practice.pk))


def test_values_to_filter_by(practice):
    make_partner(practice)
    assert read(practice).facets == {
        "kind": ["practice"],
        "theme": ["second-language-learning", "volunteering"],
        "group": ["newcomers"],
        "method": ["language-cafe"],
        "setting": ["setting-community"],
        "scale": ["level-local"],
        "maturity": ["maturity-established"],
        "duration": ["dur-open"],
        "cost": ["cost-1"],
        "country": ["SE"],
        "region": ["SE-M"],
        "municipality": ["SE-1280"],
        "size": ["large-city"],
        "actor": ["municipality", "voluntary-organisation"],
        "owner": [practice.owner.short_id],
        "outcome": [],
        "evidence": ["2"],
        "flag": [],
        "lang": ["en", "sv"],
        "contact": ["questions"],
    }


def make_partner(practice):
    practice.partners.create(organisation=make_organisation("Röda Korset", type="voluntary-organisation"))


def test_a_cost_that_nobody_told_is_not_known_and_not_on_the_card(practice):
    Practice.objects.update(cost_band=None)
    assert read(practice).facets["cost"] == ["cost-x"]
    assert [text for text, _ in read(practice).cards["en"].facts][-1] == "since 2016"


def test_a_card_speaks_the_reader_s_language_and_names_that_of_borrowed_words(practice):
    cards = read(practice).cards
    swedish, finnish = cards["sv"], cards["fi"]
    assert (swedish.title, swedish.title_language) == ("Språkkafé på biblioteket", "sv")
    assert (finnish.title, finnish.title_language, finnish.one_liner_language) == ("Language café", "en", "en")
    assert swedish.url == f"/sv/practices/sprakkafe-pa-biblioteket-{practice.short_id}/"
    assert finnish.url == f"/fi/practices/language-cafe-{practice.short_id}/"


def test_facts_stand_in_the_order_place_size_years_cost(practice):
    assert read(practice).cards["en"].facts == (
        ("Malmö, Sweden", "en"),
        ("370,000 inhabitants", "en"),
        ("since 2016", "en"),
        ("cost 1", "en"),
    )


def test_it_is_found_by_its_words_tags_places_and_organisations(practice):
    make_partner(practice)
    texts = {text.language: text for text in read(practice).texts}
    assert texts["sv"].title == "Språkkafé på biblioteket"
    assert {"newcomers (sv)", "Malmö", "Sverige", "Malmö stad", "Röda Korset"} <= set(texts["sv"].labels.split(", "))
    assert (texts["fi"].title, texts["fi"].body) == ("", "")
    assert {"newcomers (fi)", "Ruotsi"} <= set(texts["fi"].labels.split(", "))


def test_all_words_of_the_body_are_in(practice):
    practice.texts.filter(language="sv").update(
        lessons="Börja med mat.", obstacles="Skiftarbete.", part_words={"1": {"title": "Värva frivilliga"}}
    )
    body = next(text.body for text in read(practice).texts if text.language == "sv")
    assert body == "Börja med mat.\n\nSkiftarbete.\n\nVärva frivilliga"


def test_what_ranks_it(practice):
    found = read(practice)
    assert (found.quality, found.evidence, found.is_running, found.confirmed_on) == (0, 2, True, None)
    assert found.main_theme == "second-language-learning"
    Practice.objects.update(source="form", quality_label="best", is_running=None)
    assert (read(practice).quality, read(practice).is_running) == (3, True)
    Practice.objects.update(is_running=False)
    assert read(practice).is_running is False


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        ({}, "Compiled from public sources"),
        ({"source": "form"}, ""),
        ({"source": "form", "quality_label": "good"}, "Good practice"),
    ],
)
def test_the_label_says_where_it_stands(practice, fields, label):
    Practice.objects.update(**fields)
    assert read(practice).cards["en"].label == label


def test_many_practices_cost_no_more_statements_than_one(practice):
    for _ in range(3):
        make_practice(owner=make_organisation(), themes=["volunteering"], municipality=make_municipality())
    assert statements(4) == statements(1)


def statements(amount):
    with CaptureQueriesContext(connection) as captured:
        for found in Practice.objects.for_indexing()[:amount]:
            document(found)
    return len(captured)

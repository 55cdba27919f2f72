import pytest
from factories import make_research

from research.indexing import document
from research.models import ResearchItem

pytestmark = pytest.mark.django_db


@pytest.fixture
def work():
    return make_research(
        "Språkkafeer i Norge",
        language="nb",
        translations={"en": {"key_message": "Cafés help people to speak."}},
        authors=[("Berg", "A."), ("Dahl", "B.")],
        identifiers=[("doi", "10.1177/abc")],
        countries=["NO"],
        themes=["second-language-learning"],
        groups=["newcomers"],
        designs=["qualitative-study"],
        issued="2022-05",
        container_title="Human Relations",
        keywords=["volunteers"],
        open_access="gold",
    )


def read(work):
    return document(ResearchItem.objects.for_indexing().get(pk=work.pk))


def test_values_to_filter_by(work):
    assert read(work).facets == {
        "kind": ["research"],
        "theme": ["second-language-learning"],
        "group": ["newcomers"],
        "method": [],
        "design": ["qualitative-study"],
        "outcome": [],
        "country": ["NO"],
        "region": [],
        "municipality": [],
        "size": [],
        "owner": [],
        "evidence": [],
        "lang": ["nb"],
        "oa": ["open"],
    }


def test_a_card_keeps_the_title_and_says_its_language(work):
    card = read(work).cards["fi"]
    assert (card.title, card.title_language) == ("Språkkafeer i Norge", "nb")
    assert (card.one_liner, card.one_liner_language) == ("Cafés help people to speak.", "en")
    assert card.url == f"/fi/research/sprakkafeer-i-norge-{work.short_id}/"
    english = read(work).cards["en"]
    assert (english.label, english.facts) == (
        "Journal article",
        (("Berg and Dahl", "en"), ("2022", "en"), ("Human Relations", "nb")),
    )


@pytest.mark.parametrize(
    ("names", "told"), [(["Berg"], "Berg"), (["Berg", "Dahl", "Eng"], "Berg and others"), (["IMDi"], "IMDi")]
)
def test_authors_are_told_in_short(names, told):
    work = make_research(authors=names)
    assert read(work).cards["en"].facts[0] == (told, "en")


def test_editors_stand_in_where_there_are_no_authors(work):
    work.contributions.update(role="editor")
    assert read(work).cards["en"].facts[0] == ("Berg and Dahl", "en")


def test_it_is_found_by_title_names_numbers_and_keywords(work):
    texts = {text.language: text for text in read(work).texts}
    assert texts["nb"].title == "Språkkafeer i Norge"
    assert texts["nb"].body == "Berg, A., Dahl, B.\n\nHuman Relations\n\nvolunteers\n\n10.1177/abc"
    assert (texts["en"].title, texts["en"].one_liner) == ("", "Cafés help people to speak.")
    assert "newcomers (sv)" in texts["sv"].labels


def test_a_title_in_a_language_without_analysis_stands_with_the_original_one():
    work = make_research("Migration et langue", language="fr")
    texts = {text.language: text.title for text in read(work).texts}
    assert texts["en"] == "Migration et langue"
    assert read(work).facets["lang"] == ["fr"]

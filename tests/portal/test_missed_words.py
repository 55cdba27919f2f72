"""The editor of the vocabulary sees what was missed, and answers it with a label."""

import pytest
from django.test import Client
from django.utils import timezone
from factories import list_in_search, make_concept, make_practice
from justhtml import JustHTML
from pages import language_of, texts, words
from people import make_person

from core.models import AuditRow
from search.models import ZeroHit
from vocabulary.choices import LabelKind
from vocabulary.models import ConceptLabel

pytestmark = pytest.mark.django_db
LIST = "/en/editorial/missed-words/"
LABEL = "/en/editorial/missed-words/label/?words=zebrakafé&language=sv&find="


@pytest.fixture(autouse=True)
def editor(client):
    person = make_person("chief_editor")
    client.force_login(person)
    return person


@pytest.fixture
def concept():
    concept = make_concept("language-cafe", "method")
    ConceptLabel.objects.filter(concept=concept).delete()
    for language, text in (("en", "Language café"), ("sv", "Språkkafé")):
        ConceptLabel.objects.create(
            concept=concept, language=language, text=text, kind=LabelKind.PREFERRED, folded=text.lower()
        )
    return concept


def miss(text, number, language="sv"):
    ZeroHit.objects.create(day=timezone.localdate(), language=language, words=text, number=number)


def page_at(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status
    return JustHTML(response.content.decode(), sanitize=False)


def test_lists_words_from_three_searches_on_in_their_language(client):
    miss("zebrakafé", 7)
    miss("lejonkafé", 2)
    page = page_at(client, LIST)
    [row] = page.query("tbody tr")
    assert words(row.query_one("th span")) == "zebrakafé"
    assert language_of(row.query_one("th span")) == "sv"
    assert texts(row, "td")[0] == "7"
    assert row.query_one("a").attrs["href"].startswith("/en/editorial/missed-words/label/?words=zebrakaf")


def test_says_so_when_nothing_was_missed(client):
    page = page_at(client, LIST)
    assert page.query("table") == []
    assert "Nothing is missed just now." in words(page.query_one("main"))


def test_a_concept_is_found_by_any_of_its_labels(client, concept):
    page = page_at(client, f"{LABEL}språkk")
    assert texts(page, "input[name=concept] + span") == ["Language café Type of work"]
    assert page.query_one("input[name=text]").attrs["value"] == "zebrakafé"
    assert [option.attrs["value"] for option in page.query("option[selected]")] == ["sv"]


def test_says_so_when_no_concept_is_called_that(client, concept):
    page = page_at(client, f"{LABEL}qqqq")
    assert page.query("form[method=post]") == []
    assert "No concept is called that." in words(page.query_one("main"))


def test_the_label_is_added_and_what_was_missed_is_found(client, concept, editor):
    miss("zebrakafé", 7)
    list_in_search(make_practice("Coffee on Mondays", methods=["language-cafe"]))
    sent = {"concept": "method:language-cafe", "text": "zebrakafé", "language": "sv"}
    answer = client.post(f"{LABEL}språk", sent)
    assert answer.status_code == 303
    page = page_at(client, answer["Location"])
    assert words(page.query_one("main [role=status]")) == (
        "“zebrakafé” is now a label of “Language café”. Searches find it from now on."
    )
    assert page.query("tbody tr") == []
    assert AuditRow.objects.filter(action="add label", actor_id=editor.pk).count() == 1
    assert 'data-total="1"' in client.get("/en/search/?q=zebrakafé").content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"concept": ""}, "Choose a concept."),
        ({"concept": "method:no-such"}, "There is no such concept."),
        ({"text": "Språkkafé"}, "The concept has this label already."),
        ({"language": "xx"}, "Select a valid choice. xx is not one of the available choices."),
        ({"text": ""}, "This field is required."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(client, concept, changed, sentence):
    before = ConceptLabel.objects.count()
    sent = {"concept": "method:language-cafe", "text": "zebrakafé", "language": "sv"} | changed
    answer = client.post(f"{LABEL}språk", sent)
    page = JustHTML(answer.content.decode(), sanitize=False)
    assert answer.status_code == 422
    assert texts(page, "[role=alert] p") == [sentence]
    assert ConceptLabel.objects.count() == before


def test_a_forged_form_is_refused(editor, concept):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    answer = client.post(f"{LABEL}språk", {"concept": "method:language-cafe", "text": "x", "language": "sv"})
    assert answer.status_code == 403


@pytest.mark.parametrize("added", ["", "x", "999999", "٣", "-1", "9" * 40])
def test_an_address_that_tells_of_no_label_says_nothing(client, added):
    page = page_at(client, f"{LIST}?added={added}")
    assert words(page.query_one("main [role=status]")) == ""

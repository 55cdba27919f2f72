"""What a search field suggests: a fragment of a page, the same for everybody."""

import pytest
from django.urls import reverse
from factories import make_organisation, make_practice
from justhtml import JustHTML
from pages import texts
from search_factories import make_values, put_document

from core.choices import Status
from search import index
from search.facet_values import Name
from search.models import FacetValue
from search.suggestion_words import name_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(client):
    def asked(beginning, language="en"):
        response = client.get(f"/{language}/search/suggest/", {"q": beginning})
        assert response.status_code == 200
        return JustHTML(response.content.decode(), sanitize=False, fragment=True)

    return asked


def listed(item):
    index.refresh(item)
    return item


def name_theme(text):
    row = FacetValue.objects.get(facet="theme", value="education")
    name_row(row.pk, Name("en", text)).save()


def test_options_stand_in_groups_with_headings_and_counts(ask):
    practice = listed(make_practice(title="Zebra café"))
    listbox = ask("zeb")
    assert texts(listbox, "[role=listbox] > [role=group] > [role=option] > span") == ["Zebra café"]
    [option] = listbox.query("[role=option]")
    assert option.attrs["href"] == practice.get_absolute_url()
    assert option.attrs["tabindex"] == "-1"
    [group] = listbox.query("[role=group]")
    assert group.attrs["aria-label"] == "Practices and research"
    assert listbox.query_one("[role=listbox]").attrs["data-status"] == "1 suggestion, use the arrow keys"


def test_concepts_lead_to_the_search_with_their_filter(ask):
    make_values()
    name_theme("zebra studies")
    put_document("Something", facets={"theme": ["education"]})
    listbox = ask("zeb")
    [option] = listbox.query("[role=option]")
    assert option.attrs["href"] == reverse("portal:search") + "?theme=education"
    assert texts(listbox, "small") == ["found by: zebra studies", "1 result"]


def test_text_in_another_language_says_so(ask):
    listed(make_practice(title="Zebrakaffe", language="sv"))
    assert [node.attrs.get("lang") for node in ask("zebra").query("[role=option] > span")] == ["sv"]
    assert [node.attrs.get("lang") for node in ask("zebra", "sv").query("[role=option] > span")] == [None]


def test_markup_in_a_title_is_text(ask):
    listed(make_practice(title="<b>Zebra</b> & co"))
    assert texts(ask("zebra"), "[role=option] > span") == ["<b>Zebra</b> & co"]


@pytest.mark.parametrize("beginning", ["", "z", "zebra" * 17, "qqqqqq"])
def test_too_little_too_much_or_unknown_text_has_no_suggestions(ask, beginning):
    listed(make_practice(title="Zebra café " + "zebra" * 10))
    listbox = ask(beginning)
    assert listbox.query("[role=option]") == []
    assert listbox.query_one("[role=listbox]").attrs["data-status"] == "No suggestions"


@pytest.mark.parametrize("status", [status for status in Status if status != Status.PUBLISHED])
def test_what_leaves_the_list_is_suggested_no_longer(ask, status):
    items = [listed(make_practice(title="Zebra café")), listed(make_organisation(name="Zebra club"))]
    assert len(ask("zebra").query("[role=option]")) == 2
    for item in items:
        item.status = status
        index.refresh(item)
    assert ask("zebra").query("[role=option]") == []


def test_the_answer_is_for_everybody_and_for_a_minute(client):
    response = client.get(reverse("portal:suggest"), {"q": "zebra"})
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert "Cookie" not in response.get("Vary", "")
    assert response.cookies == {}
    assert response["X-Robots-Tag"] == "noindex"

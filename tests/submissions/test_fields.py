"""What forms of several kinds share: choices from the database, lines, rows."""

import pytest
from django.utils import translation
from factories import make_concept, make_country

from submissions.answers import as_data
from submissions.concept_fields import ConceptField, ConceptsField
from submissions.fields import LineField, countries
from submissions.parts import part_answers, part_formset
from submissions.question_forms import QuestionForm
from vocabulary.models import Concept

pytestmark = pytest.mark.django_db


class TopicsForm(QuestionForm):
    theme = ConceptField("theme", "Theme", leaves_only=True)
    themes = ConceptsField("theme", "Themes", most=2)
    name = LineField(label="Name", max_length=20, required=False)

    more = ("name",)


Rows = part_formset(TopicsForm, title="Rows", add="Add", most=2)


@pytest.fixture
def themes():
    top = make_concept("education")
    make_concept("school", broader=top)
    make_concept("adults", broader=top)
    make_concept("housing")
    make_concept("old", deprecated_on="2020-01-01")


def offered(form, chosen=()):
    """[(label of the group, its identifiers)]"""
    return [(label, [each.identifier for each in members]) for label, members in form.fields["themes"].groups(chosen)]


def test_concepts_stand_under_their_broader_ones_in_the_language_of_the_page(themes):
    form = TopicsForm()
    assert offered(form) == [("", ["housing"]), ("education", ["education", "adults", "school"])]
    inner = [("adults", "adults"), ("school", "school")]
    assert list(form.fields["theme"].choices)[1:] == [("education", inner), ("housing", "housing")]
    with translation.override("sv"):
        assert dict(TopicsForm().fields["themes"].choices)["housing"] == "housing (sv)"


def test_themes_of_the_third_level_have_a_tick_box_only_where_they_are_chosen(themes):
    make_concept("evening-school", broader=Concept.objects.get(identifier="school"))
    form = TopicsForm(as_data({"themes": ["evening-school"], "theme": ["evening-school"]}))
    assert ("evening-school" in dict(offered(form))["education"], form.is_valid()) == (False, True)
    assert dict(offered(form, {"evening-school"}))["education"][-1] == "evening-school"
    assert form.cleaned_data["theme"].identifier == "evening-school"
    assert str(form["theme"]).count("selected") == 1


def test_a_scheme_can_be_asked_for_what_is_narrower_than_one_concept(themes):
    class StudyForm(QuestionForm):
        themes = ConceptsField("theme", "Themes", top="education")
        nothing = ConceptsField("theme", "Themes", top="no-such-concept")

    make_concept("evening-school", broader=Concept.objects.get(identifier="school"))
    form = StudyForm()
    assert offered(form) == [("", ["adults"]), ("school", ["school", "evening-school"])]
    assert form.fields["nothing"].groups(()) == []


def test_choices_are_read_once_for_each_form(themes, django_assert_num_queries):
    form = TopicsForm(as_data({"themes": ["school", "housing"]}))
    with django_assert_num_queries(1):
        assert form.is_valid()
        str(form["themes"])


def test_groups_with_a_choice_stand_open(themes):
    page = str(TopicsForm(as_data({"themes": ["school"]}))["themes"])
    assert page.count("<details") == 1
    assert '<details class="choice-group" open>' in page
    assert page.count("checked") == 1
    assert "open" not in str(TopicsForm()["themes"])


def test_what_the_page_shows_is_escaped():
    make_concept("bad", labels={"en": "<script>alert(1)</script>"})
    assert "<script>" not in str(TopicsForm()["themes"])


def test_countries_of_the_region_stand_first():
    for code in ("DE", "NO", "SE"):
        make_country(code)
    assert countries() == [("NO", "Norway"), ("SE", "Sweden"), ("Other countries", [("DE", "Country DE")])]


def test_a_line_is_one_line():
    form = TopicsForm(as_data({"name": [" one\r\n two\t three "]}))
    assert form.is_valid()
    assert form.cleaned_data["name"] == "one two three"


def test_fields_that_few_need_stand_apart():
    form = TopicsForm()
    assert [field.name for field in form.basic()] == ["theme", "themes"]
    assert [field.name for field in form.extra()] == ["name"]
    assert (form.has_more_told(), TopicsForm(as_data({"name": ["x"]})).has_more_told()) == (False, True)


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ({}, []),
        (part_answers("row", []), []),
        (part_answers("row", [{"name": "a"}, {}, {"name": "b"}]), ["a", "b"]),
    ],
)
def test_empty_rows_say_nothing(answers, names):
    rows = Rows(as_data(answers), prefix="row")
    assert rows.is_valid()
    assert [row["name"] for row in rows.told()] == names


@pytest.mark.parametrize(("told", "is_valid"), [(2, True), (3, False)])
def test_rows_have_an_end(told, is_valid):
    rows = Rows(as_data(part_answers("row", [{"name": "a"}] * told + [{}])), prefix="row")
    assert rows.is_valid() is is_valid


@pytest.mark.parametrize("total", ["x", "", "0"])
def test_rows_are_counted_by_what_was_sent(total):
    answers = {"row-TOTAL_FORMS": [total], "row-INITIAL_FORMS": ["0"]}
    assert Rows(as_data(answers), prefix="row").total_form_count() == 0
    rows = Rows(as_data(answers | {"row-1-name": ["b"]}), prefix="row")
    assert rows.is_valid()
    assert [row["name"] for row in rows.told()] == ["b"]

"""Lists of concepts in the questions about a practice hold what can be chosen, by its label."""

import pytest
from django.utils import translation
from factories import make_concept

from practices.questionnaire.forms.time import SinceForm
from practices.questionnaire.forms.topics import TopicForm
from submissions.wording import said

pytestmark = pytest.mark.django_db


def test_a_list_offers_the_concepts_of_its_branch_in_the_language_of_the_page():
    top = make_concept("maturity", "other")
    make_concept("maturity-pilot", "other", broader=top, labels={"en": "Pilot", "sv": "Försök"})
    with translation.override("sv"):
        form = SinceForm({"maturity": "maturity-pilot"})
        offered = [label for value, label in form.fields["maturity"].choices if value]
        assert (offered, said(form, "maturity")) == (["Försök"], "Försök")
        assert form.is_valid()


def test_ticked_concepts_are_told_by_their_labels():
    make_concept("housing", labels={"en": "A place to live"})
    assert said(TopicForm({"themes": ["housing"]}), "themes") == "A place to live"

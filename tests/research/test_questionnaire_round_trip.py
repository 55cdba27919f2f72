"""What is read from a work and written back changes nothing."""

import pytest
from row_prints import rows_of
from shipped import collection, reference  # noqa: F401

from research.models import ResearchItem

pytestmark = pytest.mark.django_db


def test_all_starter_works_stay_as_they_are(collection):  # noqa: F811
    questionnaire = ResearchItem.questionnaire()
    works = ResearchItem.objects.order_by("number")
    assert works.count() > 190
    for work in works:
        before = rows_of(work)
        answers = questionnaire.read(work, work.original_language)
        questionnaire.write(work, answers, language=work.original_language, by=None)
        assert rows_of(work) == before
        assert questionnaire.read(ResearchItem.objects.get(pk=work.pk), work.original_language) == answers

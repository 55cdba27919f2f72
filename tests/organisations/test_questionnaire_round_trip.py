"""What is read from an organisation and written back changes nothing."""

import pytest
from row_prints import rows_of
from shipped import collection, reference  # noqa: F401

from organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_all_starter_organisations_stay_as_they_are(collection):  # noqa: F811
    questionnaire = Organisation.questionnaire()
    organisations = Organisation.objects.order_by("number")
    assert organisations.count() == 242
    for organisation in organisations:
        language = organisation.original_language
        before = rows_of(organisation)
        answers = questionnaire.read(organisation, language)
        questionnaire.write(organisation, answers, language=language, by=None)
        assert rows_of(organisation) == before
        assert questionnaire.read(Organisation.objects.get(pk=organisation.pk), language) == answers

"""The starter collection can be edited with the questionnaire without losing anything."""

from answered import stored
from shipped import collection, reference  # noqa: F401

from practices.models import Practice
from practices.questionnaire.questions import QUESTIONNAIRE

_MAY_LACK = {"owner_name", "contact"}
"""What nobody has told of some of them; who changes them is asked for it."""


def test_reading_and_writing_a_starter_practice_changes_nothing(db, collection):  # noqa: F811
    wrong, compared = {}, 0
    for item in Practice.objects.all():
        answers = QUESTIONNAIRE.read(item, item.original_language)
        lacking = QUESTIONNAIRE.bound(answers).errors().keys()
        if lacking:
            wrong[item.source_key] = lacking - _MAY_LACK
            continue
        before = stored(item)
        QUESTIONNAIRE.write(item, answers, language=item.original_language, by=None)
        assert stored(item) == before
        compared += 1
    assert {key for key, lacking in wrong.items() if lacking} == set()
    assert compared >= 60

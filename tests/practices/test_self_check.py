"""The reviewers' ten questions, asked of the writer first."""

import pytest
from answered import ALL, LEAST, make_values

from practices.questionnaire.questions import QUESTIONNAIRE
from practices.questionnaire.self_check import lifts

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def values():
    make_values()


def levels(answers):
    return {bar.criterion: bar.level for bar in QUESTIONNAIRE.self_check(answers)}


def test_levels_of_the_least():
    assert levels(LEAST) == {f"C{number}": 0 for number in range(1, 11)} | {"C7": 1}


def test_levels_of_a_practice_of_which_everything_is_told():
    expected = {"C1": 2, "C2": 2, "C3": 1, "C4": 2, "C5": 1, "C6": 0, "C7": 3, "C8": 2, "C9": 1, "C10": 1}
    assert levels(ALL) == expected


def test_each_missing_step_names_what_to_do_and_where():
    bars = {bar.criterion: bar for bar in QUESTIONNAIRE.self_check(ALL)}
    assert [(lift.sentence, lift.question) for lift in bars["C1"].lifts] == [
        ("Show the need or the goal with a figure.", "before")
    ]
    assert all(len(bar.lifts) == 3 - bar.level for bar in bars.values())


def test_every_question_named_is_one_of_the_twelve():
    named = {lift.question for bar in QUESTIONNAIRE.self_check({}) for lift in bar.lifts}
    assert named - {question.name for question in QUESTIONNAIRE.questions} == set()


def test_wrong_answers_do_not_stop_the_check():
    assert levels(ALL | {"cost-0-total": ["-5"], "title": [""]})["C7"] == 3


def test_the_lowest_bars_come_first():
    assert [lift.question for lift in lifts(QUESTIONNAIRE.self_check(ALL), most=1)] == ["difficult"]

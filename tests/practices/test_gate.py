"""What the portal finds about the gate, for the editor who answers its questions."""

import pytest
from answered import ALL, LEAST, make_values
from factories import make_concept, make_practice

from practices.models import Practice
from practices.questionnaire.questions import QUESTIONNAIRE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def values():
    make_values()


def found(answers):
    item = QUESTIONNAIRE.write(Practice(), answers, language="en", by=None)
    return {finding.gate: finding for finding in item.gate_findings()}


def answers_of(findings):
    return {gate: finding.answer for gate, finding in findings.items()}


def test_a_practice_of_which_everything_is_told():
    expected = {"G1": "yes", "G2": "yes", "G3": "yes", "G4": "unsure", "G5": "unsure", "G7": "unsure"}
    assert answers_of(found(ALL)) == expected


def test_a_practice_of_which_little_is_told():
    findings = found(LEAST)
    expected = {"G1": "unsure", "G2": "unsure", "G3": "no", "G4": "unsure", "G5": "unsure", "G7": "unsure"}
    assert answers_of(findings) == expected
    assert findings["G3"].why == (
        "Not answered yet: What was wrong before, and what is the goal? What do you do? Who is it for? "
        "Since when, and is it still running?"
    )


def test_not_knowing_counts_as_an_answer():
    not_known = {"before_not_known": ["on"], "for_whom_not_known": ["on"], "since_not_known": ["on"]}
    assert found(LEAST | not_known | {"what_we_do": ["We talk."]})["G3"].answer == "yes"


@pytest.mark.parametrize(
    ("changed", "answer"),
    [
        ({"started": ["2020-01"], "ended": ["2020-03"], "is_running": ["no"]}, "no"),
        ({"started": ["2020-01"], "ended": ["2020-09"], "is_running": ["no"]}, "yes"),
        ({"started": ["2020-01"]}, "yes"),
    ],
)
def test_half_a_year_counts_as_tried(changed, answer):
    assert found(LEAST | changed)["G2"].answer == answer


def test_a_sensitive_topic_needs_words_about_its_risks():
    sensitive = LEAST | {"themes": ["honour-related-violence"]}
    assert found(sensitive)["G4"].answer == "no"
    assert found(sensitive | {"risks_and_ethics": ["We never write names."]})["G4"].answer == "unsure"


def test_the_same_title_is_found():
    other = make_practice(LEAST["title"][0].upper(), number="NC-2020-0001")
    assert (found(LEAST)["G7"].answer, found(LEAST)["G7"].why[:12]) == ("no", other.number)


def test_a_short_pilot_is_said_to_be_one():
    make_concept("maturity-pilot", "other", broader=make_concept("maturity", "other"))
    changed = {"started": ["2020-01"], "ended": ["2020-03"], "is_running": ["no"], "maturity": ["maturity-pilot"]}
    assert found(LEAST | changed)["G2"].why == "It has run for less than half a year, and is sent in as a pilot."

import pytest
from django.utils import timezone
from factories import make_research

from research.publication import problems

pytestmark = pytest.mark.django_db
NEXT_YEAR = timezone.localdate().year + 1
WHICH_YEAR = "Tell which year it came out: 1900 at the earliest, next year at the latest."


def whole(**fields):
    told = {"themes": ["education"], "authors": [("Berg", "A.")], "issued": "2022", "container_title": "The Journal"}
    return make_research(**{**told, **fields})


def test_a_work_that_tells_what_is_needed_has_no_problems():
    assert whole().publish_problems() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"url": ""}, "There is no DOI, ISBN or address that leads to the work."),
        ({"themes": []}, "Choose one to three themes."),
        ({"themes": ["a", "b", "c", "d"]}, "Choose one to three themes."),
        ({"authors": []}, "Name at least one person or organisation behind the work."),
        ({"issued": None}, WHICH_YEAR),
        ({"issued": "1899-12-31"}, WHICH_YEAR),
        ({"issued": f"{NEXT_YEAR + 1}"}, WHICH_YEAR),
        ({"container_title": " "}, "Name the journal that the article stands in."),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(fields, sentence):
    work = whole(**fields)
    work.refresh_from_db()
    assert problems(work) == [sentence]


@pytest.mark.parametrize(
    "fields",
    [
        {"issued": "1900"},
        {"issued": f"{NEXT_YEAR}-12"},
        {"authors": ["IMDi"]},
        {"csl_type": "report", "container_title": ""},
        {"url": "", "identifiers": [("doi", "10.1177/abc")]},
        {"url": "", "source_urls": ["https://example.org/about-it"]},
    ],
)
def test_what_is_enough(fields):
    work = whole(**fields)
    work.refresh_from_db()
    assert problems(work) == []


def test_a_compiled_record_needs_no_more_than_its_sources_tell():
    assert problems(make_research(source="compiled")) == []
    assert len(problems(make_research(source="compiled", url=""))) == 1

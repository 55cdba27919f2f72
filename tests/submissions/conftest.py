import pytest
from django.core.cache import cache
from factories import make_organisation, make_practice
from people import make_person
from plain_questionnaire import PlainQuestionnaire
from small_questionnaire import use_small_questionnaire
from writing import Browser

from core.choices import Source, Status
from practices.models import Practice


@pytest.fixture(autouse=True)
def three_questions(monkeypatch):
    use_small_questionnaire(monkeypatch)


@pytest.fixture(autouse=True)
def nobody_has_tried_before(db):
    cache.clear()


@pytest.fixture
def browser():
    return Browser()


@pytest.fixture
def begun(browser):
    browser.begin()
    return browser


@pytest.fixture
def plain_questions(monkeypatch):
    monkeypatch.setattr(Practice, "questionnaire", classmethod(lambda cls: PlainQuestionnaire()))


@pytest.fixture
def owner():
    return make_organisation("Borgerhus Aalborg", language="da", country="DK")


@pytest.fixture
def writer(owner):
    return make_person("contributor", owner)


@pytest.fixture
def make_item(owner):
    def make(status=Status.PUBLISHED, **facts):
        facts = {"owner": owner, "source": Source.COMPILED, "source_urls": ["https://example.org/it"]} | facts
        return make_practice("Evening talks at the library", status=status, maturity="maturity-pilot", **facts)

    return make

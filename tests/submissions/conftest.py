import pytest
from factories import make_organisation, make_practice
from people import make_person
from plain_questionnaire import PlainQuestionnaire

from core.choices import Source, Status
from practices.models import Practice


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

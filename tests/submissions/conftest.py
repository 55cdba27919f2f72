import pytest
from django.core.cache import cache
from small_questionnaire import use_small_questionnaire
from writing import Browser


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

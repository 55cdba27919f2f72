import datetime

import pytest
from django.core.management import call_command
from search_factories import put_document

from core import aftermath
from search.models import ZeroHit
from search.zero_hits import forget_old, most_missed, normalised, record

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 3, 1)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: TODAY)


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("  Fjällräven   Kånken ", "fjällräven kånken"),
        ('"ensamma mödrar"', "ensamma mödrar"),
        ("barn 2015", "barn 2015"),
        ("språk-café", "språk-café"),
        ("12345", ""),
        ("...", ""),
        ("anna@example.org", ""),
        ("https://example.org/x", ""),
        ("www.example.org", ""),
        ("ring 040-12 34 56", ""),
        ("19121212-1212", ""),
        ("anna 010190-123A", ""),
        ("a" * 101, ""),
        ("", ""),
    ],
)
def test_what_may_tell_of_somebody_is_not_counted(typed, counted):
    assert normalised(typed) == counted


def test_words_are_counted_by_day_and_language():
    for _ in range(3):
        record("Zebra", "sv")
    record("zebra", "fi")
    record("anna@example.org", "sv")
    record("zebra", "tlh")
    assert set(ZeroHit.objects.values_list("day", "language", "words", "number")) == {
        (TODAY, "sv", "zebra", 3),
        (TODAY, "fi", "zebra", 1),
    }


def test_words_are_shown_from_three_searches_on(settings):
    for days, words, number in ((0, "often", 4), (1, "spread", 2), (2, "spread", 1), (0, "seldom", 2), (40, "old", 9)):
        ZeroHit.objects.create(day=TODAY - datetime.timedelta(days), language="sv", words=words, number=number)
    found = most_missed(TODAY - datetime.timedelta(30))
    assert [(one.words, one.number, one.last_day) for one in found] == [
        ("often", 4, TODAY),
        ("spread", 3, TODAY - datetime.timedelta(1)),
    ]
    assert most_missed(TODAY, minimum=1) == [found[0]]


def test_a_year_later_they_are_forgotten(capsys):
    for days in (365, 366, 800):
        ZeroHit.objects.create(day=TODAY - datetime.timedelta(days), language="sv", words="zebra", number=1)
    call_command("forget_zero_hits")
    assert capsys.readouterr().out == "2 rows deleted.\n"
    assert forget_old() == 0
    assert ZeroHit.objects.count() == 1


def test_machines_cannot_fill_the_table(monkeypatch):
    monkeypatch.setattr("search.zero_hits._MOST_A_DAY", 2)
    for words in ("one", "two", "three", "one"):
        record(words, "sv")
    assert dict(ZeroHit.objects.values_list("words", "number")) == {"one": 2, "two": 1}


@pytest.fixture
def counted(client, values):
    put_document("Integration genom arbete i Malmö", language="sv")

    def counted(address):
        client.get(address)
        aftermath.run_waiting()
        return list(ZeroHit.objects.values_list("language", "words", "number"))

    return counted


def test_a_search_that_finds_nothing_is_counted_after_the_answer(counted):
    assert counted("/sv/search/?q=Zzzqqq") == [("sv", "zzzqqq", 1)]
    assert counted("/sv/search/?q=zzzqqq") == [("sv", "zzzqqq", 2)]


@pytest.mark.parametrize(
    "query",
    ["", "?q=integration", "?q=Malmo", "?q=zzzqqq&theme=health", "?q=zzzqqq&exact=1", "?q=zzzqqq&page=2", "?q=1"],
)
def test_other_searches_are_not_counted(counted, query):
    assert counted(f"/sv/search/{query}") == []


def test_only_reading_counts(client, values):
    client.head("/sv/search/?q=zzzqqq")
    client.post("/sv/search/?q=zzzqqq")
    assert aftermath.run_waiting() == 0

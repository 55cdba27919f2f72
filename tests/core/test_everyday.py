import datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

from core.everyday import partial_date, period, population
from core.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "english", "finnish"),
    [
        ("2021", "2021", "2021"),
        ("2021-03", "March 2021", "maaliskuu 2021"),
        ("2021-03-07", "7 March 2021", "7. maaliskuuta 2021"),
    ],
)
def test_dates_are_written_as_exactly_as_they_are_known(text, english, finnish):
    date = PartialDate.parse(text)
    with translation.override("en"):
        assert partial_date(date) == english
    with translation.override("fi"):
        assert partial_date(date) == finnish


@pytest.mark.parametrize(
    ("started", "ended", "is_running", "words"),
    [
        ("2006", None, True, "since 2006"),
        ("2006", None, None, "started 2006"),
        ("2006", None, False, "started 2006"),
        ("2006", "2009", False, "2006–2009"),
        ("2006", "2006", False, "2006"),
        (None, "2009", False, "until 2009"),
        (None, None, None, ""),
    ],
)
def test_periods_say_no_more_than_is_known(started, ended, is_running, words):
    dates = [PartialDate.parse(text) if text else None for text in (started, ended)]
    assert period(*dates, is_running) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (None, "size not known"),
        (0, "0 inhabitants"),
        (38, "38 inhabitants"),
        (6_213, "6,200 inhabitants"),
        (365_644, "370,000 inhabitants"),
    ],
)
def test_population_is_rounded_to_two_figures(number, words):
    assert population(number) == words


def test_english_dates_are_nordic():
    with translation.override("en"):
        assert date_format(datetime.date(2026, 11, 23)) == "23 November 2026"

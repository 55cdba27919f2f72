import pytest
from django.core.exceptions import ValidationError

from core.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2024", PartialDate(2024)),
        ("2024-05", PartialDate(2024, 5)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
    ],
)
def test_reads_and_writes_the_same(text, date):
    assert PartialDate.parse(text) == date
    assert str(date) == text


@pytest.mark.parametrize("text", ["", "May 2024", "2024-13", "2023-02-29", "2024-05-17-01", "2024-", "-5"])
def test_refuses_what_is_no_date(text):
    with pytest.raises(ValidationError):
        PartialDate.parse(text)


def test_sorts_unknown_months_first():
    dates = [PartialDate(2024, 5), PartialDate(2024), PartialDate(2023, 12, 31)]
    assert [str(date) for date in sorted(dates)] == ["2023-12-31", "2024", "2024-05"]

"""Made-up numbers, their check digits worked out by hand from the descriptions that the registers publish."""

import pytest

from organisations.national_ids import is_valid

VALID = [
    ("SE", "123456-7897"),
    ("SE", "1234567897"),
    ("NO", "123456785"),
    ("NO", "123 456 785"),
    ("DK", "12345674"),
    ("DK", "12 34 56 74"),
    ("FI", "1234567-1"),
    ("FI", "0000000-0"),
    ("AX", "1000000-4"),
    ("IS", "123456-7859"),
    ("IS", "1234567850"),
]
OF_THE_WRONG_FORM = [
    ("SE", "12345-67897"),
    ("SE", "123456789"),
    ("SE", "SE123456789701"),
    ("NO", "12345678"),
    ("NO", "NO123456785"),
    ("DK", "123456740"),
    ("FI", "12345671"),
    ("FI", "123456-71"),
    ("FI", "1234567-1-"),
    ("IS", "123456-785"),
    ("IS", "123456-7851"),
    ("DK", "１２３４５６７４"),
    ("DK", ""),
]


@pytest.mark.parametrize(("country", "number"), VALID)
def test_a_number_with_its_check_digit_is_valid(country, number):
    assert is_valid(country, number)


@pytest.mark.parametrize(("country", "number"), VALID)
def test_one_wrong_digit_is_found_wherever_it_stands(country, number):
    unchecked = len(number) - 1 if country == "IS" else None  # the century stands after the check digit
    for place, digit in enumerate(number):
        if digit.isdigit() and place != unchecked:
            wrong = str((int(digit) + 1) % 10)
            assert not is_valid(country, number[:place] + wrong + number[place + 1 :]), place


@pytest.mark.parametrize(("country", "number"), OF_THE_WRONG_FORM)
def test_another_form_is_refused(country, number):
    assert not is_valid(country, number)


@pytest.mark.parametrize(
    ("country", "start", "end"), [("FI", "0000006-", ""), ("NO", "00000300", ""), ("IS", "00000300", "9")]
)
def test_no_check_digit_fits_where_it_would_be_ten(country, start, end):
    assert not any(is_valid(country, f"{start}{digit}{end}") for digit in range(10))


@pytest.mark.parametrize("country", ["FO", "GL", "DE", None])
def test_where_no_rule_is_known_any_number_will_do(country):
    assert is_valid(country, "V 12")

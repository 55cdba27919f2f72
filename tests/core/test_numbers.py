import pytest
from django.utils import timezone

from core.numbers import take_numbers


@pytest.mark.django_db
def test_numbers_follow_each_other_without_gaps():
    year = timezone.localdate().year
    assert take_numbers(2) == [f"NC-{year}-0001", f"NC-{year}-0002"]
    assert take_numbers(1) == [f"NC-{year}-0003"]
    assert take_numbers(0) == []

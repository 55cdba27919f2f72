"""Numbers become steps of colour, and names stand in the order of each language."""

import pytest
from django.utils import translation
from factories import make_region
from hypothesis import given
from hypothesis import strategies as st

from portal import geography
from portal.geography import step_of, upper_bounds


class NoFigures:
    def under(self, facet, value, kind):
        return 0


@given(st.integers(0, 5000))
def test_steps_cover_every_number_once(largest):
    bounds = upper_bounds(largest)
    assert bounds == sorted(set(bounds))
    assert len(bounds) == min(largest, geography.STEPS)
    assert not bounds or bounds[-1] >= largest


@given(st.integers(1, 5000), st.data())
def test_more_is_never_lighter(largest, data):
    bounds = upper_bounds(largest)
    smaller = data.draw(st.integers(0, largest))
    larger = data.draw(st.integers(smaller, largest))
    assert 0 <= step_of(smaller, bounds) <= step_of(larger, bounds) <= geography.STEPS


@pytest.mark.parametrize(("largest", "expected"), [(0, []), (1, [1]), (4, [1, 2, 3, 4]), (64, [2, 4, 8, 16, 32, 64])])
def test_bounds(largest, expected):
    assert upper_bounds(largest) == expected


def test_none_is_the_only_number_without_colour():
    assert step_of(0, upper_bounds(9)) == 0
    assert step_of(1, upper_bounds(9)) == 1
    assert step_of(9, upper_bounds(9)) == geography.STEPS


@pytest.mark.django_db
def test_regions_sort_as_readers_of_the_language_expect():
    regions = [
        make_region(f"SE-{number}", name=name)
        for number, name in enumerate(["Örebro", "Ängelholm", "Zinkgruvan", "Åre", "Arvika"])
    ]
    orders = {}
    for language in ("sv", "en"):
        with translation.override(language):
            orders[language] = [row.name.text for row in geography.region_rows(regions, NoFigures())]
    assert orders == {
        "sv": ["Arvika", "Zinkgruvan", "Åre", "Ängelholm", "Örebro"],
        "en": ["Ängelholm", "Åre", "Arvika", "Örebro", "Zinkgruvan"],
    }

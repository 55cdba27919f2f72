"""The values of the facets as the shipped vocabulary and places make them."""

import pytest
from shipped import reference  # noqa: F401

from search.actions import sync_facet_values
from search.models import FacetValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_values_follow_the_vocabulary_and_the_places():
    def row(facet, value):
        return FacetValue.objects.get(facet=facet, value=value)

    assert row("theme", "mental-health").broader.value == "health-and-wellbeing"
    assert row("theme", "mental-health").labels["sv"] == ["psykisk hälsa", "sv"]
    assert row("theme", "mental-health").lexemes == []  # concepts have keys of their own
    assert "malmö" in row("municipality", "SE-1280").lexemes
    assert not row("theme", "suicide-prevention").is_choice
    assert row("theme", "mental-health").is_choice
    assert (row("method", "mentoring").broader.facet, row("method", "mentoring").broader.value) == (
        "method-group",
        "individual-support",
    )
    assert row("municipality", "SE-1280").broader.value == "SE-M"
    assert row("region", "SE-M").broader.value == "SE"
    assert row("country", "nordic").labels["en"] == ["several Nordic countries", "en"]
    assert row("country", "FI").labels["sv"] == ["Finland", "sv"]
    assert set(FacetValue.objects.filter(facet="evidence").values_list("value", flat=True)) == set("12345")
    assert FacetValue.objects.filter(facet="flag").count() == 2
    assert row("design", "meta-analysis").broader.value == "systematic-review"
    assert row("design", "systematic-review").broader is None
    assert FacetValue.objects.filter(facet="group").count() == 37
    assert FacetValue.objects.filter(facet="maturity").count() == 5


def test_words_that_say_little_alone_do_not_find_a_place_or_a_group():
    lexemes = {lexeme for row in FacetValue.objects.filter(facet="theme") for lexeme in row.lexemes}
    assert "nav" not in lexemes


def test_reading_the_vocabulary_again_changes_nothing():
    before = dict(FacetValue.objects.values_list("pk", "broader"))
    changes = sync_facet_values()
    assert (changes.added, changes.changed, changes.removed) == (0, 0, 0)
    assert dict(FacetValue.objects.values_list("pk", "broader")) == before

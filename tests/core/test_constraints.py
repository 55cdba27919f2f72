"""What the database itself refuses."""

import pytest
from django.db import IntegrityError, transaction
from factories import make_organisation, make_practice, make_research

pytestmark = pytest.mark.django_db


def is_kept(item, **facts) -> bool:
    try:
        with transaction.atomic():
            type(item).objects.filter(pk=item.pk).update(**facts)
    except IntegrityError:
        return False
    return True


@pytest.mark.parametrize(
    ("make", "facts"),
    [
        (make_practice, {"licence": "mine"}),
        (make_practice, {"evidence_scope": "somewhere"}),
        (make_practice, {"evidence_flags": ["no-effect-shown", "maybe"]}),
        (make_practice, {"started": "2024-05", "ended": "2024-04"}),
        (make_practice, {"started": "2024", "ended": "2023-12-31"}),
        (make_research, {"open_access": "perhaps"}),
        (make_research, {"retraction_status": "half"}),
        (make_research, {"data_started": "2019", "data_ended": "2012"}),
        (make_organisation, {"scope": "galactic"}),
        (make_organisation, {"ror": "not-a-ror"}),
    ],
)
def test_facts_that_cannot_be_are_refused(make, facts):
    assert not is_kept(make(), **facts)


@pytest.mark.parametrize(("started", "ended"), [("2024-05", "2024"), ("2024", "2024-05"), ("2024-05-17", "2024-05")])
def test_dates_are_compared_as_far_as_both_are_known(started, ended):
    assert is_kept(make_practice(), started=started, ended=ended)


def test_a_sum_needs_a_currency_and_a_year():
    costs = make_practice().costs
    with pytest.raises(IntegrityError), transaction.atomic():
        costs.create(phase="start", per_participant=10)
    with pytest.raises(IntegrityError), transaction.atomic():
        costs.create(phase="start", per_participant=-10, currency="SEK", year=2025)
    costs.create(phase="start", per_participant=10, currency="SEK", year=2025)

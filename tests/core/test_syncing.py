import pytest

from core.models import Generation
from core.syncing import Changes, replace_children, sync_rows

pytestmark = pytest.mark.django_db


def rows():
    return dict(Generation.objects.values_list("area", "number"))


def sync(wanted, **options):
    wanted = [Generation(area=area, number=number) for area, number in wanted.items()]
    return sync_rows(Generation.objects.all(), wanted, key=("area",), **options)


def test_rows_become_what_is_wanted():
    assert sync({"a": 1, "b": 2}) == Changes(added=2)
    assert sync({"a": 1, "b": 3, "c": 4}) == Changes(added=1, changed=1)
    assert rows() == {"a": 1, "b": 3, "c": 4}


def test_equal_rows_are_not_touched(django_assert_num_queries):
    sync({"a": 1, "b": 2})
    with django_assert_num_queries(1):
        assert not sync({"a": 1, "b": 2})


def test_rows_that_nobody_wants_stay_unless_they_are_to_go():
    sync({"a": 1, "b": 2})
    assert not sync({"a": 1})
    assert sync({"a": 1}, removes=True) == Changes(removed=1)
    assert rows() == {"a": 1}


def test_changes_add_up_and_can_be_read():
    assert Changes(1, 2, 3) + Changes(1, 0, 1) == Changes(2, 2, 4)
    assert str(Changes(1, 2, 3)) == "1 new, 2 changed, 3 removed"


def test_children_are_replaced_only_when_they_differ():
    from factories import make_concept, make_practice

    from practices.models import PracticeConcept

    practice = make_practice(themes=["education", "mentoring"])
    before = list(practice.concepts.all())

    def said(*identifiers):
        concepts = [make_concept(identifier) for identifier in identifiers]
        return [
            PracticeConcept(item=practice, concept=concept, role="theme", position=number, is_main=number == 0)
            for number, concept in enumerate(concepts)
        ]

    assert replace_children(before, said("education", "mentoring")) is False
    assert set(practice.concepts.values_list("pk", flat=True)) == {row.pk for row in before}
    assert replace_children(before, said("mentoring", "education")) is True
    assert [row.concept.identifier for row in practice.concepts.all()] == ["mentoring", "education"]
    assert replace_children([], []) is False

"""Two records of the same thing become one: the address leads on, and what pointed at the one points at the other."""

import pytest
from factories import make_organisation, make_practice, make_research
from pages import address_of
from people import make_person

from core.choices import Source, Status
from core.models import AuditRow, Merger
from editorial.workflow import MoveRefused, change_status
from organisations.models import Membership
from search import index
from search.consistency import differences

pytestmark = pytest.mark.django_db
MAKERS = [make_practice, make_research, make_organisation]


@pytest.fixture
def editor():
    return make_person("chief_editor")


def public(make, *arguments, **fields):
    item = make(*arguments, source=Source.COMPILED, source_urls=["https://example.org/it"], **fields)
    index.refresh(item)
    return item


@pytest.mark.parametrize("make", MAKERS)
def test_the_address_of_the_merged_record_leads_to_the_one_that_stays(client, editor, make):
    old, stays = public(make), public(make)
    address = address_of(old)
    change_status(old, "merge", by=editor, into=stays)
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (301, address_of(stays))
    answer = client.get(f"/id/{old.pk}", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer["Location"]) == (303, address_of(stays))
    assert AuditRow.objects.get(action="merge").detail["into"] == str(stays.pk)
    assert list(differences()) == []


def test_a_chain_of_mergers_is_one_step(client, editor):
    first, second, third = (public(make_practice) for _ in range(3))
    change_status(first, "merge", by=editor, into=second)
    change_status(second, "merge", by=editor, into=third)
    assert set(Merger.objects.values_list("into_id", flat=True)) == {third.pk}
    assert client.get(address_of(first))["Location"] == address_of(third)


def test_when_the_one_that_stays_is_hidden_so_is_the_way_to_it(client, editor):
    old, stays = public(make_practice), public(make_practice)
    change_status(old, "merge", by=editor, into=stays)
    change_status(stays, "take down", by=editor, note="Somebody is named.")
    assert client.get(address_of(old)).status_code == 410
    type(stays).objects.filter(pk=stays.pk).update(status=Status.DRAFT)
    assert client.get(address_of(old)).status_code == 404


@pytest.mark.parametrize(
    ("status", "into", "sentence"),
    [
        (Status.PUBLISHED, lambda item: None, "Choose the record that stays."),
        (Status.PUBLISHED, lambda item: item, "Choose another record of the same kind."),
        (Status.PUBLISHED, lambda item: make_research(), "Choose another record of the same kind."),
        (Status.PUBLISHED, lambda item: make_practice(status=Status.SUBMITTED), "choose one that readers can find"),
        (Status.SUBMITTED, lambda item: make_practice(status=Status.REJECTED), "choose one that readers can find"),
        (Status.SUBMITTED, lambda item: make_practice(status=Status.ACCEPTED), ""),
    ],
)
def test_only_a_living_record_of_the_same_kind_stays(editor, status, into, sentence):
    item = make_practice(status=status)
    if not sentence:
        assert change_status(item, "merge", by=editor, into=into(item)).status == Status.MERGED
        return
    with pytest.raises(MoveRefused, match=sentence):
        change_status(item, "merge", by=editor, into=into(item))
    assert Merger.objects.count() == 0


def test_what_an_organisation_runs_wrote_and_who_belongs_to_it_move_along(editor):
    old, stays = public(make_organisation, "Old name"), public(make_organisation, "New name")
    run, shared = public(make_practice, owner=old), public(make_practice)
    work = public(make_research, owner=old)
    for organisation in (old, stays):
        shared.partners.create(organisation=organisation, role="funder")
    work.contributions.create(organisation=old, position=0)
    old.relations.create(kind="part-of", to_organisation=stays)
    anna, bo = make_person("member"), make_person("reviewer")
    for person, organisation in ((anna, old), (anna, stays), (bo, old)):
        Membership.objects.create(user=person, organisation=organisation)

    change_status(old, "merge", by=editor, into=stays)
    for item in (run, work):
        item.refresh_from_db()
        assert item.owner_id == stays.pk
    assert [partner.organisation_id for partner in shared.partners.all()] == [stays.pk]
    assert work.contributions.get().organisation_id == stays.pk
    assert stays.relations.count() == stays.reverse_relations.count() == 0
    assert sorted(stays.memberships.values_list("user__email", flat=True)) == sorted([anna.email, bo.email])
    assert list(differences()) == []


def test_similar_practices_and_related_works_move_along(editor):
    old, stays, near = (public(make_practice) for _ in range(3))
    old.similar_to.add(near, stays)
    change_status(old, "merge", by=editor, into=stays)
    assert list(stays.similar_to.all()) == [near]
    study, newer, book = (public(make_research) for _ in range(3))
    study.relations.create(kind="part-of", to_item=book)
    newer.relations.create(kind="version-of", to_item=study)
    change_status(study, "merge", by=editor, into=newer)
    assert [relation.to_item for relation in newer.relations.all()] == [book]

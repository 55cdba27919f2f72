"""The one function that moves a status: every action × status × person, and what a move leaves behind."""

import contextlib

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from factories import make_organisation, make_practice, make_research
from people import make_person

from core.choices import Source, Status
from core.models import AuditRow, Generation
from editorial.moves import MOVES, Actor
from editorial.workflow import MoveRefused, change_status
from search import index
from search.engine import engine
from search.models import FacetValue, SearchDocument
from search.query import SearchQuery

pytestmark = pytest.mark.django_db

PERSON_OF = {
    Actor.SYSTEM: None,
    Actor.OWNER: "contributor",
    Actor.EDITOR: "country_editor",
    Actor.CHIEF_EDITOR: "chief_editor",
}
STORED = [move for move in MOVES if move.sources != (None,)]


def may(move, name):
    plays = {actor for actor, person in PERSON_OF.items() if person == name and name} | (
        {Actor.EDITOR} if name == "chief_editor" else set()
    )
    return bool(plays & set(move.actors))


def practice(status, **fields):
    sources = ["https://example.org/about-it"]
    return make_practice(status=status, source=Source.COMPILED, source_urls=sources, **fields)


def outcome(item, move, person):
    """The status after trying `move`, which is then undone."""
    with transaction.atomic():
        with contextlib.suppress(MoveRefused):
            change_status(item, move.action, by=person, note="Because.")
        item.refresh_from_db()
        transaction.set_rollback(True)
    return item.status


@pytest.mark.parametrize(
    "name", ["member", "contributor", "reviewer", "country_editor", "chief_editor", "administrator"]
)
def test_every_action_status_and_person(name):
    owner = make_organisation()
    person = make_person(name, owner)
    item = practice(Status.PUBLISHED, owner=owner)
    for status in Status:
        type(item).objects.filter(pk=item.pk).update(status=status)
        for move in STORED:
            expected = move.target if status in move.sources and may(move, name) else status
            assert outcome(item, move, person) == expected, (status, move.action)


@pytest.mark.parametrize("move", STORED, ids=lambda move: move.action)
def test_the_system_does_only_what_the_table_says(move):
    item = practice(move.sources[0])
    if Actor.SYSTEM in move.actors:
        assert change_status(item, move.action, note="Because.").status == move.target
    else:
        with pytest.raises(MoveRefused):
            change_status(item, move.action, note="Because.")


@pytest.mark.parametrize("move", [move for move in STORED if move.needs_note], ids=lambda move: move.action)
def test_a_reason_is_asked_for_where_it_matters(move):
    owner = make_organisation()
    item = practice(move.sources[0], owner=owner)
    with pytest.raises(MoveRefused, match="why"):
        change_status(item, move.action, by=make_person("chief_editor"), note="  ")
    item.refresh_from_db()
    assert item.status == move.sources[0]


def test_a_move_leaves_one_audit_row_with_both_statuses_and_the_reason():
    item, editor = practice(Status.PUBLISHED), make_person("chief_editor")
    change_status(item, "take down", by=editor, note="Somebody asked.")
    row = AuditRow.objects.get(item_id=item.pk)
    assert (row.action, row.actor_id, row.kind) == ("take down", editor.pk, "practice")
    assert row.detail == {"from": "published", "to": "taken_down", "note": "Somebody asked."}


def test_the_index_and_the_generation_follow_in_the_same_transaction():
    item, editor = practice(Status.ACCEPTED), make_person("chief_editor")
    change_status(item, "publish", by=editor)
    assert SearchDocument.objects.filter(item_id=item.pk).count() == 1
    before = Generation.objects.get(area="items").number
    change_status(item, "archive", by=editor, note="Over.")
    assert SearchDocument.objects.filter(item_id=item.pk).count() == 0
    assert Generation.objects.get(area="items").number > before


def test_a_stale_copy_does_not_move_again():
    item, editor = practice(Status.PUBLISHED), make_person("chief_editor")
    stale = type(item).objects.get(pk=item.pk)
    change_status(item, "archive", by=editor, note="Over.")
    with pytest.raises(MoveRefused):
        change_status(stale, "archive", by=editor, note="Over.")
    assert AuditRow.objects.filter(item_id=item.pk).count() == 1


def test_what_is_not_ready_is_not_published():
    item = practice(Status.ACCEPTED)
    item.texts.all().delete()
    with pytest.raises(MoveRefused):
        change_status(item, "publish", by=make_person("chief_editor"))
    item.refresh_from_db()
    assert item.status == Status.ACCEPTED


def test_only_compiled_records_are_loaded():
    item = make_practice(status=Status.SUBMITTED, source=Source.FORM)
    with pytest.raises(MoveRefused):
        change_status(item, "load compiled", is_new=True)


def test_an_editor_of_another_country_may_not_decide():
    from factories import make_country

    from accounts.actions import create_user, grant_role

    item = practice(Status.PUBLISHED)
    editor = create_user(email="fi@example.org", display_name="Editor", languages=["fi"])
    grant_role(user=editor, role="country_editor", country=make_country("FI"))
    with pytest.raises(MoveRefused):
        change_status(item, "archive", by=editor, note="Over.")


@pytest.mark.parametrize("make", [make_practice, make_research, make_organisation])
def test_nobody_maintains_what_has_neither_owner_nor_sender(make):
    assert not make().is_maintained_by(AnonymousUser())


def found_by(word):
    query = SearchQuery.of(q=word)
    return {hit.short_id for hit in engine.search(query, "sv").hits}


def test_what_names_an_organisation_follows_when_it_goes_and_comes_back():
    editor = make_person("chief_editor")
    owner = make_organisation("Kustlandets samordningsförbund", source_urls=["https://example.org/it"])
    item = practice(Status.ACCEPTED, owner=owner)
    for each in (owner, item):
        index.refresh(each)
    change_status(item, "publish", by=editor)
    assert found_by("Kustlandets") == {owner.short_id, item.short_id}
    assert FacetValue.objects.get(facet="owner", value=owner.short_id).labels["sv"][0].startswith("Kustlandets")

    change_status(owner, "take down", by=editor, note="Asked to.")
    assert found_by("Kustlandets") == set()
    assert FacetValue.objects.get(facet="owner", value=owner.short_id).labels == {}

    change_status(owner, "put back", by=editor)
    assert found_by("Kustlandets") == {owner.short_id, item.short_id}

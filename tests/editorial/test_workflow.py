"""The one function that moves a status: every action × status × person, and what a move leaves behind."""

import contextlib
import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone
from factories import make_organisation, make_practice, make_research, pass_gate
from people import make_person

from core.access import can
from core.actions import record_audit
from core.choices import Source, Status
from core.models import AuditRow, Generation
from editorial.conditions import ARCHIVED_AFTER, REOPENED_WITHIN, SILENT_FOR
from editorial.moves import MOVES, Actor
from editorial.permissions import WORK_AT_DESK, moves_for
from editorial.workflow import MoveRefused, change_status
from organisations.models import Membership
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
    facts = {"source": Source.COMPILED, "maturity": "maturity-pilot", **fields}
    return make_practice(status=status, source_urls=sources, **facts)


def imported(status, **fields):
    facts = {"authors": [("Berg", "Anna")], "issued": "2024", "csl_type": "report", "themes": ["housing"], **fields}
    work = make_research(status=status, source=Source.IMPORT, **facts)
    pass_gate(work)
    return work


def outcome(item, move, person, other):
    """The status after trying `move`, which is then undone."""
    into = other if move.names_survivor else None
    with transaction.atomic():
        with contextlib.suppress(MoveRefused):
            change_status(item, move.action, by=person, note="Because.", into=into)
        item.refresh_from_db()
        transaction.set_rollback(True)
    return item.status


def is_possible(move, item, status):
    """Whether the table lets anybody make the move from there: without a review, and for this item."""
    fits = not move.kinds or item.kind in move.kinds
    loaded = move.action != "publish imported" or item.source == Source.IMPORT
    return fits and loaded and status in move.sources and status not in move.reviewed_from


@pytest.mark.parametrize(
    "name", ["member", "contributor", "reviewer", "country_editor", "chief_editor", "administrator"]
)
@pytest.mark.parametrize("make", [practice, imported])
def test_every_action_status_and_person(name, make):
    owner = make_organisation()
    person = make_person(name, owner)
    item, other = make(Status.PUBLISHED, owner=owner), make(Status.PUBLISHED)
    for status in Status:
        type(item).objects.filter(pk=item.pk).update(status=status)
        item.refresh_from_db()
        offered = {offer.move.action for offer in moves_for(item, person) if offer.answer}
        assert offered == {move.action for move in STORED if is_possible(move, item, status) and may(move, name)}
        for move in STORED:
            expected = move.target if move.action in offered else status
            assert outcome(item, move, person, other) == expected, (status, move.action)


@pytest.mark.parametrize("move", STORED, ids=lambda move: move.action)
def test_the_system_does_only_what_the_table_says_and_only_when_it_is_time(move):
    item, other = practice(move.sources[0]), practice(Status.PUBLISHED)
    into = other if move.names_survivor else None
    with pytest.raises(MoveRefused):
        change_status(item, move.action, note="Because.", into=into)
    make_it_time(item)
    if Actor.SYSTEM in move.actors:
        assert change_status(item, move.action, note="Because.", into=into).status == move.target
    else:
        with pytest.raises(MoveRefused):
            change_status(item, move.action, note="Because.", into=into)


def make_it_time(item):
    """Its day of publication has come, nobody has answered for 60 days, nobody has confirmed it for far too long."""
    today = timezone.localdate()
    item.publish_on, item.revalidate_on = today, today - ARCHIVED_AFTER
    if item.status == Status.DRAFT:
        item.status = Status.CHANGES_REQUESTED
    item.save()
    asked = record_audit(action="return", item=item)
    AuditRow.objects.filter(pk=asked.pk).update(at=timezone.now() - SILENT_FOR)


@pytest.mark.parametrize("early", [datetime.timedelta(days=1)])
def test_the_system_waits_to_the_last_day(early):
    today = timezone.localdate()
    item = practice(Status.PUBLISHED, revalidate_on=today - ARCHIVED_AFTER + early)
    with pytest.raises(MoveRefused, match="still has time to confirm"):
        change_status(item, "archive", note="Not confirmed.")
    asked_for = practice(Status.CHANGES_REQUESTED)
    asked = record_audit(action="return", item=asked_for)
    AuditRow.objects.filter(pk=asked.pk).update(at=timezone.now() - SILENT_FOR + early)
    with pytest.raises(MoveRefused, match="still has time to answer"):
        change_status(asked_for, "withdraw")


def test_a_practice_that_is_scored_is_not_accepted_by_one_editor():
    item = practice(Status.SUBMITTED, maturity="maturity-established")
    with pytest.raises(MoveRefused, match="Two reviewers"):
        change_status(item, "accept", by=make_person("chief_editor"))


def test_a_sensitive_practice_is_published_by_another_editor_than_the_one_who_accepted_it():
    item = practice(Status.SUBMITTED, themes=["forced-marriage"])
    first, second = make_person("chief_editor"), make_person("country_editor")
    change_status(item, "accept", by=first)
    with pytest.raises(MoveRefused, match="sensitive"):
        change_status(item, "publish", by=first)
    assert change_status(item, "publish", by=second).status == Status.PUBLISHED


def test_an_archived_item_comes_back_when_its_owner_has_confirmed_it():
    owner, editor = make_organisation(), make_person("chief_editor")
    item = imported(Status.PUBLISHED, owner=owner)
    change_status(item, "archive", by=editor, note="Nobody answers.")
    with pytest.raises(MoveRefused, match="has not confirmed"):
        change_status(item, "restore", by=editor)
    type(item).objects.filter(pk=item.pk).update(last_confirmed_on=timezone.localdate())
    assert change_status(item, "restore", by=editor).status == Status.PUBLISHED


def test_two_years_later_it_is_too_late_to_open_it_again():
    owner = make_organisation()
    item, person = practice(Status.ACCEPTED, owner=owner), make_person("contributor", owner)
    change_status(item, "withdraw", by=person)
    AuditRow.objects.filter(item_id=item.pk).update(at=timezone.now() - REOPENED_WITHIN - datetime.timedelta(days=1))
    with pytest.raises(MoveRefused, match="two years"):
        change_status(item, "reopen", by=person)


@pytest.mark.parametrize("left", [None, datetime.timedelta(days=365), datetime.timedelta(days=4 * 365)])
def test_who_belongs_to_an_organisation_decides_nothing_about_it_but_may_hide(left):
    owner, editor = make_organisation(), make_person("chief_editor")
    to_date = timezone.localdate() - left if left else None
    Membership.objects.create(user=editor, organisation=owner, to_date=to_date)
    item = practice(Status.ACCEPTED, owner=owner)
    if left and left.days > 3 * 365:
        change_status(item, "publish", by=editor)
    else:
        with pytest.raises(MoveRefused, match="another editor decides"):
            change_status(item, "publish", by=editor)
        [offer] = [offer for offer in moves_for(item, editor) if offer.move.action == "publish"]
        assert "another editor decides" in offer.answer.reason
        type(item).objects.filter(pk=item.pk).update(status=Status.PUBLISHED, published_at=timezone.now())
    assert change_status(item, "take down", by=editor, note="Somebody is named.").status == Status.TAKEN_DOWN


@pytest.mark.parametrize(("source", "is_own"), [(Source.FORM, True), (Source.EDITOR, False)])
def test_an_editor_decides_nothing_about_what_they_sent_in_themselves(source, is_own):
    editor = make_person("chief_editor")
    item = practice(Status.SUBMITTED, created_by=editor)
    type(item).objects.update(source=source)
    item.refresh_from_db()
    assert type(item).objects.with_conflict(editor).get().has_conflict == item.has_conflict(editor) == is_own
    offers = {offer.move.action: offer.answer for offer in moves_for(item, editor)}
    assert bool(offers["reject"]) == (not is_own)
    assert bool(can(editor, WORK_AT_DESK, item)) == (not is_own)


@pytest.mark.parametrize("action", ["publish", "return", "withdraw"])
def test_the_day_of_publication_ends_with_being_accepted(action):
    owner = make_organisation()
    by = make_person("manager", owner) if action == "withdraw" else make_person("chief_editor")
    item = practice(Status.ACCEPTED, owner=owner, publish_on=timezone.localdate())
    change_status(item, action, by=by, note="Because.")
    item.refresh_from_db()
    assert item.publish_on is None


def test_buttons_say_why_they_cannot_be_pressed():
    item = practice(Status.SUBMITTED, maturity="maturity-established")
    offers = {offer.move.action: offer.answer.reason for offer in moves_for(item, make_person("country_editor"))}
    assert offers == {
        "return": "",
        "send to review": "This step rests on a review, so it cannot be made here.",
        "accept": "Two reviewers read it before it is accepted.",
        "reject": "",
        "publish imported": "Only imported records are published without being accepted first.",
        "merge": "",
    }
    assert [str(offer.move.label) for offer in moves_for(item, make_person("member"))] == []


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

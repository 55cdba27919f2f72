"""The demonstration, made once for this module: people in every role, records in every state, all of them marked."""

import datetime
import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from factories import make_practice
from shipped import reference  # noqa: F401
from signing import Visitor, code_of

from accounts.actions import create_user
from accounts.choices import NEEDS_SECOND_STEP, Role
from accounts.models import User
from core.choices import Source, Status
from core.kinds import models_by_kind
from core.models import AuditRow, Generation, OutboxMessage, TakeDown
from editorial.choices import ProposalPurpose, ProposalState
from editorial.models import ConversationMessage, DraftComment, InternalNote, Proposal, RequestedChange, Snapshot
from organisations.choices import MembershipRole
from organisations.models import Membership
from portal.demo.actions import NEVER_SENT
from portal.demo.ageing import move_back
from portal.demo.people import ADDRESSES, EDITED_COUNTRIES, PARTS, WITHOUT_ACCOUNT, demo_people
from portal.demo.records import MARK, records
from portal.demo.stories import STORIES
from practices.models import Practice
from search.consistency import differences
from search.models import Bitmap, FacetValue

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]
BESIDES_ITEMS = 4
"""Drafts that nobody has sent yet: they are no items."""


def run(*arguments):
    told = StringIO()
    call_command("make_demo", *arguments, stdout=told)
    return told.getvalue()


def count_rows():
    """Of every table but those whose numbers are never given twice, and the bitmaps, which stay when they are empty."""
    models = set(apps.get_models(include_auto_created=True)) - {Generation, FacetValue, Bitmap}
    return {model._meta.label: model._base_manager.count() for model in models}


@pytest.fixture(scope="module")
def before_and_told(reference, django_db_blocker):  # noqa: F811
    with django_db_blocker.unblock(), transaction.atomic():
        before = count_rows()
        yield before, run()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def demo(before_and_told):
    return before_and_told[1]


@pytest.fixture(scope="module")
def password(demo):
    return re.search(r"Password of all of them: (\S+)", demo)[1]


@pytest.fixture(scope="module")
def app_secret(demo):
    return re.search(r"authenticator app.*: ([A-Z2-7]{32})", demo)[1]


def items():
    return [item for model in models_by_kind().values() for item in model.objects.exclude(source_key="")]


def practice(key):
    return Practice.objects.get(source_key=f"demo-{key}")


def signed_in(key):
    client = Client()
    client.force_login(User.objects.get(email=f"demo-{key}@example.org"))
    return client


# --- What is there -------------------------------------------------------------------------------------------------


def test_there_are_forty_records_and_every_story_is_told():
    assert (len(records()), len(items())) == (40, 40 - BESIDES_ITEMS)
    assert {record.story for record in records()} == set(STORIES)


def test_every_status_that_can_be_reached_is_there():
    assert {item.status for item in items()} == set(Status) - {Status.IN_REVIEW}


def test_what_is_derived_is_there():
    today = timezone.localdate()
    received = Practice.objects.filter(status=Status.SUBMITTED)
    assert received.filter(handling_editor=None).count() == 2
    assert received.exclude(handling_editor=None).count() == 2
    assert practice("anonymous-chat").submitted_at < timezone.now() - datetime.timedelta(days=9)
    assert practice("first-invoice").revalidate_on == today - datetime.timedelta(days=10)
    assert practice("sauna-talk").revalidate_on == today - datetime.timedelta(days=75)
    assert practice("welcome-bag").publish_on == today + datetime.timedelta(days=14)
    assert {practice("friend-families").status, practice("welcome-bag").status} == {Status.ACCEPTED}
    assert [text.language for text in practice("friend-families").texts.all()] == ["is"]
    assert sorted(bool(each.confirmed_at) for each in TakeDown.objects.all()) == [False, True]


def test_writing_under_way_is_there():
    drafts = Proposal.objects.filter(purpose=ProposalPurpose.NEW, item_id=None)
    assert sorted(drafts.values_list("kind", flat=True)) == ["organisation", "practice", "practice", "research"]
    assert drafts.get(author=None).email == WITHOUT_ACCOUNT
    assert DraftComment.objects.count() == 2
    changes = Proposal.objects.filter(purpose=ProposalPurpose.CHANGE)
    assert sorted(changes.values_list("state", flat=True)) == [ProposalState.ACCEPTED, ProposalState.SENT]
    assert AuditRow.objects.filter(action="small change", item_id=practice("fire-station").pk).count() == 1
    assert practice("fire-station").version == 2
    asked = RequestedChange.objects.filter(item_id=practice("housing-guides").pk)
    assert [bool(each.answer) for each in asked] == [False, True]
    assert sorted(ConversationMessage.objects.values_list("is_from_desk", flat=True)) == [False, True]
    assert InternalNote.objects.exists()


def test_every_role_is_there():
    assert {part.role for part in PARTS} == {*Role.values, ""}
    people = {person.email: person for person in demo_people()}
    assert set(people) == {part.email for part in PARTS}
    granted = {(part.email, role) for part in PARTS for role in Role.values if people[part.email].has_role(role)}
    assert granted == {(part.email, part.role) for part in PARTS if part.role}
    editors = [part.country for part in PARTS if part.role == Role.COUNTRY_EDITOR]
    assert editors == list(EDITED_COUNTRIES)
    assert all(part.languages for part in PARTS)
    roles = Membership.objects.values_list("user__display_name", "role").distinct()
    assert set(roles) == {("Demo manager", MembershipRole.MANAGER), ("Demo contributor", MembershipRole.CONTRIBUTOR)}


def test_everything_says_that_it_is_invented():
    for item in items():
        assert (item.source, item.source_key[:5]) == (Source.FORM, "demo-")
        for text in item.texts.all():
            if item.kind == "organisation":
                assert re.match("Demo|Esittely|Sýnis", text.name), text.name
            elif item.kind == "practice":
                assert text.title.startswith(MARK[text.language]), text.title
            else:
                assert item.title.startswith(MARK[item.language]), item.title


# --- It is real ----------------------------------------------------------------------------------------------------


def test_the_index_tells_the_truth():
    assert list(differences()) == []


def test_moves_left_their_rows():
    for item in items():
        moves = AuditRow.objects.filter(item_id=item.pk)
        assert moves.filter(action="submit").exists(), item.source_key
        assert Snapshot.objects.filter(item_id=item.pk).exists() == (item.published_at is not None)


def test_what_is_public_can_be_read():
    for item in items():
        expected = {Status.PUBLISHED: 200, Status.ARCHIVED: 200, Status.TAKEN_DOWN: 410, Status.MERGED: 301}
        assert Client().get(item.get_absolute_url()).status_code == expected.get(item.status, 404), item.source_key


def test_editors_and_writers_find_their_pages():
    chief, writer = signed_in("chief-editor"), signed_in("contributor")
    for page in ("/en/editorial/", "/en/editorial/proposals/"):
        assert chief.get(page).status_code == 200
    assert writer.get("/en/my/").status_code == 200


def test_somebody_signs_in_as_a_member(password):
    visitor = Visitor()
    visitor.sign_in("demo-member@example.org", password)
    assert visitor.is_signed_in


def test_somebody_signs_in_as_an_editor_with_two_steps(password, app_secret):
    visitor = Visitor()
    visitor.sign_in("demo-editor-fi@example.org", password)
    assert not visitor.is_signed_in
    visitor.send("sign-in/second-step/", code=code_of(app_secret))
    assert visitor.is_signed_in


def test_those_who_need_a_second_step_have_one():
    with_step = set(User.objects.filter(authenticator__isnull=False).values_list("email", flat=True))
    assert with_step == {part.email for part in PARTS if part.role in NEEDS_SECOND_STEP}


def test_no_message_leaves():
    messages = OutboxMessage.objects.all()
    assert set(messages.values_list("to", flat=True)) <= set(ADDRESSES)
    assert set(messages.values_list("sent_at", "last_error")) == {(None, NEVER_SENT)}
    assert not messages.filter(given_up_at=None).exists()


def test_dates_are_moved_and_snapshots_are_guarded_again():
    item = practice("fire-station")
    before = Snapshot.objects.filter(item_id=item.pk).order_by("number").first().at
    move_back(item, 3)
    snapshot = Snapshot.objects.filter(item_id=item.pk).order_by("number").first()
    assert before - snapshot.at == datetime.timedelta(days=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        snapshot.delete()


# --- Again, not here, away -----------------------------------------------------------------------------------------


def test_a_second_run_changes_nothing(demo):
    before = count_rows()
    assert "there already" in run()
    assert count_rows() == before


def test_it_is_removed_without_a_trace(before_and_told):
    before, _told = before_and_told
    assert f"{40 - BESIDES_ITEMS} records" in run("--remove")
    now = count_rows()
    assert {label: (now[label], before[label]) for label in now if now[label] != before[label]} == {}
    assert list(differences()) == []


def test_what_others_wrote_stays_when_it_is_removed():
    other = create_user(email="aino@example.org", display_name="Aino", languages=["fi"])
    own = make_practice(source=Source.FORM, created_by=other, status=Status.DRAFT)
    run("--remove")
    assert (User.objects.get(), Practice.objects.get()) == (other, own)


def test_it_is_not_made_on_a_public_portal(settings):
    settings.SITE_URL = "https://ideas.example.org"
    with pytest.raises(CommandError, match="https"):
        run()


def test_it_is_not_made_where_mail_goes_out(settings):
    settings.EMAIL_HOST = "mail.example.org"
    with pytest.raises(CommandError, match="EMAIL_URL"):
        run()


@pytest.mark.parametrize("make", ["an item", "a draft"])
def test_it_is_not_made_among_records_of_others(make):
    if make == "an item":
        make_practice(source=Source.FORM, status=Status.SUBMITTED)
    else:
        Proposal.objects.create(kind="practice", language="fi", interface_language="fi", email="aino@example.net")
    with pytest.raises(CommandError, match="of their own"):
        run()

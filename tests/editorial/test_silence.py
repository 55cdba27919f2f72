"""Authors who are asked for changes and say nothing: two reminders, then it is put aside."""

import datetime

import pytest
from django.test import override_settings
from django.utils import timezone
from factories import make_practice
from mail_server import mail_server
from people import make_person

from accounts.models import User
from core import delivery
from core.actions import record_audit
from core.choices import Status
from core.languages import INTERFACE_LANGUAGES
from core.mailing import compose
from core.models import AuditRow, OutboxMessage
from editorial import desk_emails
from editorial.clock import make_due_moves
from editorial.models import ConversationMessage, Proposal
from editorial.reminders import remind_authors
from editorial.workflow import change_status
from organisations.models import Membership

pytestmark = pytest.mark.django_db


def asked(owner, days):
    item = make_practice("Bread & words", status=Status.CHANGES_REQUESTED, owner=owner, number=f"NC-2026-{days:04}")
    at = timezone.now() - datetime.timedelta(days=days, hours=1)
    audit = record_audit(action="return", item=item)
    AuditRow.objects.filter(pk=audit.pk).update(at=at)
    type(item).objects.filter(pk=item.pk).update(updated_at=at)
    return item


@pytest.mark.parametrize(("days", "left"), [(29, None), (30, 30), (49, 11), (50, 10), (59, 1), (60, None)])
def test_one_reminder_after_thirty_days_and_one_after_fifty(owner, author, days, left):
    asked(owner, days)
    for _day in range(2):
        remind_authors()
    assert [message.context["days"] for message in OutboxMessage.objects.all()] == ([left] if left else [])


@pytest.mark.parametrize(("days", "words"), [(59, "You have 1 day left"), (50, "You have 10 days left")])
def test_how_many_days_are_left_is_said_in_good_english(owner, author, days, words):
    User.objects.filter(pk=author.pk).update(languages=["en"])
    asked(owner, days)
    remind_authors()
    assert words in compose(OutboxMessage.objects.get(), origin="https://bank.example").body


def test_who_writes_or_saves_is_not_silent(owner, author):
    item = asked(owner, 61)
    now = timezone.now() - datetime.timedelta(days=31)
    said = ConversationMessage.objects.create(
        kind="practice", item_id=item.pk, text="I ask my boss.", is_from_desk=False, at=now
    )
    assert (make_due_moves(), remind_authors()) == (0, 1)
    said.delete()
    Proposal.objects.create(
        kind="practice", item_id=item.pk, state="returned", language="en", interface_language="en", updated_at=now,
        sent_at=now,
    )  # fmt: skip
    assert make_due_moves() == 0
    Proposal.objects.all().delete()
    assert make_due_moves() == 1


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("name", ["please_answer", "desk_wrote", "author_wrote"])
def test_each_message_arrives_whole(owner, author, name, language):
    item = asked(owner, 31)
    editor = make_person("country_editor")
    for person in (author, editor):
        person.languages = [language]
        person.save()
    audit = record_audit(action="write", by=author if name == "author_wrote" else editor, item=item)
    if name == "please_answer":
        remind_authors()
    elif name == "desk_wrote":
        desk_emails.desk_wrote(item, audit, "May I call you?\n<b>Today</b>")
    else:
        desk_emails.author_wrote(item, audit)
    site = override_settings(SITE_URL="https://bank.example", CONTACT_EMAIL="ask@bank.example")
    with mail_server() as server, site:
        delivery.send_waiting()
        [mail] = server.received
    text = mail.get_body(("plain",)).get_content()
    assert mail["To"] == (editor if name == "author_wrote" else author).email
    assert "Bread & words" in mail["Subject"]
    assert ("May I call you?" in text) == (name == "desk_wrote")
    room = "editorial" if name == "author_wrote" else "my"
    assert f"https://bank.example/{language}/{room}/practice/{item.pk}/" in text
    assert "<b>" not in mail.get_body(("html",)).get_content()
    assert "{" not in text


def test_the_author_reaches_the_handling_editor_else_those_of_the_country_else_the_chief(owner, author):
    item = asked(owner, 1)

    def told():
        OutboxMessage.objects.all().delete()
        desk_emails.author_wrote(item, record_audit(action="write to desk", by=author, item=item))
        return {message.to for message in OutboxMessage.objects.all()}

    chief = make_person("chief_editor")
    assert told() == {chief.email}
    editor = make_person("country_editor")
    assert told() == {editor.email}
    item.handling_editor = chief
    assert told() == {chief.email}
    chief.role_grants.all().delete()
    item.handling_editor = type(chief).objects.get(pk=chief.pk)
    assert told() == {editor.email}, "who is no editor any more hears nothing"


def test_when_all_editors_of_the_country_are_too_close_the_chief_editor_hears_of_it(owner, author):
    item, editor, chief = asked(owner, 1), make_person("country_editor"), make_person("chief_editor")
    Membership.objects.create(user=editor, organisation=owner)
    item.handling_editor = editor
    desk_emails.author_wrote(item, record_audit(action="write to desk", by=author, item=item))
    assert [message.to for message in OutboxMessage.objects.all()] == [chief.email]


@pytest.mark.parametrize(
    ("facts", "months"),
    [
        ({"maturity": "maturity-pilot"}, 6),
        ({"is_running": True}, 12),
        ({"is_running": False}, 36),
        ({"quality_label": "good"}, 24),
        ({"quality_label": "learning-case"}, 36),
    ],
)
def test_how_long_a_practice_is_trusted(facts, months):
    maturity = {"maturity": "maturity-running", **facts}
    assert make_practice(**maturity).confirmation_period() == months


def test_publishing_sets_the_day_of_confirmation(owner):
    editor = make_person("country_editor")
    sources = {"source": "compiled", "source_urls": ["https://example.org/it"]}
    item = make_practice(status=Status.ACCEPTED, owner=owner, maturity="maturity-pilot", is_running=True, **sources)
    change_status(item, "publish", by=editor)
    assert (item.revalidate_on - timezone.localdate()).days in range(181, 185)

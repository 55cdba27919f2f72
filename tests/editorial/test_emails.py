"""Every message of the workflow, in every language, as a mail server gets it."""

import datetime

import pytest
from django.test import override_settings
from django.utils import timezone, translation
from factories import make_practice, make_research, pass_gate
from justhtml import JustHTML
from mail_server import mail_server
from pages import language_of
from people import make_person

from accounts.actions import create_user
from core import delivery
from core.actions import record_audit
from core.choices import Source, Status
from core.languages import INTERFACE_LANGUAGES
from core.models import AuditRow, OutboxMessage
from editorial.conditions import ARCHIVED_AFTER, SILENT_FOR
from editorial.emails import TOLD
from editorial.moves import BY_ACTION, Actor
from editorial.workflow import change_status, confirm_take_down
from organisations.models import Membership

pytestmark = pytest.mark.django_db
NOTE = "Your “numbers” & <places> do not fit.\nPlease look."
WITH_LINK = {"return", "publish", "publish imported", "archive", "restore", "put back", "merge"}
WITH_NOTE = {"accept", "reject", "take down", "confirm take-down", *WITH_LINK}


@pytest.fixture
def server():
    with (
        mail_server() as mailboxes,
        override_settings(SITE_URL="https://bank.example", CONTACT_EMAIL="ask@bank.example"),
    ):
        yield mailboxes


def member(owner, email="anna@example.org", languages=("sv",), role="contributor"):
    person = create_user(email=email, display_name="Anna Berg", languages=list(languages))
    Membership.objects.create(user=person, organisation=owner, role=role)
    return person


def made(action, owner, by_system=False):
    """The item after the move; everything that the move needs is there."""
    if action == "confirm take-down":
        item = made("take down", owner)
        OutboxMessage.objects.all().delete()
        confirm_take_down(item, by=make_person("chief_editor"), note=NOTE)
        return item
    move = BY_ACTION[action]
    status = Status.CHANGES_REQUESTED if by_system and action == "withdraw" else move.sources[0]
    facts = {"source": Source.COMPILED, "maturity": "maturity-pilot", "source_urls": ["https://example.org/it"]}
    words = {"translations": {"fi": {"title": "Leipä ja sanat"}}}
    if action == "publish imported":
        item = make_research("Bread & words", status=status, source=Source.IMPORT, owner=owner, themes=["housing"],
                             authors=["Nordic institute"], csl_type="report", issued="2024")  # fmt: skip
        pass_gate(item)
    else:
        item = make_practice("Bread & words", status=status, owner=owner, number="NC-2026-0042", **facts, **words)
    person = {Actor.OWNER: "manager", Actor.SYSTEM: "country_editor", Actor.EDITOR: "country_editor"}
    name = person.get(move.actors[0], "chief_editor")
    by = None if by_system else make_person(name, owner if name == "manager" else None)
    if by_system:
        make_it_time(item)
    into = make_practice("What stays", status=Status.PUBLISHED, **facts) if move.names_survivor else None
    return change_status(item, action, by=by, note=NOTE, into=into)


def make_it_time(item):
    item.publish_on, item.revalidate_on = timezone.localdate(), timezone.localdate() - ARCHIVED_AFTER
    item.save()
    asked = record_audit(action="return", item=item)
    AuditRow.objects.filter(pk=asked.pk).update(at=timezone.now() - SILENT_FOR - datetime.timedelta(hours=1))


def parts(mail):
    return (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))


def test_every_move_that_concerns_its_owner_has_its_message():
    moves = {move.action for move in BY_ACTION.values() if not set(move.sources) <= set(move.reviewed_from)}
    assert moves - TOLD.keys() == {"load compiled", "reopen"}
    assert TOLD.keys() - moves == {"confirm take-down"}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@pytest.mark.parametrize("action", TOLD)
def test_each_message_arrives_whole(server, owner, action, language):
    member(owner, languages=[language], role="manager")
    item = made(action, owner)
    waiting = OutboxMessage.objects.filter(to="anna@example.org")
    assert [message.language for message in waiting] == [language]
    delivery.send_waiting()
    [mail] = [mail for mail in server.received if mail["To"] == "anna@example.org"]
    assert mail["Reply-To"] == "ask@bank.example"
    text, html = parts(mail)
    page = JustHTML(html, sanitize=False)
    with translation.override(language):
        title = type(item).objects.get(pk=item.pk).display_title()
    assert title in mail["Subject"]
    assert title in text
    assert "Anna Berg" in text
    assert (NOTE.splitlines()[0] in text) == (action in WITH_NOTE)
    assert ("https://bank.example/" + language + "/" in text) == (action in WITH_LINK)
    assert len(page.query("a")) == (action in WITH_LINK)
    assert page.query_one("html").attrs["lang"] == language
    assert page.query("script, style, img, [style]") == []
    assert "{" not in text
    assert "\n\n\n" not in text


@pytest.mark.parametrize("action", ["publish", "withdraw", "archive"])
def test_what_the_system_does_says_why(server, owner, action):
    member(owner, languages=["en"])
    made(action, owner, by_system=True)
    delivery.send_waiting()
    text, _html = parts(server.received[0])
    why = {"publish": "Now everybody", "withdraw": "nothing for 60 days", "archive": "for more than a year"}
    assert why[action] in text
    assert NOTE.splitlines()[0] not in text


def test_titles_carry_their_own_language(server, owner):
    member(owner, languages=["is"])
    made("accept", owner)
    delivery.send_waiting()
    _text, html = parts(server.received[0])
    page = JustHTML(html, sanitize=False)
    [headline] = [node for node in page.query("p") if node.to_text().strip() == "Bread & words (NC-2026-0042)"]
    assert language_of(headline) == "en"


def test_the_sender_is_written_to_and_else_the_managers(server, owner):
    manager = member(owner, "manager@example.org", role="manager")
    sender = member(owner)
    item = make_practice(status=Status.SUBMITTED, owner=owner, created_by=sender, maturity="maturity-pilot")
    assert item.people_to_tell() == [sender]
    Membership.objects.filter(user=sender).update(to_date=timezone.localdate())
    assert item.people_to_tell() == [manager]
    Membership.objects.all().delete()
    assert item.people_to_tell() == []
    alone = make_practice(status=Status.SUBMITTED, created_by=sender)
    assert alone.people_to_tell() == [sender]


def test_the_chief_editor_is_asked_to_look_unless_it_was_the_chief_editor(server, owner):
    chief = make_person("chief_editor")
    made("take down", owner)
    [asked] = OutboxMessage.objects.all()
    assert (asked.to, asked.template) == (chief.email, "emails/editorial/please_confirm.txt")
    delivery.send_waiting()
    text, _html = parts(server.received[0])
    assert "https://bank.example/sv/editorial/taken-down/" in text
    assert "72" in text
    other = make_practice(status=Status.ARCHIVED, owner=owner)
    change_status(other, "take down", by=chief, note=NOTE)
    assert OutboxMessage.objects.count() == 1


def test_words_of_the_owner_are_not_said_to_be_the_editors(server, owner):
    manager = member(owner, languages=["en"], role="manager")
    for by in (manager, make_person("chief_editor")):
        item = make_practice(status=Status.PUBLISHED, owner=owner)
        change_status(item, "archive", by=by, note="It has ended.")
    delivery.send_waiting()
    said = [next(parts(mail)) for mail in server.received]
    assert ["The editor writes:" in text for text in said] == [False, True]
    assert ["Why? It has ended." in text for text in said] == [True, False]


def test_nobody_waits_for_a_look_that_was_taken(server, owner):
    member(owner, languages=["en"], role="manager")
    for name in ("chief_editor", "country_editor"):
        item = make_practice(status=Status.PUBLISHED, owner=owner)
        change_status(item, "take down", by=make_person(name), note=NOTE)
    delivery.send_waiting()
    said = [next(parts(mail)) for mail in server.received if mail["To"] == "anna@example.org"]
    assert ["looks at it within three days" in " ".join(text.split()) for text in said] == [False, True]


def test_people_who_read_other_languages_get_the_nearest(owner):
    for number, (languages, expected) in enumerate([(["fo", "da"], "is"), (["se"], "nb"), (["kl"], "da")]):
        person = create_user(email=f"{number}@example.org", display_name="A", languages=languages)
        item = make_practice(status=Status.DRAFT, created_by=person)
        change_status(item, "submit", by=person)
        assert OutboxMessage.objects.get(to=person.email).language == expected

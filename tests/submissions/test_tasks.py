"""Drafts that nobody goes on with: one reminder, a warning before the end, and the end."""

import datetime

import pytest
from django.utils import timezone
from pages import parsed, texts
from signing import make_member
from writing import EMAIL, Browser, link_in_mail, press_link

from core.mailing import compose
from core.models import OutboxMessage
from editorial.models import Proposal
from submissions import tasks

pytestmark = pytest.mark.django_db


def left_for(**time):
    Proposal.objects.update(updated_at=timezone.now() - datetime.timedelta(**time))


def newest_mail():
    return compose(OutboxMessage.objects.order_by("-pk").first(), "https://example.org")


def test_who_stops_is_reminded_once_the_next_day(begun):
    begun.save("name", title="Café")
    press_link(begun.client)
    assert tasks.remind_writers() == 0
    left_for(days=1)
    assert (tasks.remind_writers(), tasks.remind_writers()) == (1, 0)
    mail = newest_mail()
    assert (mail.to, mail.subject) == ([EMAIL], "Continue at question 2")
    assert "question 2 of 3" in mail.body


def test_an_address_that_nobody_has_confirmed_is_not_reminded(begun):
    begun.save("name", title="Café")
    left_for(days=1)
    assert tasks.remind_writers() == 0


def test_the_reminder_leads_to_the_question(begun, client):
    begun.save("name", title="Café")
    press_link(begun.client)
    left_for(days=1)
    tasks.remind_writers()
    assert "“Café”" in newest_mail().body
    assert press_link(client, link_in_mail()).headers["Location"] == begun.at("doing")


def test_who_has_an_account_is_led_to_signing_in():
    browser = Browser()
    browser.client.force_login(make_member())
    browser.begin(email="")
    browser.save("name", title="Café")
    left_for(days=1)
    tasks.remind_writers()
    assert newest_mail().body.count(f"https://example.org{browser.at()}") == 1


def test_nobody_is_reminded_of_nothing_or_after_long(begun):
    left_for(days=1)
    assert tasks.remind_writers() == 0
    begun.save("name", title="Café")
    left_for(days=20)
    assert tasks.remind_writers() == 0


def test_nobody_is_reminded_of_what_was_sent_or_thrown_away(begun):
    begun.save("name", title="Language café")
    other = Browser()
    other.begin("second@example.org")
    other.save("name", title="Other")
    other.client.post(other.at("throw-away"))
    press_link(begun.client, OutboxMessage.objects.get(to=EMAIL).context["path"])
    begun.send()
    left_for(days=1)
    assert tasks.remind_writers() == 0


def test_a_silent_draft_ends_after_a_year_and_a_warning(begun):
    begun.save("name", title="Café")
    press_link(begun.client)
    left_for(days=340)
    assert (tasks.warn_writers(), tasks.forget_silent_drafts()) == (1, 0)
    tasks.warn_writers()
    assert OutboxMessage.objects.filter(template__endswith="fades_soon.txt").count() == 1
    assert newest_mail().subject == "Your draft will be deleted soon"


def test_without_a_warning_it_does_not_end(begun):
    begun.save("name", title="Café")
    press_link(begun.client)
    left_for(days=370)
    assert tasks.forget_silent_drafts() == 0
    tasks.warn_writers()
    assert tasks.forget_silent_drafts() == 0
    OutboxMessage.objects.update(created_at=timezone.now() - datetime.timedelta(days=30))
    assert tasks.forget_silent_drafts() == 1
    assert Proposal.objects.count() == 0


def test_a_sign_of_life_keeps_it_for_another_year(begun):
    begun.save("name", title="Café")
    press_link(begun.client)
    left_for(days=340)
    tasks.warn_writers()
    begun.save("name", title="Café")
    assert tasks.forget_silent_drafts() == 0


def test_without_a_confirmed_address_it_ends_after_sixty_days(begun):
    begun.save("name", title="Café")
    left_for(days=59)
    assert tasks.forget_silent_drafts() == 0
    left_for(days=61)
    assert tasks.forget_silent_drafts() == 1


def test_mine_lists_what_waits_first(begun, client):
    assert client.get("/en/my/").headers["Location"] == "/en/account/sign-in/?next=/en/my/"
    begun.save("name", title="Café")
    page = parsed(begun.client.get("/en/my/"))
    assert texts(page, "main h2") == ["Drafts", "Begin something"]
    assert texts(page, ".drafts li span.small")[0] == "Continue at question 2 of 3."
    client.force_login(make_member())
    assert texts(parsed(client.get("/en/my/")), "main h2") == ["Nothing here yet", "Begin something"]

"""Sending in: once, by somebody whose address is known, and only what is whole."""

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django.test import Client
from factories import make_organisation
from pages import parsed, texts
from people import make_person
from racing import at_once
from signing import PASSWORD, make_member
from writing import EMAIL, Browser, link_in_mail, press_link

from accounts.models import User
from core.choices import Status
from core.models import AuditRow, OutboxMessage
from editorial.models import Proposal, RequestedChange
from editorial.workflow import MoveRefused, change_status
from practices.models import Practice
from submissions import actions, send_views, sending
from submissions.forms import AGREEMENT, SendForm

pytestmark = pytest.mark.django_db


def whole(browser):
    browser.save("name", title="Language café at the library")
    return browser


def mails(template):
    return OutboxMessage.objects.filter(template__endswith=template)


def test_an_address_is_confirmed_before_anything_is_sent(begun):
    whole(begun)
    link = link_in_mail()
    assert begun.send().status_code == 409
    assert begun.client.get(link).status_code == 200
    assert begun.send().status_code == 409  # reading the link, as mail programs do, confirms nothing
    assert press_link(begun.client, link).status_code == 303
    assert begun.send().headers["Location"] == begun.at("sent")
    item = Practice.objects.get()
    assert (item.status, item.source, item.original_language) == (Status.SUBMITTED, "form", "fi")
    assert (item.created_by.email, item.created_by.has_usable_password()) == (EMAIL, False)
    assert item.created_by.languages == ["en"]
    assert mails("received.txt").get().to == EMAIL
    assert f"Its number is {item.number}." in begun.go("sent").content.decode()


def test_nobody_sends_in_the_name_of_somebody_else(begun):
    """Begun with the address of a stranger, who presses the link and lets them write on."""
    whole(begun)
    link, theirs = link_in_mail(), Browser()
    theirs.draft = begun.draft
    theirs.client.post(link, {"keeps-first": "on"})
    assert begun.send().status_code == 409
    assert texts(parsed(begun.go("send")), "main form button") == ["Send the link again"]
    begun.client.force_login(make_member("thief@example.org"))
    assert begun.send().status_code == 409
    assert Practice.objects.count() == 0
    assert theirs.send().headers["Location"] == theirs.at("sent")
    assert Practice.objects.get().created_by.email == EMAIL


def test_after_signing_in_with_the_address_no_link_is_needed(begun):
    whole(begun)
    begun.client.force_login(make_member(EMAIL))
    assert begun.send(display_name="").headers["Location"] == begun.at("sent")


def test_who_did_not_begin_throws_it_away_and_confirms_nothing(begun):
    whole(begun)
    link, theirs = link_in_mail(), Client()
    assert texts(parsed(theirs.get(link)), "main form button") == ["Open my draft", "Throw it away"]
    assert theirs.post(link, {"go": "throw-away"}).status_code == 200
    gone = Proposal.objects.get()
    assert (gone.state, gone.answers, gone.email, gone.email_confirmed_at) == ("discarded", {}, "", None)
    assert "confirm address of draft" not in AuditRow.objects.values_list("action", flat=True)
    assert (theirs.get(link).status_code, begun.send().status_code) == (404, 302)


def test_what_was_sent_is_not_thrown_away_by_the_link(returned):
    link, theirs = OutboxMessage.objects.get(template__endswith="/link.txt").context["path"], Client()
    assert texts(parsed(theirs.get(link)), "main form button") == ["Open my draft"]
    assert theirs.post(link, {"go": "throw-away"}).status_code == 303
    assert Proposal.objects.get().state == "returned"


def test_the_agreement_is_kept_with_the_name_of_its_words(begun):
    whole(begun)
    press_link(begun.client)
    begun.send()
    assert AuditRow.objects.get(action="send draft in").detail == {"draft": str(begun.draft.pk), "agreed": AGREEMENT}
    words = SendForm.base_fields["agreed"].label.encode()
    assert (AGREEMENT, hashlib.sha256(words).hexdigest()[:12]) == ("2026-11", "e6fa37dff48f")


def test_an_answer_too_long_for_the_draft_is_said(begun, monkeypatch):
    def too_long(*args):
        raise actions.TooLong

    whole(begun)
    press_link(begun.client)
    monkeypatch.setattr(send_views, "answered_before_sending", too_long)
    answer = begun.send()
    assert (answer.status_code, texts(parsed(answer), "[role=alert]")) == (
        422,
        ["This is more text than one draft can hold. Please make it shorter."],
    )


def test_the_page_of_what_was_sent_says_nothing_that_is_over(begun):
    whole(begun)
    press_link(begun.client)
    begun.send()
    item = Practice.objects.get()
    assert begun.go("sent").status_code == 200
    change_status(item, "withdraw", by=item.created_by)
    assert begun.go("sent").headers["Location"] == f"/en/my/practice/{item.pk}/"


@pytest.mark.django_db(transaction=True)
def test_two_drafts_of_a_new_address_at_once_make_one_account(browser):
    drafts = []
    for _number in range(2):
        other = Browser(browser.client)
        other.begin()
        whole(other)
        press_link(other.client)
        drafts.append(other.draft)
    steps = [partial(sending.send_in, proposal=draft, display_name="Aino") for draft in drafts]
    items = at_once(steps, refusal=MoveRefused)
    assert {item.created_by for item in items} == {User.objects.get(email=EMAIL)}


@pytest.mark.django_db(transaction=True)
def test_sending_again_and_withdrawing_do_not_wait_for_each_other(returned):
    item = Practice.objects.get()
    for _round in range(5):
        steps = [
            partial(sending.send_in, proposal=returned.draft),
            partial(change_status, Practice.objects.get(), "withdraw", by=item.created_by),
        ]
        at_once(steps, refusal=(MoveRefused, actions.DraftClosed))
        item.refresh_from_db()
        assert item.status in (Status.SUBMITTED, Status.WITHDRAWN)
        Practice.objects.update(status=Status.CHANGES_REQUESTED)
        Proposal.objects.update(state="returned")


def test_sending_signs_nobody_in(begun):
    whole(begun)
    press_link(begun.client)
    begun.send()
    assert "_auth_user_id" not in begun.client.session
    assert begun.client.get("/en/account/").status_code == 302


def test_the_account_of_the_address_becomes_the_author(begun):
    member = make_member(EMAIL)
    whole(begun)
    press_link(begun.client)
    begun.send(display_name="Somebody else")
    assert Practice.objects.get().created_by == member
    member.refresh_from_db()
    assert (member.display_name, member.check_password(PASSWORD)) == ("Kari", True)


def test_an_account_that_nobody_confirmed_loses_its_password(begun):
    from allauth.account.models import EmailAddress

    stranger = make_member(EMAIL)
    EmailAddress.objects.update(verified=False)
    whole(begun)
    press_link(begun.client)
    begun.send()
    stranger.refresh_from_db()
    assert stranger.has_usable_password() is False
    assert EmailAddress.objects.get().verified is True


def test_a_closed_account_sends_nothing(begun):
    member = make_member(EMAIL, is_active=False)
    whole(begun)
    press_link(begun.client)
    assert begun.send().status_code == 409
    assert (Practice.objects.count(), User.objects.get()) == (0, member)


def test_what_is_missing_is_said_and_nothing_is_sent(begun):
    press_link(begun.client)
    answer = begun.send()
    assert answer.status_code == 422
    assert texts(parsed(answer), ".needed li") == ["What is it called? – Title: This field is required."]
    assert begun.send(agreed="").status_code == 422
    assert Practice.objects.count() == 0


def test_nobody_sends_without_the_permission_of_the_organisation(begun):
    whole(begun)
    press_link(begun.client)
    assert begun.send(agreed="").status_code == 422
    assert Practice.objects.count() == 0


def test_sent_twice_is_sent_once(begun):
    whole(begun)
    press_link(begun.client)
    assert begun.send().headers["Location"] == begun.send().headers["Location"] == begun.at("sent")
    assert (Practice.objects.count(), mails("received.txt").count()) == (1, 1)


def test_after_sending_the_text_stays_as_it_is(begun):
    seen = begun.seen_on("name")
    whole(begun)
    press_link(begun.client)
    begun.send()
    answer = begun.save("name", seen=seen, title="Another name")
    assert answer.status_code == 409
    assert "Another name" in answer.content.decode()  # nothing typed is thrown away unseen
    assert Practice.objects.get().texts.get().title == "Language café at the library"
    assert begun.go("name").headers["Location"] == begun.at()


def test_who_is_signed_in_sends_under_their_name():
    browser = Browser()
    member = make_member()
    browser.client.force_login(member)
    browser.begin(email="")
    whole(browser)
    assert mails("link.txt").count() == 0
    assert browser.send(display_name="").headers["Location"] == browser.at("sent")
    assert Practice.objects.get().created_by == member


def test_a_colleague_writes_and_sends_what_was_begun_for_the_organisation():
    organisation = make_organisation()
    author, colleague = (make_person(role, organisation) for role in ("contributor", "manager"))
    browser, other = Browser(), Browser()
    browser.client.force_login(author)
    other.client.force_login(colleague)
    browser.begin(email="", owner=str(organisation.pk))
    other.draft = browser.draft
    whole(other)
    assert other.send(display_name="").status_code == 303
    item = Practice.objects.get()
    assert (item.owner, item.created_by) == (organisation, author)


def test_nobody_begins_for_an_organisation_of_others():
    browser = Browser()
    browser.client.force_login(make_member())
    assert browser.begin(email="", owner=str(make_organisation().pk)).status_code == 303
    assert browser.draft.owner is None


@pytest.fixture
def returned(begun):
    whole(begun)
    press_link(begun.client)
    begun.send()
    change_status(Practice.objects.get(), "return", by=make_person("chief_editor"), note="Please say more.")
    return begun


def test_what_was_returned_is_open_again_and_goes_to_the_same_item(returned):
    item = Practice.objects.get()
    assert Proposal.objects.get().state == "returned"
    change = RequestedChange.objects.create(kind="practice", item_id=item.pk, question="doing", text="Say more.")
    returned.save("doing", doing="We talk a lot.")
    assert returned.send().status_code == 422
    sending.answer_change(change=change, answer="changed", by=item.created_by)
    assert returned.send().status_code == 303
    item.refresh_from_db()
    assert (item.status, item.texts.get().what_we_do) == (Status.SUBMITTED, "We talk a lot.")
    assert Proposal.objects.get().state == "sent"
    assert Practice.objects.count() == 1


def test_who_keeps_something_says_why(returned):
    item = Practice.objects.get()
    change = RequestedChange.objects.create(kind="practice", item_id=item.pk, question="doing", text="Say more.")
    with pytest.raises(ValueError, match="why you keep it"):
        sending.answer_change(change=change, answer="kept", reason=" ")
    sending.answer_change(change=change, answer="kept", reason="It is enough.")
    assert returned.send().status_code == 303


def test_withdrawing_closes_the_draft_and_reopening_opens_it(returned):
    item = Practice.objects.get()
    change_status(item, "withdraw", by=item.created_by)
    assert Proposal.objects.get().state == "sent"
    change_status(item, "reopen", by=item.created_by)
    assert Proposal.objects.get().state == "open"
    assert returned.send().status_code == 303
    item.refresh_from_db()
    assert item.status == Status.SUBMITTED


@pytest.mark.django_db(transaction=True)
def test_thirty_at_once_are_one_item_and_one_mail(begun):
    whole(begun)
    press_link(begun.client)
    start = threading.Barrier(30)

    def send(_number):
        try:
            start.wait()
            return sending.send_in(proposal=begun.draft, display_name="Aino").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(30) as threads:
        items = set(threads.map(send, range(30)))
    assert items == {Practice.objects.get().pk}
    assert mails("received.txt").count() == 1
    assert AuditRow.objects.filter(action="submit").count() == 1
    assert User.objects.count() == 1

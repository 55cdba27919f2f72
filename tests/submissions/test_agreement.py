"""Somebody above agrees to a draft by one mail and one button: without an account, and never in the way of sending."""

import datetime
import re

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone
from pages import parsed, texts
from people import make_person
from racing import at_once
from reading import ReadingClient
from signing import make_member
from writing import Browser, press_link

from accounts.actions import close_account
from accounts.own_data import own_data
from core.mailing import compose
from core.models import AuditRow, OutboxMessage
from editorial.models import DraftAgreement, DraftComment, Proposal
from editorial.workflow import change_status
from practices.models import Practice
from submissions import tasks
from submissions.actions import DraftClosed, throw_away
from submissions.agreement import actions, links
from submissions.sharing.actions import Refused

pytestmark = pytest.mark.django_db

CANARY = "xanthippe"
DIRECTOR = "director@example.org"
ANSWERS = {
    "title": ["Samtaler på biblioteket"],
    "one_liner": ["Vi mødes hver uge."],
    "summary": ["Kaffe og samtale."],
    "goal": [CANARY],
}
TOLD = ".note p"


@pytest.fixture
def draft(writer, owner, plain_questions):
    return Proposal.objects.create(
        kind="practice", author=writer, owner=owner, language="da", interface_language="en", answers=ANSWERS
    )


@pytest.fixture
def desk(draft, writer):
    """The browser of the writer."""
    client = ReadingClient()
    client.force_login(writer)
    return client


@pytest.fixture
def agreement(draft, writer):
    return actions.ask(draft, email=DIRECTOR, name="Anna", note="Before Friday?", by=writer)


@pytest.fixture
def director():
    """Without a session, and with the checks that browsers meet."""
    return ReadingClient(enforce_csrf_checks=True)


def asking(draft):
    return f"/en/my/agreement/{draft.pk}/"


def sending(draft):
    return f"/en/my/drafts/{draft.pk}/send/"


def press(client, agreement, said="agreed", seen=None, **more):
    seen = Proposal.objects.get(pk=agreement.proposal_id).version if seen is None else seen
    return client.post(links.path_of(agreement), {"answer": said, "seen": seen, **more})


def mails_to(address):
    return [compose(mail, "https://bank.example") for mail in OutboxMessage.objects.filter(to=address).order_by("pk")]


def change_text(draft, **answers):
    draft.refresh_from_db()
    draft.answers, draft.version = draft.answers | answers, draft.version + 1
    draft.save()


def days_later(agreement, days=1):
    DraftAgreement.objects.filter(pk=agreement.pk).update(mailed_at=timezone.now() - datetime.timedelta(days=days))


# --- The way from the question to the answer ------------------------------------------------------------------------


def test_one_mail_and_one_button(desk, draft, director, writer):
    asked = {"name": "Anna", "email": "Director@Example.org", "note": "Before\nFriday?", "back": "send"}
    answer = desk.post(asking(draft), asked)
    assert (answer.status_code, answer["Location"]) == (303, f"{sending(draft)}#agreement")
    [mail] = mails_to(DIRECTOR)
    assert mail.subject == f"{writer} asks whether you agree"
    assert ("Before Friday?" in mail.body, CANARY in mail.body) == (True, False)
    path = re.search(r"https://bank\.example(\S+)", mail.body)[1]

    page = director.get(path)
    assert (page.status_code, dict(page.cookies)) == (200, {})
    assert texts(parsed(page), "p.difference[lang=da]") == [value for [value] in ANSWERS.values()]
    [seen] = {node.attrs["value"] for node in parsed(page).query("[name=seen]")}
    pressed = director.post(path, {"answer": "agreed", "seen": seen})
    assert (pressed.status_code, pressed["Location"], dict(pressed.cookies)) == (303, path, {})

    today = timezone.localdate().strftime("%-d %B %Y")
    [thanks] = texts(parsed(director.get(path)), ".note[role=status]")
    assert thanks.startswith(f"Thank you. You agreed on {today}.")
    [told] = mails_to(writer.email)
    assert told.subject == "Anna agrees with your text"
    assert texts(parsed(desk.get(sending(draft))), "#agreement .note p") == [f"Anna agreed on {today}."]


def test_it_shows_the_page_as_everyone_will_see_it(agreement, director):
    before = [model.objects.count() for model in (Practice, AuditRow, OutboxMessage)]
    path = links.path_of(agreement)
    answer = director.post(f"{path}preview/")
    assert texts(parsed(answer), "article[data-kind=practice] h1") == ANSWERS["title"]
    assert parsed(answer).query_one("main [role=status] a").attrs["href"] == path
    assert [model.objects.count() for model in (Practice, AuditRow, OutboxMessage)] == before
    assert director.get(f"{path}preview/").status_code == 303
    for shown in (answer, director.get(path)):
        assert (shown["Referrer-Policy"], shown["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
        assert "no-store" in shown["Cache-Control"]


def test_not_yet_is_a_comment_beside_the_draft(agreement, desk, draft, director, writer):
    assert press(director, agreement, "not yet", why="Who <b>pays</b>?").status_code == 303
    [comment] = DraftComment.objects.all()
    assert (comment.by_name, comment.text, comment.question) == ("Anna", "Who <b>pays</b>?", "")
    assert "Who &lt;b&gt;pays&lt;/b&gt;?" in desk.get(f"/en/my/sharing/{draft.pk}/").content.decode()
    assert [mail.subject for mail in mails_to(writer.email)] == ["Anna says “not yet”"]
    assert press(director, agreement, "not yet").status_code == 303
    assert press(director, agreement).status_code == 303
    assert DraftAgreement.objects.get().answer == "agreed"


def test_without_a_name_no_address_is_shown_to_colleagues(draft, writer, director):
    agreement = actions.ask(draft, email=DIRECTOR, by=writer)
    press(director, agreement, "not yet", why="Who pays?")
    assert DraftComment.objects.get().by_name == "Somebody who was asked to agree"


def test_reading_changes_nothing(agreement, director):
    before = (DraftAgreement.objects.values().get(), AuditRow.objects.count())
    for ask in (director.get, director.head, director.options):
        ask(links.path_of(agreement) + "?answer=agreed&seen=1")
    assert (DraftAgreement.objects.values().get(), AuditRow.objects.count()) == before


@pytest.mark.parametrize("said", [{"answer": "agreed"}, {"answer": "agreed", "seen": "9" * 30}, {"why": "x" * 2001}])
def test_what_is_sent_is_bounded(agreement, director, said):
    sent = {"answer": "not yet"} | ({"seen": 1} if "why" in said else {}) | said
    answer = director.post(links.path_of(agreement), sent)
    assert (answer.status_code, DraftAgreement.objects.get().answer, DraftComment.objects.count()) == (422, "", 0)


# --- The text changes -----------------------------------------------------------------------------------------------


def test_nobody_agrees_to_a_text_that_they_have_not_seen(agreement, draft, director):
    seen = draft.version
    change_text(draft, summary=["Something else."])
    answer = press(director, agreement, seen=seen)
    assert (answer.status_code, DraftAgreement.objects.get().answer) == (409, "")
    assert "Something else." in texts(parsed(answer), "p.difference")
    [fresh] = {node.attrs["value"] for node in parsed(answer).query("[name=seen]")}
    assert press(director, agreement, seen=fresh).status_code == 303


def test_a_change_after_the_yes_is_told_and_asked_about_again(agreement, desk, draft, director):
    press(director, agreement)
    days_later(agreement)
    assert "Ask again" not in desk.get(sending(draft)).content.decode()
    assert desk.post(asking(draft), {"again": str(agreement.pk)}).status_code == 303
    assert len(mails_to(DIRECTOR)) == 1
    change_text(draft, summary=["Kaffe og lang samtale."])
    page = parsed(desk.get(sending(draft)))
    assert "The text has changed since then." in texts(page, "#agreement strong")
    difference = page.query_one("#agreement .note a").attrs["href"]
    assert texts(parsed(desk.get(difference)), "ins") == ["Added: lang"]
    assert desk.post(asking(draft), {"again": str(agreement.pk)}).status_code == 303
    assert len(mails_to(DIRECTOR)) == 2
    assert "The text has changed since then." in texts(parsed(director.get(links.path_of(agreement))), TOLD)[0]
    press(director, agreement)
    assert texts(parsed(desk.get(sending(draft))), "#agreement strong") == []


def test_what_is_missing_keeps_a_draft_from_being_agreed_to(agreement, desk, draft, director, writer):
    change_text(draft, title=[""])
    assert director.get(links.path_of(agreement)).status_code == 200
    assert press(director, agreement).status_code == 409
    assert director.post(links.path_of(agreement) + "preview/").status_code == 303
    with pytest.raises(Refused):
        actions.ask(draft, email="other@example.org", by=writer)
    assert "You can ask as soon as nothing is missing." in texts(parsed(desk.get(asking(draft))), "#agreement .soft")


# --- Pressed twice, asked too often -------------------------------------------------------------------------------


def test_pressed_twice_it_is_said_once(agreement, director, writer):
    for said in ({}, {}, {"said": "not yet", "why": "Who pays?"}, {"said": "not yet", "why": "Who pays?"}):
        assert press(director, agreement, **said).status_code == 303
    assert len(mails_to(writer.email)) == 2
    assert DraftComment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pressed_at_once_it_is_said_once(agreement, draft, writer):
    at_once([lambda: actions.agree(agreement, seen=draft.version)] * 6, refusal=DraftClosed)
    assert len(mails_to(writer.email)) == 1
    assert AuditRow.objects.filter(action="agree to draft").count() == 1


def test_few_are_asked_and_each_once(draft, writer):
    for number in range(actions.MOST_ASKED):
        for _twice in range(2):
            actions.ask(draft, email=f"{number}@example.org", by=writer)
    assert (DraftAgreement.objects.count(), OutboxMessage.objects.count()) == (5, 5)
    with pytest.raises(Refused):
        actions.ask(draft, email="one-more@example.org", by=writer)


def test_one_address_gets_three_mails_a_day(desk, draft):
    codes = []
    for _ in range(4):
        codes.append(desk.post(asking(draft), {"email": DIRECTOR}).status_code)
        for agreement in DraftAgreement.objects.all():
            actions.take_back(agreement)
    assert codes == [303, 303, 303, 429]


def test_reminded_once_a_day(agreement, desk, draft):
    again = {"again": str(agreement.pk), "back": "sharing"}
    assert desk.post(asking(draft), again).status_code == 409
    days_later(agreement)
    assert desk.post(asking(draft), again)["Location"] == f"/en/my/sharing/{draft.pk}/#agreement"
    assert desk.post(asking(draft), again).status_code == 409
    assert len(mails_to(DIRECTOR)) == 2


@pytest.mark.parametrize("wrong", [{"email": "nobody"}, {"email": ""}, {"name": "a" * 81}, {"note": "a" * 301}])
def test_the_question_is_bounded(desk, draft, wrong):
    answer = desk.post(asking(draft), {"email": DIRECTOR} | wrong)
    assert (answer.status_code, DraftAgreement.objects.count(), OutboxMessage.objects.count()) == (422, 0, 0)


# --- Whose it is ----------------------------------------------------------------------------------------------------


def test_strangers_ask_nobody_and_take_nothing_back(agreement, draft):
    stranger = ReadingClient()
    stranger.force_login(make_person("manager"))
    for said in ({"email": "a@example.org"}, {"again": str(agreement.pk)}, {"take-back": str(agreement.pk)}):
        assert stranger.post(asking(draft), said).status_code == 404
    assert stranger.get(f"{asking(draft)}{agreement.pk}/").status_code == 404
    assert (DraftAgreement.objects.count(), OutboxMessage.objects.count()) == (1, 1)


def test_a_question_of_another_draft_is_missing(agreement, desk, draft, writer, owner):
    other = Proposal.objects.create(
        kind="practice", author=writer, owner=owner, language="da", interface_language="en", answers=ANSWERS
    )
    for key in (str(agreement.pk), "nonsense"):
        assert desk.post(asking(other), {"again": key}).status_code == 404
    desk.post(asking(other), {"take-back": str(agreement.pk)})
    assert desk.get(f"{asking(other)}{agreement.pk}/").status_code == 404
    assert DraftAgreement.objects.count() == 1


def test_an_address_that_nobody_confirmed_asks_nobody(begun):
    begun.save("name", title="Café")
    answer = begun.client.post(asking(begun.draft), {"email": DIRECTOR})
    assert (answer.status_code, mails_to(DIRECTOR)) == (409, [])
    press_link(begun.client)
    assert begun.client.post(asking(begun.draft), {"email": DIRECTOR}).status_code == 303
    assert mails_to(DIRECTOR)[0].subject == "aino@example.org asks whether you agree"


@pytest.mark.parametrize("payload", ["", "None", "x", ["x"], 7, "0" * 32])
def test_forged_links_are_missing_pages(agreement, director, payload):
    forged = [signing.dumps(payload, salt="submissions.agreement"), signing.dumps(agreement.pk.hex, salt="other")]
    whole = links.token_of(agreement)
    for token in (forged[1], whole[:-1] + ("A" if whole[-1] != "A" else "B"), whole.upper()):
        for rest in ("", "preview/"):
            assert director.get(f"/en/agree/{token}/{rest}").status_code == 404
            assert director.post(f"/en/agree/{token}/{rest}", {"answer": "agreed", "seen": 1}).status_code == 404
    assert director.get(f"/en/agree/{forged[0]}/").status_code == (410 if payload == "0" * 32 else 404)


# --- It ends --------------------------------------------------------------------------------------------------------


def taken_back(draft, agreement, writer, monkeypatch):
    actions.take_back(agreement, by=writer)


def thrown_away(draft, agreement, writer, monkeypatch):
    throw_away(proposal=draft, by=writer)


def sent(draft, agreement, writer, monkeypatch):
    Proposal.objects.update(state="sent", item_id=draft.pk, sent_at=timezone.now())


def too_old(draft, agreement, writer, monkeypatch):
    monkeypatch.setattr(links, "HOLDS", datetime.timedelta(seconds=-1))


@pytest.mark.parametrize("end", [taken_back, thrown_away, sent, too_old])
def test_a_link_that_is_over_shows_nothing_and_takes_nothing(end, agreement, draft, director, writer, monkeypatch):
    path = links.path_of(agreement)
    end(draft, agreement, writer, monkeypatch)
    answers = [director.get(path), director.get(f"{path}preview/"), director.post(f"{path}preview/")]
    answers += [director.post(path, {"answer": said, "seen": 1}) for said in ("agreed", "not yet")]
    assert [answer.status_code for answer in answers] == [410] * 5
    shown = "".join(answer.content.decode() for answer in answers)
    assert [word for word in (CANARY, *ANSWERS["title"], str(writer), "Anna") if word in shown] == []
    assert not DraftAgreement.objects.exclude(answer="").exists()


@pytest.mark.parametrize("end", [taken_back, thrown_away, sent])
def test_who_presses_while_it_ends_changes_nothing(end, agreement, draft, writer, monkeypatch):
    end(draft, agreement, writer, monkeypatch)
    for answer in (lambda: actions.agree(agreement, seen=1), lambda: actions.say_not_yet(agreement, why="No.")):
        with pytest.raises(DraftClosed):
            answer()


def test_the_address_goes_with_the_draft_and_with_the_question(draft, writer):
    for end in (taken_back, thrown_away):
        end(draft, actions.ask(draft, email=DIRECTOR, by=writer), writer, None)
        assert (DraftAgreement.objects.count(), mails_to(DIRECTOR)) == (0, [])
    assert DIRECTOR not in str(list(AuditRow.objects.values()))


def test_the_address_goes_some_time_after_sending(agreement, draft, director, writer):
    actions.ask(draft, email="silent@example.org", by=writer)
    press(director, agreement)
    sent(draft, agreement, writer, None)
    assert tasks.forget_asked_people() == 0
    Proposal.objects.update(sent_at=timezone.now() - datetime.timedelta(days=61))
    Proposal.objects.update(state="returned")
    assert tasks.forget_asked_people() == 0
    Proposal.objects.update(state="sent")
    assert (tasks.forget_asked_people(), tasks.forget_asked_people()) == (2, 0)
    assert list(DraftAgreement.objects.values_list("name", "email", "note")) == [("Anna", "", "")]
    assert mails_to(DIRECTOR) == []


def test_the_link_is_forgotten_when_the_mail_is_sent(agreement):
    assert "path" not in OutboxMessage.objects.get(to=DIRECTOR).context


# --- After sending --------------------------------------------------------------------------------------------------


def test_it_never_keeps_a_draft_from_being_sent_and_the_yes_is_told_inside(
    agreement, desk, draft, director, owner, client
):
    actions.ask(draft, email="silent@example.org", by=draft.author)
    press(director, agreement)
    assert desk.post(sending(draft), {"agreed": "on"}).status_code == 303
    item = Practice.objects.get()
    events = texts(parsed(desk.get(f"/en/my/practice/{item.pk}/")), "main ol li p")
    assert [event for event in events if event.endswith("Anna agreed to the text.")] != []
    client.force_login(make_person("chief_editor"))
    told = texts(parsed(client.get(f"/en/editorial/practice/{item.pk}/")), "details.more li")
    today = timezone.localdate().strftime("%-d %B %Y")
    assert f"{today}: Anna agreed to the text. – Borgerhus Aalborg" in told
    assert DIRECTOR not in client.get(f"/en/editorial/practice/{item.pk}/").content.decode()


def test_a_yes_to_an_earlier_text_says_so(agreement, desk, draft, director, client):
    press(director, agreement)
    change_text(draft, summary=["Something else."])
    desk.post(sending(draft), {"agreed": "on"})
    item = Practice.objects.get()
    events = texts(parsed(desk.get(f"/en/my/practice/{item.pk}/")), "main ol li p")
    assert [event for event in events if event.endswith("Anna agreed to an earlier text.")] != []
    change_status(item, "return", by=make_person("chief_editor"), note="Please say more.")
    assert director.get(links.path_of(agreement)).status_code == 200


# --- What is held of people -----------------------------------------------------------------------------------------


def test_who_was_asked_finds_it_among_what_is_held_and_takes_it_along(agreement, draft, director):
    member = make_member(DIRECTOR)
    assert [row["id"] for row in own_data(member)["editorial.DraftAgreement"]] == [agreement.pk]
    press(director, agreement)
    close_account(user=member)
    assert list(DraftAgreement.objects.values_list("name", "email", "answer")) == [("", "", "agreed")]


def test_closing_the_account_of_the_writer_takes_the_question_along():
    browser = Browser(Client())
    member = make_member("writer@example.org")
    browser.client.force_login(member)
    browser.begin(email="")
    browser.save("name", title="Café")
    actions.ask(browser.draft, email=DIRECTOR, by=member)
    close_account(user=member)
    assert (DraftAgreement.objects.count(), mails_to(DIRECTOR)) == (0, [])

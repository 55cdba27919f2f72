"""Colleagues read a draft by its link and comment on it, without an account; strangers and ended links get nothing."""

import re

import pytest
from factories import make_organisation
from pages import parsed, texts
from people import make_person

from core.models import AuditRow, OutboxMessage
from editorial.models import DraftComment, Proposal
from submissions.actions import DraftClosed, throw_away
from submissions.sharing.actions import comment, end_sharing, share

pytestmark = pytest.mark.django_db

CANARY = "xanthippe"


@pytest.fixture
def draft(writer, owner, plain_questions):
    answers = {"title": ["Samtaler på biblioteket"], "goal": [CANARY], "website": ["https://example.org/it"]}
    made = Proposal.objects.create(
        kind="practice", author=writer, owner=owner, language="da", interface_language="en", answers=answers
    )
    return share(made, by=writer)


def address(draft, rest=""):
    return f"/en/shared/{draft.share_key}/{rest}"


def send(client, draft, **said):
    return client.post(address(draft, "comment/"), {"by_name": "Ida", "text": "Nice.", "question": "", **said})


def test_the_link_shows_the_draft_and_sets_no_cookie(client, draft):
    answer = client.get(address(draft))
    page = parsed(answer)
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert texts(page, "p.difference[lang=da]") == ["Samtaler på biblioteket", CANARY]
    assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("forge", [lambda key: key[:-1] + "A", lambda key: "A" * 43, lambda key: key.swapcase()])
def test_forged_keys_open_nothing(client, draft, forge):
    forged = forge(draft.share_key)
    if forged == draft.share_key:
        forged = draft.share_key[:-1] + "B"
    answers = [client.get(f"/en/shared/{forged}/{rest}") for rest in ("", "comment/", "preview/")]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert CANARY not in "".join(answer.content.decode() for answer in answers)
    for other in ("None", "", "None" + "A" * 39):
        assert client.get(f"/en/shared/{other}/").status_code == 404


def test_the_link_ends_and_is_renewed(client, draft, writer):
    old = address(draft)
    renewed = share(draft, by=writer)
    assert [client.get(old).status_code, client.get(address(renewed)).status_code] == [404, 200]
    end_sharing(renewed, by=writer)
    assert client.get(address(renewed)).status_code == 404
    client.force_login(writer)
    for press, expected in (("make", 43), ("end", 0)):
        assert client.post(f"/en/my/sharing/{draft.pk}/", {"link": press}).status_code == 303
        assert len(Proposal.objects.get().share_key or "") == expected


def test_comments_stand_beside_their_question_for_writers(client, draft, writer, owner):
    words = '<script>alert("1")</script><b>Who</b> comes?'
    assert client.get(address(draft, "comment/?question=work")).status_code == 200
    assert send(client, draft, text=words, question="work").status_code == 303
    for person in (writer, make_person("manager", owner)):
        client.force_login(person)
        for page in (f"drafts/{draft.pk}/work/", f"drafts/{draft.pk}/all/", f"sharing/{draft.pk}/"):
            shown = client.get(f"/en/my/{page}").content.decode()
            assert ("&lt;b&gt;Who&lt;/b&gt; comes?" in shown, "<script>alert" in shown) == (True, False), page
        assert "comes?" not in client.get(f"/en/my/drafts/{draft.pk}/name/").content.decode()


def test_settled_comments_leave_the_question(client, draft, writer):
    made = comment(draft, share_key=draft.share_key, by_name="Ida", text="Nice.", question="work")
    client.force_login(writer)
    for _ in range(2):
        assert client.post(f"/en/my/sharing/{draft.pk}/", {"settle": str(made.pk)}).status_code == 303
    assert AuditRow.objects.filter(action="settle comment").count() == 1
    assert "Nice." not in client.get(f"/en/my/drafts/{draft.pk}/work/").content.decode()
    assert "Nice." in client.get(f"/en/my/sharing/{draft.pk}/").content.decode()


@pytest.mark.parametrize(
    "said",
    [{"text": ""}, {"by_name": ""}, {"text": "a" * 2001}, {"by_name": "a" * 81}, {"question": "nonsense"}],
    ids=lambda said: next(iter(said)),
)
def test_comments_are_bounded(client, draft, said):
    assert (send(client, draft, **said).status_code, DraftComment.objects.count()) == (422, 0)


def test_a_double_click_is_one_comment_and_a_day_is_one_mail(client, draft, writer):
    for text in ("Nice.", "Nice.", "Very nice."):
        assert send(client, draft, text=text).status_code == 303
    assert DraftComment.objects.count() == 2
    assert [mail.to for mail in OutboxMessage.objects.all()] == [writer.email]


def test_comments_are_counted(client, draft):
    answers = [send(client, draft, text=f"Number {number}").status_code for number in range(12)]
    assert (answers[:10], answers[10:]) == ([303] * 10, [429] * 2)


def test_an_address_that_nobody_confirmed_gets_no_mail(draft):
    Proposal.objects.update(author=None, email="somebody@example.org")
    comment(draft, share_key=draft.share_key, by_name="Ida", text="Nice.")
    assert OutboxMessage.objects.count() == 0


def test_a_draft_that_was_thrown_away_takes_no_comment(client, draft, writer):
    key = draft.share_key
    throw_away(proposal=draft, by=writer)
    assert send(client, draft).status_code == 404
    with pytest.raises(DraftClosed):
        comment(draft, share_key=key, by_name="Ida", text="Nice.")
    assert DraftComment.objects.count() == 0


def test_what_was_sent_in_is_shown_to_nobody_by_link(client, draft, make_item):
    item = make_item()
    Proposal.objects.update(state="sent", item_id=item.pk, sent_at="2026-01-01T00:00Z")
    assert client.get(address(draft)).status_code == 404


def test_strangers_do_not_reach_the_page_of_the_link(client, draft):
    client.force_login(make_person("manager", make_organisation()))
    answers = [client.get(f"/en/my/sharing/{draft.pk}/"), client.post(f"/en/my/sharing/{draft.pk}/", {"link": "end"})]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert Proposal.objects.get().share_key == draft.share_key


def test_a_browser_can_send_the_form(draft):
    """With the checks that browsers meet: the token of the page, and where it comes from."""
    from django.test import Client

    browser = Client(enforce_csrf_checks=True)
    page = browser.get(address(draft, "comment/"))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
    assert page["Referrer-Policy"] == "same-origin"
    said = {"by_name": "Ida", "text": "Nice.", "question": "", "csrfmiddlewaretoken": token}
    sent = browser.post(address(draft, "comment/"), said, headers={"origin": "http://testserver"})
    assert sent.status_code == 303

"""A preview is the public page itself, marked; nothing of it stays."""

import pytest
from factories import make_organisation
from pages import parsed, texts
from people import make_person

from core.choices import Status
from core.models import AuditRow, Generation, OutboxMessage
from editorial.models import Proposal, Snapshot
from practices.models import Practice, PracticeText
from search.models import SearchDocument
from submissions.changes.actions import accept_change, begin_change, send_change
from submissions.sharing.actions import share

pytestmark = pytest.mark.django_db

ANSWERS = {
    "title": ["Samtaler på biblioteket"],
    "one_liner": ["Vi mødes hver uge."],
    "summary": ["Kaffe og samtale."],
    "goal": ["At tale dansk."],
}


@pytest.fixture
def draft(writer, owner, plain_questions):
    return Proposal.objects.create(
        kind="practice", author=writer, owner=owner, language="da", interface_language="en", answers=ANSWERS
    )


def written():
    models = (Practice, PracticeText, SearchDocument, Snapshot, AuditRow, OutboxMessage, Generation)
    return [model.objects.count() for model in models]


def check(answer, title):
    page = parsed(answer)
    assert answer.status_code == 200, answer.content.decode()
    assert texts(page, "article[data-kind=practice] h1") == [title]
    assert texts(page, "main [role=status] strong") == ["Preview: nothing is public."]
    assert page.query_one('meta[name="robots"]').attrs["content"] == "noindex"
    assert ("no-store" in answer["Cache-Control"], answer["X-Robots-Tag"]) == (True, "noindex, nofollow")


def test_a_draft_looks_as_it_will_and_leaves_nothing(client, draft, writer):
    client.force_login(writer)
    before = written()
    address = f"/en/my/preview/{draft.pk}/"
    assert client.get(address).status_code == 200
    check(client.post(address), "Samtaler på biblioteket")
    assert written() == before
    assert client.get("/en/search/?q=samtaler").content.count(b"Samtaler") == 0


def test_a_change_shows_the_new_text_and_the_public_page_stays(client, make_item, plain_questions, writer):
    item = make_item(goal="People meet.")
    proposal = begin_change(item, by=writer, interface_language="en")
    proposal.answers |= {"title": ["Morning talks"]}
    proposal.save()
    before = client.get(item.get_absolute_url()).content
    client.force_login(writer)
    check(client.post(f"/en/my/preview/{proposal.pk}/"), "Morning talks")
    client.logout()
    assert client.get(item.get_absolute_url()).content == before
    assert Practice.objects.get().version == 1


def test_a_change_is_shown_together_with_what_others_have_changed_meanwhile(
    client, make_item, plain_questions, writer, owner
):
    item = make_item(goal="People meet.", what_we_do="Talking.")
    proposal = begin_change(item, by=writer, interface_language="en")
    proposal.answers |= {"goal": ["People work."], "title": ["Morning talks"]}
    proposal.save()
    other = begin_change(item, by=make_person("manager", owner), interface_language="en")
    other.answers |= {"goal": ["People sing."], "what_we_do": ["Singing."]}
    other.save()
    accept_change(send_change(other, by=other.author), by=make_person("chief_editor"))
    public = client.get(item.get_absolute_url()).content
    client.force_login(writer)
    answer = client.post(f"/en/my/preview/{proposal.pk}/")
    check(answer, "Morning talks")
    page = answer.content.decode()
    assert [words in page for words in ("People work.", "People sing.", "Singing.", "Talking.")] == [True, False] * 2
    (note,) = texts(parsed(answer), "main > .wrap > [role=status]")
    assert "Somebody else has changed these parts meanwhile: Goal. You see the text of this change" in note
    assert "these parts meanwhile: Goal." in client.get(f"/en/my/preview/{proposal.pk}/").content.decode()
    client.logout()
    assert client.get(item.get_absolute_url()).content == public


def test_what_was_sent_is_previewed_by_its_owner(client, make_item, writer):
    item = make_item(Status.SUBMITTED)
    client.force_login(writer)
    check(client.post(f"/en/my/practice/{item.pk}/preview/"), "Evening talks at the library")
    item.refresh_from_db()
    assert (item.status, item.published_at) == (Status.SUBMITTED, None)
    hidden = make_item(Status.TAKEN_DOWN)
    assert client.post(f"/en/my/practice/{hidden.pk}/preview/").status_code == 404


def test_colleagues_preview_by_link(client, draft, writer):
    shared = share(draft, by=writer)
    address = f"/en/shared/{shared.share_key}/preview/"
    assert client.get(address).status_code == 200
    check(client.post(address), "Samtaler på biblioteket")


def test_what_is_missing_is_said_instead(client, draft, writer):
    Proposal.objects.update(answers={})
    client.force_login(writer)
    answer = client.post(f"/en/my/preview/{draft.pk}/")
    assert (answer.status_code, "What is it called?" in answer.content.decode()) == (422, True)
    assert Practice.objects.count() == 0


def test_strangers_preview_nothing(client, draft, make_item):
    item = make_item(Status.SUBMITTED)
    client.force_login(make_person("manager", make_organisation()))
    addresses = (f"/en/my/preview/{draft.pk}/", f"/en/my/practice/{item.pk}/preview/")
    assert [client.post(address).status_code for address in addresses] == [404, 404]

"""Changes to what is public: small ones go live, others wait for an editor, and nobody overwrites anybody."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from factories import list_in_search, make_organisation, make_research
from pages import address_of, parsed, texts
from people import make_person

from core.choices import Status
from core.models import AuditRow, OutboxMessage
from editorial.choices import ProposalState
from editorial.models import Proposal, RequestedChange, Snapshot
from editorial.workflow import MoveRefused, change_status
from organisations.models import Membership
from practices.models import Practice
from submissions.changes.actions import (
    Clashes,
    Refused,
    accept_change,
    begin_change,
    reject_change,
    return_change,
    send_change,
    take_back,
)

pytestmark = pytest.mark.django_db

CANARY = "xanthippe"


@pytest.fixture
def item(make_item, plain_questions):
    made = make_item(summary="We recieve guests on Tuesdays.", goal="People meet.", website="https://example.org/old")
    list_in_search(made)
    return made


@pytest.fixture
def editor():
    return make_person("chief_editor")


def written(item, writer, **answers):
    """A change with these answers, not sent yet."""
    proposal = begin_change(item, by=writer, interface_language="en")
    proposal.answers = proposal.answers | {name: [value] for name, value in answers.items()}
    proposal.save()
    return proposal


def sent(item, writer, **answers):
    return send_change(written(item, writer, **answers), by=writer)


def public_text(item):
    return Practice.objects.get(pk=item.pk).texts.get()


def audited(item):
    return list(AuditRow.objects.filter(item_id=item.pk).order_by("id").values_list("action", flat=True))


@pytest.mark.parametrize(
    "answers",
    [
        {"website": "https://example.org/new"},
        {"summary": "We receive guests on Tuesdays."},
        {"summary": "We recieve guests, on Tuesdays!", "website": ""},
    ],
)
def test_small_changes_go_live_at_once(item, writer, answers):
    before = Practice.objects.get(pk=item.pk)
    proposal = sent(item, writer, **answers)
    after = Practice.objects.get(pk=item.pk)
    now = {"summary": after.texts.get().summary, "website": after.website}
    assert (proposal.state, {name: now[name] for name in answers}) == ("accepted", answers)
    assert (after.version, after.updated_at, after.last_confirmed_on) == (2, before.updated_at, None)
    assert audited(item) == ["begin change", "small change"]
    assert [(row.action, row.version) for row in Snapshot.objects.all()] == [("small change", 2)]
    assert OutboxMessage.objects.count() == 0


def test_nothing_changes_unseen(item, writer):
    """Somebody fills in what the form hides, beside a small change."""
    rows = {"block-TOTAL_FORMS": "1", "block-INITIAL_FORMS": "0", "block-0-known_as": "another"}
    proposal = sent(item, writer, website="https://example.org/new", **rows)
    assert (proposal.state, Practice.objects.get(pk=item.pk).website) == ("sent", "https://example.org/old")


@pytest.mark.parametrize(
    "answers",
    [
        {"goal": "People mett."},
        {"summary": "We recieve guests on Fridays."},
        {"summary": "We do not recieve guests on Tuesdays."},
        {"summary": ""},
        {"one_liner": ""},
        {"participants_per_year": "500"},
        {"summary": "We receive guests on Tuesdays.", "goal": "People work."},
    ],
)
def test_other_changes_wait_and_nothing_is_public(client, item, writer, answers):
    before = client.get(address_of(item)).content
    proposal = sent(item, writer, **answers)
    assert (proposal.state, Practice.objects.get(pk=item.pk).version, Snapshot.objects.count()) == ("sent", 1, 0)
    assert client.get(address_of(item)).content == before
    assert [mail.to for mail in OutboxMessage.objects.all()] == [writer.email]


def test_nothing_of_a_change_leaks(client, item, writer, editor):
    pages = [address_of(item), "/en/search/?q=evening", f"/en/search/?q={CANARY}", "/en/", "/sitemap.xml"]
    before = [client.get(page).content for page in pages]
    proposal = sent(item, writer, summary=f"We {CANARY} guests.", title=f"{CANARY} talks")
    assert [client.get(page).content for page in pages] == before
    assert client.get(f"/en/editorial/proposals/{proposal.pk}/").status_code == 404
    accept_change(proposal, by=editor)
    assert CANARY in client.get(address_of(item)).content.decode()
    assert b'data-total="1"' in client.get(f"/en/search/?q={CANARY}").content


def test_an_accepted_change_is_public_with_a_snapshot_and_a_message(item, writer, editor):
    proposal = accept_change(sent(item, writer, goal="People work."), by=editor)
    assert (proposal.state, public_text(item).goal) == ("accepted", "People work.")
    assert audited(item) == ["begin change", "send change", "accept change"]
    assert [row.action for row in Snapshot.objects.all()] == ["accept change"]
    assert [mail.template.rpartition("/")[2] for mail in OutboxMessage.objects.order_by("pk")] == [
        "change_received.txt",
        "change_accepted.txt",
    ]


def test_a_returned_change_is_written_on_and_a_rejected_one_is_over(item, writer, editor):
    proposal = return_change(sent(item, writer, goal="People work."), by=editor, note="Which work?")
    assert (proposal.state, RequestedChange.objects.get().text) == ("returned", "Which work?")
    proposal = send_change(proposal, by=writer)
    assert (proposal.state, RequestedChange.objects.get().answer) == ("sent", "changed")
    assert reject_change(proposal, by=editor, note="No.").state == "rejected"
    with pytest.raises(Refused):
        send_change(proposal, by=writer)
    assert public_text(item).goal == "People meet."


def test_what_waits_can_be_taken_back(client, item, writer, editor):
    proposal = sent(item, writer, goal="People work.")
    client.force_login(writer)
    answers = [client.post(f"/en/my/changes/{proposal.pk}/", {"take-back": "1"}).status_code for _ in range(2)]
    assert (answers, Proposal.objects.get().state) == ([303, 409], "open")
    with pytest.raises(Refused):
        accept_change(proposal, by=editor)
    proposal = send_change(proposal, by=writer)
    begin_change(item, by=writer, interface_language="en")
    assert client.post(f"/en/my/changes/{proposal.pk}/", {"take-back": "1"}).status_code == 409
    with pytest.raises(Refused, match="another change"):
        return_change(proposal, by=editor, note="Which work?")


def test_sent_twice_is_sent_once_and_without_a_difference_not_at_all(item, writer):
    with pytest.raises(Refused, match="Nothing is different"):
        sent(item, writer)
    proposal = sent(item, writer, goal="People work.")
    assert send_change(proposal, by=writer).state == "sent"
    assert audited(item).count("send change") == 1


def test_one_change_each_is_written_at_a_time(item, writer):
    first = begin_change(item, by=writer, interface_language="en")
    assert begin_change(item, by=writer, interface_language="en") == first


def test_strangers_and_those_who_have_left_send_nothing(item, writer):
    stranger = make_person("manager", make_organisation())
    with pytest.raises(Refused):
        begin_change(item, by=stranger, interface_language="en")
    proposal = written(item, writer, website="https://example.org/new")
    with pytest.raises(Refused):
        send_change(proposal, by=stranger)
    Membership.objects.filter(user=writer).update(to_date="2026-01-01")
    with pytest.raises(Refused):
        send_change(proposal, by=writer)
    assert Practice.objects.get(pk=item.pk).website == "https://example.org/old"


def test_nobody_decides_on_their_own(item, writer, owner):
    proposal = sent(item, writer, goal="People work.")
    conflicted = make_person("chief_editor")
    Membership.objects.create(user=conflicted, organisation=owner, role="member")
    for person in (writer, conflicted, make_person("country_editor", None)):
        if person.has_role("country_editor"):
            accept_change(proposal, by=person)
        else:
            with pytest.raises(Refused):
                accept_change(proposal, by=person)
    assert public_text(item).goal == "People work."


def test_two_editors_decide_once(item, writer, editor):
    proposal = sent(item, writer, goal="People work.")
    accept_change(proposal, by=editor)
    for decide in (accept_change, lambda proposal, by: reject_change(proposal, by=by, note="No.")):
        with pytest.raises(Refused, match="so that step is over"):
            decide(proposal, by=make_person("country_editor") if decide is accept_change else editor)
    assert audited(item).count("accept change") == 1


def test_a_change_to_what_was_taken_down_changes_nothing(item, writer, editor):
    proposal = sent(item, writer, goal="People work.")
    unsent = written(item, writer, website="https://example.org/new")
    change_status(item, "take down", by=editor, note="It named somebody.")
    for act in (lambda: accept_change(proposal, by=editor), lambda: send_change(unsent, by=writer)):
        with pytest.raises(Refused):
            act()
    assert (public_text(item).goal, Proposal.objects.get(pk=proposal.pk).state) == ("People meet.", "sent")


def test_changes_of_different_fields_are_merged(item, writer, owner, editor):
    waiting = sent(item, writer, goal="People work.")
    sent(item, make_person("manager", owner), website="https://example.org/new")
    accept_change(waiting, by=editor)
    after = Practice.objects.get(pk=item.pk)
    assert (after.texts.get().goal, after.website, after.version) == ("People work.", "https://example.org/new", 3)


@pytest.mark.parametrize(("side", "expected"), [("ours", "People work."), ("public", "People sing.")])
def test_the_same_field_on_both_sides_is_chosen_by_somebody(item, writer, owner, editor, side, expected):
    first = sent(item, make_person("manager", owner), goal="People sing.")
    second = sent(item, writer, goal="People work.")
    accept_change(first, by=editor)
    for chosen, seen in (({}, 2), ({"goal": side}, 1), ({"website": side}, 2), ({"goal": side}, None)):
        with pytest.raises(Clashes):
            accept_change(second, by=editor, chosen=chosen, seen_version=seen)
    assert public_text(item).goal == "People sing."
    accept_change(second, by=editor, chosen={"goal": side}, seen_version=2)
    assert public_text(item).goal == expected


def test_the_page_shows_both_texts(client, item, writer, owner, editor):
    accepted = sent(item, make_person("manager", owner), goal="People sing.")
    second = sent(item, writer, goal="People work.", what_we_do="Talking.")
    accept_change(accepted, by=editor)
    client.force_login(editor)
    address = f"/en/editorial/proposals/{second.pk}/"
    lost = client.post(address, {"decision": "accept", "version": second.version})
    page = parsed(lost)
    assert lost.status_code == 409
    assert texts(page, "fieldset .difference") == ["People sing.", "People work."]
    assert texts(page, "section h2") == ["What you do"]
    chosen = {"decision": "accept", "version": second.version, "keep-goal": "ours", "seen": "2"}
    assert client.post(address, chosen).status_code == 303
    assert (public_text(item).goal, public_text(item).what_we_do) == ("People work.", "Talking.")


def test_the_desk_sees_the_difference_and_decides(client, item, writer, editor):
    proposal = sent(item, writer, goal='People <script>alert("1")</script> work.')
    client.force_login(editor)
    address = f"/en/editorial/proposals/{proposal.pk}/"
    assert address in client.get("/en/editorial/proposals/").content.decode()
    shown = client.get(address)
    assert "<script>alert" not in shown.content.decode()
    assert texts(parsed(shown), "del, ins")[0] == "Removed: meet"
    read = {"version": parsed(shown).query_one("input[name=version]").attrs["value"]}
    assert client.post(address, read | {"decision": "reject"}).status_code == 422
    assert client.post(address, read | {"decision": "nonsense", "note": "No."}).status_code == 422
    assert client.post(address, read | {"decision": "reject", "note": "No."}).status_code == 303
    assert client.post(address, read | {"decision": "accept"}).status_code == 409
    assert Proposal.objects.get(pk=proposal.pk).state == ProposalState.REJECTED


@pytest.mark.parametrize("decision", ["accept", "return", "reject"])
def test_nobody_decides_on_words_that_they_have_not_read(client, item, writer, editor, decision):
    proposal = sent(item, writer, goal="People work.")
    client.force_login(editor)
    address = f"/en/editorial/proposals/{proposal.pk}/"
    read = parsed(client.get(address)).query_one("input[name=version]").attrs["value"]
    proposal = take_back(proposal, by=writer)
    proposal.answers |= {"goal": ["People drink."]}
    proposal.save()
    send_change(proposal, by=writer)
    lost = client.post(address, {"decision": decision, "note": "Well.", "version": read})
    assert (lost.status_code, public_text(item).goal) == (409, "People meet.")
    assert texts(parsed(lost), "ins") == ["Added: drink"]
    read = parsed(lost).query_one("input[name=version]").attrs["value"]
    assert client.post(address, {"decision": decision, "note": "Well.", "version": read}).status_code == 303


def test_editors_do_not_see_how_a_returned_change_is_rewritten(client, item, writer, editor):
    proposal = sent(item, writer, goal="People work.")
    client.force_login(editor)
    address = f"/en/editorial/proposals/{proposal.pk}/"
    asked = {"decision": "return", "note": "Which work?", "version": proposal.version}
    assert client.post(address, asked).headers["Location"] == "/en/editorial/proposals/"
    assert [client.get(address).status_code, client.post(address, asked).status_code] == [404, 404]


def test_drafts_of_changes_are_not_for_editors(client, item, writer, editor):
    client.force_login(editor)
    assert client.get(f"/en/editorial/proposals/{written(item, writer).pk}/").status_code == 404


def test_small_changes_are_listed_with_their_difference(client, item, writer, editor):
    sent(item, writer, summary="We receive guests on Tuesdays.")
    client.force_login(editor)
    page = parsed(client.get("/en/editorial/proposals/"))
    assert (texts(page, "li del"), texts(page, "li ins")) == (["Removed: recieve"], ["Added: receive"])


def test_the_author_sees_the_difference_before_sending(client, item, writer):
    client.force_login(writer)
    begun = client.post(f"/en/my/practice/{item.pk}/change/")
    proposal = Proposal.objects.get()
    assert (begun.status_code, begun["Location"]) == (303, f"/en/my/drafts/{proposal.pk}/")
    proposal.answers |= {"goal": ["People work."]}
    proposal.save()
    address = f"/en/my/changes/{proposal.pk}/"
    assert texts(parsed(client.get(address)), "section h2") == ["Goal"]
    assert client.post(address, {"note": "It has grown."}).status_code == 303
    assert Proposal.objects.values_list("state", "note").get() == ("sent", "It has grown.")


def test_the_pages_of_a_change_are_missing_for_strangers(client, item, writer):
    proposal = sent(item, writer, goal="People work.")
    client.force_login(make_person("manager", make_organisation()))
    for address in (f"/en/my/changes/{proposal.pk}/", f"/en/editorial/proposals/{proposal.pk}/"):
        assert [client.get(address).status_code, client.post(address).status_code] == [404, 404]
    assert client.post(f"/en/my/practice/{item.pk}/change/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_change_and_a_move_at_the_same_moment(item, writer, editor):
    """Whoever comes second acts on what the first has made, or is refused."""
    proposal = sent(item, writer, goal="People work.")
    start = threading.Barrier(2)

    def run(act):
        try:
            start.wait()
            act()
        except (Refused, MoveRefused) as refusal:
            return refusal
        finally:
            connection.close()
        return None

    acts = (
        lambda: accept_change(proposal, by=editor),
        lambda: change_status(Practice.objects.get(pk=item.pk), "take down", by=editor, note="Stop."),
    )
    with ThreadPoolExecutor(2) as threads:
        change, move = (done.result() for done in [threads.submit(run, act) for act in acts])
    after = Practice.objects.get(pk=item.pk)
    assert (move, after.status) == (None, Status.TAKEN_DOWN)
    assert (after.version, Snapshot.objects.count()) == ((2, 1) if change is None else (1, 0))


def test_a_work_without_words_of_ours_is_changed_in_the_language_of_the_page(owner, writer):
    work = make_research("Learning together", status=Status.PUBLISHED, owner=owner)
    work.texts.all().delete()
    assert begin_change(work, by=writer, interface_language="fi").language == "fi"

"""One item at the desk: what its editors see and do, and what authors never see."""

import datetime
import threading
import uuid

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.utils import timezone
from factories import make_country, make_organisation, make_practice, make_research
from pages import languages_of, parsed, texts, words
from people import make_person
from pilots import pilot

from accounts.actions import create_user, grant_role
from core.choices import Status
from core.models import AuditRow, GateFinding, OutboxMessage
from editorial import gate
from editorial.actions import answer_gate
from editorial.models import ConversationMessage, GateAnswer, InternalNote, Proposal, RequestedChange
from editorial.moves import MOVES, Actor
from editorial.workflow import change_status
from organisations.models import Membership
from practices.models import Practice

pytestmark = pytest.mark.django_db
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"
CANARY = "canary of the editors"


def address(item, move=""):
    return f"/en/editorial/{item.kind}/{item.pk}/{move and move + '/'}"


def seen(client, item, move="return"):
    [field] = parsed(client.get(address(item, move))).query("input[name=seen]")
    return field.attrs["value"]


def status_of(item):
    return type(item).objects.get(pk=item.pk).status


def test_the_page_holds_the_whole_text_each_word_in_its_language(client, editor, owner):
    item = pilot(
        owner, language="sv", goal="Alla ska kunna prata.", lessons=ATTACK, parts=1, themes=["housing"],
        translations={"fi": {"goal": "Kaikki oppivat puhumaan."}},
    )  # fmt: skip
    page = parsed(client.get(address(item)))
    assert languages_of(page, "Alla ska kunna prata.") == {"sv"}
    assert languages_of(page, "Kaikki oppivat puhumaan.") == {"fi"}
    assert ATTACK in texts(page, "dd")
    said = words(page.query_one(".desk-columns"))
    assert all(word in said for word in ("housing", "block 0 how", "contact0@example.org", "31 %", "95000"))
    assert page.query("main script, main img") == []


@pytest.mark.parametrize("make", [make_research, make_organisation])
def test_every_kind_has_its_page(client, editor, make):
    item = make("Learning together", status=Status.SUBMITTED)
    assert "Learning together" in words(parsed(client.get(address(item))).query_one("h1"))


@pytest.mark.parametrize("name", ["country_editor", "chief_editor"])
def test_every_action_and_status_through_the_page(client, owner, name):
    """What the table allows, the page does, once; everything else changes nothing."""
    client.force_login(make_person(name))
    pilot(owner, Status.PUBLISHED)
    item = pilot(owner)
    plays = {Actor.EDITOR} | ({Actor.CHIEF_EDITOR} if name == "chief_editor" else set())
    for status in Status:
        page = set(offered(client, item, status))
        for move in MOVES:
            possible = status in move.sources and status not in move.reviewed_from and plays & set(move.actors)
            possible = bool(possible and move.action != "publish imported")
            slug = move.action.replace(" ", "-")
            assert (address(item, slug) in page) == possible, (status, move.action)
            if not set(move.actors) & {Actor.EDITOR, Actor.CHIEF_EDITOR}:
                assert client.get(address(item, slug)).status_code == 404


def offered(client, item, status):
    extra = {"published_at": timezone.now()}
    Practice.objects.filter(pk=item.pk).update(status=status, **extra)
    return [link.attrs["href"] for link in parsed(client.get(address(item))).query(".desk-moves a")]


@pytest.mark.parametrize(
    ("action", "before", "after"),
    [
        ("accept", Status.SUBMITTED, Status.ACCEPTED),
        ("reject", Status.SUBMITTED, Status.REJECTED),
        ("publish", Status.ACCEPTED, Status.PUBLISHED),
        ("archive", Status.PUBLISHED, Status.ARCHIVED),
        ("take-down", Status.PUBLISHED, Status.TAKEN_DOWN),
    ],
)
def test_a_decision_goes_with_its_message(client, editor, owner, author, action, before, after):
    item = pilot(owner, before)
    form = parsed(client.get(address(item, action)))
    data = {"seen": form.query("input[name=seen]")[0].attrs["value"], "note": "Thank you for this.", "reason": "safety"}
    look = client.post(address(item, action), data | {"look": "1"})
    assert (look.status_code, status_of(item)) == (200, before)
    assert "Thank you for this." in words(parsed(look).query_one("article.note"))
    answer = client.post(address(item, action), data)
    assert (answer.status_code, status_of(item)) == (303, after)
    [message] = OutboxMessage.objects.filter(to=author.email)
    assert message.context["note"] == "Thank you for this."


def test_what_hurts_needs_words_and_nothing_typed_is_lost(client, editor, owner):
    item = pilot(owner)
    answer = client.post(address(item, "reject"), {"seen": seen(client, item), "note": " "})
    assert (answer.status_code, status_of(item)) == (422, Status.SUBMITTED)
    long = client.post(address(item, "reject"), {"seen": "x", "note": "y" * 4001})
    assert long.status_code == 422
    assert "y" * 4001 in long.content.decode()


def test_ready_sentences_in_the_language_of_the_author(client, editor, owner, author):
    item = make_practice("Bread & words", status=Status.SUBMITTED, owner=owner)
    GateAnswer.objects.create(kind="practice", item_id=item.pk, gate="G6", answer="no", is_found=False, by=editor)
    author.languages = ["en"]
    author.save()
    note = parsed(client.get(address(item, "return"))).query_one("textarea[name=note]")
    lines = note.to_text(strip=False).strip().splitlines()
    assert lines[0] == "Please tell what others can do without buying a product."
    assert "Tell what you do, step by step." in lines


def test_asking_for_changes_opens_the_draft_again(client, editor, owner, author, monkeypatch):
    item = pilot(owner)
    own = {"kind": "practice", "item_id": item.pk, "author": author, "language": "en", "interface_language": "en"}
    draft = Proposal.objects.create(**own, state="sent", sent_at=timezone.now())
    monkeypatch.setattr("editorial.views.question_titles", lambda item: {"goal": "What do you want to reach?"})
    data = {"seen": seen(client, item), "note": "Good!", "mark-goal": ATTACK, "mark-forged": "x"}
    assert client.post(address(item, "return"), data).status_code == 303
    draft.refresh_from_db()
    assert (status_of(item), draft.state) == (Status.CHANGES_REQUESTED, "returned")
    [asked] = RequestedChange.objects.all()
    assert (asked.question, asked.text, asked.asked_by) == ("goal", ATTACK, editor)
    [message] = OutboxMessage.objects.filter(to=author.email)
    assert [point["text"] for point in message.context["points"]] == [ATTACK]
    item.refresh_from_db()
    with pytest.raises(Exception, match="each change that was asked for"):
        change_status(item, "submit", by=author)
    RequestedChange.objects.update(answer="changed")
    assert change_status(item, "submit", by=author).status == Status.SUBMITTED


def test_a_refused_decision_leaves_nothing(client, editor, owner, monkeypatch):
    item = pilot(owner)
    monkeypatch.setattr("editorial.views.question_titles", lambda item: {"goal": "Goal?"})
    data = {"seen": seen(client, item), "note": "Good!", "mark-goal": "More, please."}
    Practice.objects.filter(pk=item.pk).update(status=Status.WITHDRAWN)
    assert client.post(address(item, "return"), data).status_code == 409
    assert (RequestedChange.objects.count(), OutboxMessage.objects.count()) == (0, 0)


def test_who_comes_second_hears_who_was_faster(client, editor, owner):
    item = pilot(owner)
    stale = seen(client, item)
    change_status(item, "accept", by=make_person("chief_editor"))
    answer = client.post(address(item, "reject"), {"seen": stale, "note": "Not this time."})
    page = words(parsed(answer).query_one("main"))
    assert (answer.status_code, status_of(item)) == (409, Status.ACCEPTED)
    assert "A chief_editor → Accepted" in page
    assert "Not this time." in page


@pytest.mark.django_db(transaction=True)
def test_two_editors_on_one_button(owner):
    item, answers = pilot(owner), []
    clients = []
    for name in ("country_editor", "chief_editor"):
        client = Client()
        client.force_login(make_person(name))
        clients.append((client, seen(client, item)))

    def press(client, stamp):
        answers.append(client.post(address(item, "accept"), {"seen": stamp, "note": ""}).status_code)
        connection.close()

    threads = [threading.Thread(target=press, args=pair) for pair in clients]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(answers) == [303, 409]
    assert AuditRow.objects.filter(action="accept").count() == 1


def test_merging_finds_the_record_that_stays(client, editor, owner):
    item, stays = pilot(owner), pilot(owner, Status.PUBLISHED)
    other_kind = make_research("Bread & words in research")
    page = parsed(client.get(address(item, "merge") + "?find=bread"))
    assert [choice.attrs["value"] for choice in page.query("input[name=into]")] == [str(stays.pk)]
    for wrong in ("", str(uuid.uuid4()), str(other_kind.pk), "x"):
        assert client.post(address(item, "merge"), {"seen": seen(client, item), "into": wrong}).status_code == 422
    assert client.post(address(item, "merge"), {"seen": seen(client, item), "into": str(stays.pk)}).status_code == 303
    assert status_of(item) == Status.MERGED


def test_merging_knows_nothing_that_the_editor_may_not_read_or_is_too_close_to(client, owner):
    editor = create_user(email="se@example.org", display_name="Editor", languages=["sv"])
    grant_role(user=editor, role="country_editor", country=make_country("SE"))
    TOTP.activate(editor, generate_totp_secret())
    client.force_login(editor)
    item = pilot(owner)
    unread, public, own = (
        make_practice("Bread & words", status=status, country="FI", owner=runs)
        for status, runs in (("submitted", None), ("published", None), ("published", make_organisation()))
    )
    Membership.objects.create(user=editor, organisation=own.owner)
    GateAnswer.objects.create(
        kind="practice", item_id=item.pk, gate="G7", answer="unsure", is_found=True, other_id=unread.pk, chance=90
    )
    page = parsed(client.get(address(item, "merge") + "?find=bread"))
    assert {choice.attrs["value"] for choice in page.query("input[name=into]")} == {str(public.pk), str(own.pk)}
    assert "90" not in words(parsed(client.get(address(item))).query_one("#gate ~ form"))
    stamp = seen(client, item)
    for into, status in ((unread, 422), (own, 422), (public, 303)):
        assert client.post(address(item, "merge"), {"seen": stamp, "into": str(into.pk)}).status_code == status


def test_whoever_belongs_to_the_organisation_decides_nothing(client, editor, owner):
    item = pilot(owner)
    InternalNote.objects.create(kind="practice", item_id=item.pk, text=CANARY)
    GateAnswer.objects.create(kind="practice", item_id=item.pk, gate="G4", answer="no", why=CANARY, is_found=False)
    Membership.objects.create(user=editor, organisation=owner, role="manager", to_date=timezone.localdate())
    answer = client.get(address(item))
    page = parsed(answer)
    assert "another editor decides" in words(page.query_one("main"))
    assert page.query("main form, main .desk-moves") == []
    assert CANARY not in answer.content.decode()
    for data in ({"do": "note", "text": "x"}, {"do": "message", "text": "x"}, {"do": "gate", "G1": "yes"}):
        assert client.post(address(item), data).status_code == 404
    assert client.get(address(item, "accept")).status_code == 404
    assert client.post(address(item, "accept"), {"seen": "x"}).status_code == 404
    assert status_of(item) == Status.SUBMITTED


def test_the_author_never_meets_a_note_of_the_editors(client, editor, owner, author):
    item = pilot(owner)
    assert client.post(address(item), {"do": "note", "text": f"{CANARY} {ATTACK}"}).status_code == 303
    assert ATTACK in words(parsed(client.get(address(item))).query_one(".desk-internal"))
    assert CANARY not in words(parsed(client.get(address(item))).query_one(".desk-open"))
    data = {"seen": seen(client, item), "note": "Good!"}
    client.post(address(item, "return"), data)
    change_status(Practice.objects.get(pk=item.pk), "submit", by=author)
    change_status(Practice.objects.get(pk=item.pk), "accept", by=editor)
    change_status(Practice.objects.get(pk=item.pk), "publish", by=editor)
    for message in OutboxMessage.objects.all():
        assert CANARY not in str(message.context)
    for row in AuditRow.objects.all():
        assert CANARY not in str(row.detail)
    client.force_login(author)
    for path in (address(item), Practice.objects.get(pk=item.pk).get_absolute_url(), "/en/search/?q=canary"):
        assert CANARY not in client.get(path).content.decode()


def test_conversation_is_sent_once_and_stays_apart_from_notes(client, editor, owner, author):
    item = pilot(owner)
    for _click in range(2):
        assert client.post(address(item), {"do": "message", "text": "May I call you?"}).status_code == 303
    [message] = ConversationMessage.objects.all()
    assert (message.is_from_desk, message.by, InternalNote.objects.count()) == (True, editor, 0)
    [mail] = OutboxMessage.objects.filter(to=author.email)
    assert mail.context["note"] == "May I call you?"
    assert client.post(address(item), {"do": "message", "text": ""}).status_code == 422
    lost = client.post(address(item), {"do": "message", "text": "z" * 4001})
    assert (lost.status_code, "z" * 4001 in lost.content.decode()) == (422, True)


def test_the_gate_takes_the_editors_answer_over_what_was_found(client, editor, owner, author):
    item = pilot(owner, Status.CHANGES_REQUESTED)
    with pytest.MonkeyPatch.context() as patch:
        found = [GateFinding("G7", "unsure", "It may be there."), GateFinding("G7", "no", "It is there already.")]
        patch.setattr(gate, "_finders", [lambda item: found])
        change_status(item, "submit", by=author)
    row = GateAnswer.objects.get(gate="G7")
    assert (row.gate, row.answer, row.why, row.is_found) == ("G7", "no", "It is there already.", True)
    assert "It is there already." in words(parsed(client.get(address(item))).query_one("main"))
    for _again in range(2):
        client.post(address(item), {"do": "gate", "G7": "yes", "G7-why": ATTACK})
    tick = next(tick for tick in gate.ticks_of(item) if tick.question.gate == "G7")
    assert (tick.answer, tick.said.why, tick.said.by) == ("yes", ATTACK, editor)
    assert AuditRow.objects.filter(action="answer gate").count() == 1
    client.post(address(item), {"do": "gate", "G7": "", "G7-shown": "yes", "G7-why-shown": ATTACK})
    assert client.post(address(item), {"do": "gate", "G7": "perhaps"}).status_code == 422
    assert GateAnswer.objects.filter(is_found=False).count() == 0


def test_saving_the_gate_leaves_what_another_editor_has_said_meanwhile(client, editor, owner):
    item, other = pilot(owner), make_person("chief_editor")
    page = parsed(client.get(address(item)))
    hidden = page.query("#gate ~ form input[type=hidden]")
    shown = {node.attrs["name"]: node.attrs.get("value") or "" for node in hidden}
    assert shown.pop("do") == "gate"
    assert len(shown) == 15
    answer_gate(item, by=other, answers={"G1": ("no", "It is about gardening."), "G4": ("yes", "")})
    assert client.post(address(item), shown | {"do": "gate", "G7": "yes"}).status_code == 303
    clash = client.post(address(item), shown | {"do": "gate", "G1": "yes", "G1-why": "It is about courses."})
    assert clash.status_code == 409
    assert "It is about courses." in words(parsed(clash).query_one("main"))
    said = GateAnswer.objects.filter(is_found=False).order_by("gate").values_list("gate", "answer", "by")
    assert list(said) == [("G1", "no", other.pk), ("G4", "yes", other.pk), ("G7", "yes", editor.pk)]


def test_a_refusal_gives_back_all_that_was_typed_whatever_its_stamp(client, editor, owner, monkeypatch):
    item = pilot(owner)
    monkeypatch.setattr("editorial.views.question_titles", lambda item: {"goal": "Goal?", "doing": "Doing?"})
    typed = {"note": "Good!", "mark-goal": "More, please.", "mark-doing": "How often?"}
    for stamp in ("x", "submitted 2026-99-99T00:00:00+00:00 1", "submitted 2026-01-01T00:00:00 1"):
        answer = client.post(address(item, "return"), typed | {"seen": stamp})
        assert answer.status_code == 409
        assert texts(parsed(answer), "p.citation") == list(typed.values())


def test_a_decision_falls_on_the_version_that_was_read(client, editor, owner):
    item = pilot(owner, Status.PUBLISHED)
    stale = seen(client, item, "archive")
    Practice.objects.filter(pk=item.pk).update(version=2)
    assert client.post(address(item, "archive"), {"seen": stale, "note": "Old."}).status_code == 409


def test_taking_and_handing_over(client, editor, owner, author):
    item, chief = pilot(owner), make_person("chief_editor")
    for to, shown, status in ((editor, "", 303), (chief, editor.pk, 303), (author, chief.pk, 409), (editor, "", 409)):
        answer = client.post(address(item), {"do": "hand", "to": str(to.pk), "shown": str(shown)})
        assert answer.status_code == status
    assert {field.attrs["value"] for field in parsed(client.get(address(item))).query("input[name=shown]")} == {
        str(chief.pk)
    }
    assert client.post(address(item), {"do": "hand", "to": "x"}).status_code == 422
    item.refresh_from_db()
    assert item.handling_editor == chief
    assert list(AuditRow.objects.filter(kind="practice").values_list("action", flat=True)) == ["hand over", "take"]


def test_a_day_of_publication(client, editor, owner):
    item = pilot(owner, Status.ACCEPTED)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    data = {"do": "publish-later", "seen": seen(client, item), "on": tomorrow.isoformat()}
    assert client.post(address(item), data | {"on": timezone.localdate().isoformat()}).status_code == 422
    assert client.post(address(item), data).status_code == 303
    item.refresh_from_db()
    assert item.publish_on == tomorrow
    assert client.post(address(item), data).status_code == 409


def test_forged_addresses_and_forms(client, editor, owner):
    item = pilot(owner)
    own = (address(item, move) for move in ("submit", "load-compiled", "no-move"))
    others = (
        f"/en/editorial/{name}/" for name in (f"research/{item.pk}", f"none/{item.pk}", f"practice/{uuid.uuid4()}")
    )
    for path in (*own, *others):
        assert client.get(path).status_code == 404, path
    assert client.post(address(item), {"do": "accept"}).status_code == 404
    assert client.post(address(item, "accept"), {"note": ""}).status_code == 422
    assert client.post(address(item, "accept"), {"seen": "submitted not-a-day", "note": ""}).status_code == 409
    assert status_of(item) == Status.SUBMITTED

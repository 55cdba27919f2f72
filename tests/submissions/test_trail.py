"""The page where owners follow their own item."""

import datetime

import pytest
from factories import make_organisation
from pages import parsed, texts
from people import make_person

from core.actions import record_audit
from core.choices import Status
from core.models import AuditRow, OutboxMessage
from core.working_days import add_working_days
from editorial.models import ConversationMessage, InternalNote, RequestedChange
from editorial.workflow import change_status, confirm_take_down
from practices.models import Practice

pytestmark = pytest.mark.django_db

CANARY = "xanthippe"


def address(item, rest=""):
    return f"/en/my/{item.kind}/{item.pk}/{rest}"


@pytest.fixture
def three_questions():
    """The real ones: what is found at the gate when something is sent in reads them."""


@pytest.fixture
def signed_in(client, writer):
    client.force_login(writer)
    return client


@pytest.fixture
def editor():
    return make_person("chief_editor")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_words(signed_in, make_item, status):
    page = signed_in.get(address(make_item(status)))
    assert (page.status_code, len(texts(parsed(page), ".note strong"))) == (200, 1)


def test_strangers_and_the_signed_out(client, make_item):
    item = make_item(Status.SUBMITTED)
    signed_out = client.get(address(item))
    assert (signed_out.status_code, "account/sign-in" in signed_out["Location"]) == (302, True)
    client.force_login(make_person("manager", make_organisation()))
    pages = ["", "withdraw/", "message/", "asked/1/"]
    assert [client.post(address(item, rest)).status_code for rest in pages if rest] == [404] * 3
    assert client.get(address(item)).status_code == 404


def test_what_the_owner_may_know_and_nothing_else(signed_in, make_item, writer, editor):
    item = make_item(Status.DRAFT)
    change_status(item, "submit", by=writer)
    InternalNote.objects.create(kind=item.kind, item_id=item.pk, text=f"Note {CANARY}", by=editor)
    record_audit(action="score", by=editor, item=item, detail={"note": CANARY})
    record_audit(action="hold decision", by=editor, item=item, detail={"note": CANARY})
    change_status(item, "return", by=editor, note="Please tell what it costs.")
    page = signed_in.get(address(item))
    shown = texts(parsed(page), "ol li p")
    assert CANARY not in page.content.decode()
    assert editor.display_name not in page.content.decode()
    assert next(line for line in shown if "It was sent in" in line).endswith("(You)")
    assert texts(parsed(page), "blockquote") == ["Please tell what it costs."]


def test_who_has_it_and_by_when(signed_in, make_item, writer):
    item = make_item(Status.DRAFT, country="DK")
    change_status(item, "submit", by=writer)
    due = add_working_days(datetime.datetime.now(datetime.UTC).date(), 5, "DK")
    shown = " ".join(texts(parsed(signed_in.get(address(item))), ".note"))
    assert "We have received it." in shown
    assert f"Expected by {due.day}" in shown


def test_who_is_taken_down_reads_whether_the_chief_editor_has_looked(signed_in, make_item, editor):
    item = make_item()

    def standing():
        return " ".join(texts(parsed(signed_in.get(address(item))), ".note"))

    assert "confirm it" not in standing()  # there is nothing to press for that yet
    change_status(item, "take down", by=make_person("country_editor"), note="It named somebody.")
    assert "The chief editor looks at it." in standing()
    confirm_take_down(Practice.objects.get(pk=item.pk), by=editor)
    assert "The chief editor has looked at it, and it stays so." in standing()


def test_working_days_skip_weekends_and_holidays():
    christmas_eve = datetime.date(2026, 12, 24)
    assert [add_working_days(christmas_eve, 1, country) for country in ("SE", "", "ZZ")] == [
        datetime.date(2026, 12, 28),
        datetime.date(2026, 12, 25),
        datetime.date(2026, 12, 25),
    ]


def test_a_message_reaches_the_editor_once(signed_in, make_item, editor, writer):
    item = make_item(Status.SUBMITTED, handling_editor=editor)
    words = '<script>alert("1")</script> Hello'
    answers = [signed_in.post(address(item, "message/"), {"text": words}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    message = ConversationMessage.objects.get()
    assert (message.text, message.by, message.is_from_desk, message.language) == (words, writer, False, "en")
    assert [mail.to for mail in OutboxMessage.objects.all()] == [editor.email]
    page = signed_in.get(address(item)).content.decode()
    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


@pytest.mark.parametrize("words", ["", "  ", "a" * 4001], ids=["none", "blank", "long"])
def test_messages_are_bounded_and_nothing_typed_is_lost(signed_in, make_item, words):
    answer = signed_in.post(address(make_item(), "message/"), {"text": words})
    assert (answer.status_code, ConversationMessage.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_each_asked_change_is_answered_beside_its_question(signed_in, make_item, plain_questions):
    item = make_item(Status.CHANGES_REQUESTED)
    asked = [
        RequestedChange.objects.create(kind=item.kind, item_id=item.pk, question="work", text=text)
        for text in ("Tell the goal.", "Name the costs.")
    ]
    page = parsed(signed_in.get(address(item)))
    assert texts(page, "li h3") == ["What do you do?"] * 2

    def send(row, **said):
        fields = {f"change-{row.pk}-{name}": value for name, value in said.items()}
        return signed_in.post(address(item, f"asked/{row.pk}/"), fields).status_code

    assert send(asked[0], answer="changed") == 303
    assert send(asked[1], answer="kept") == 422
    assert send(asked[1], answer="nonsense") == 422
    assert send(asked[1], answer="kept", reason="They stand on the website.") == 303
    assert list(RequestedChange.objects.values_list("answer", "reason")) == [
        ("changed", ""),
        ("kept", "They stand on the website."),
    ]


def test_a_point_that_waits_is_answered_after_withdrawing_and_opening_again(signed_in, make_item, writer):
    item = make_item(Status.CHANGES_REQUESTED)
    row = RequestedChange.objects.create(kind=item.kind, item_id=item.pk, text="Tell more.")
    for action in ("withdraw", "reopen"):
        change_status(item, action, by=writer)
    field = f"change-{row.pk}-answer"
    assert len(parsed(signed_in.get(address(item))).query(f"input[name={field}]")) == 2
    assert signed_in.post(address(item, f"asked/{row.pk}/"), {field: "changed"}).status_code == 303
    assert change_status(item, "submit", by=writer).status == Status.SUBMITTED


def test_answers_are_for_the_time_of_changing_and_for_ones_own(signed_in, make_item):
    item, other = make_item(Status.SUBMITTED), make_item(Status.CHANGES_REQUESTED, owner=make_organisation())
    own = RequestedChange.objects.create(kind=item.kind, item_id=item.pk, text="Tell more.")
    foreign = RequestedChange.objects.create(kind=other.kind, item_id=other.pk, text="Tell more.")
    sent = [(own, 409), (foreign, 404)]
    for row, expected in sent:
        answer = signed_in.post(address(item, f"asked/{row.pk}/"), {f"change-{row.pk}-answer": "changed"})
        assert answer.status_code == expected
    assert set(RequestedChange.objects.values_list("answer", flat=True)) == {""}


@pytest.mark.parametrize(
    ("status", "move", "fields", "after"),
    [
        (Status.SUBMITTED, "withdraw", {}, Status.WITHDRAWN),
        (Status.WITHDRAWN, "reopen", {}, Status.DRAFT),
        (Status.PUBLISHED, "archive", {"note": "It has ended."}, Status.ARCHIVED),
    ],
)
def test_moves_ask_first(signed_in, make_item, status, move, fields, after):
    item = make_item(status)
    question = signed_in.get(address(item, f"{move}/"))
    item.refresh_from_db()
    assert (question.status_code, item.status) == (200, status)
    if fields:
        assert signed_in.post(address(item, f"{move}/"), {}).status_code == 422
    answers = [signed_in.post(address(item, f"{move}/"), fields) for _ in range(2)]
    item.refresh_from_db()
    assert (answers[0].status_code, item.status) == (303, after)
    assert answers[1].status_code in (404, 409)
    assert AuditRow.objects.filter(action=move).count() == 1


@pytest.mark.parametrize("move", ["publish", "submit", "take-down", "nonsense"])
def test_other_moves_have_no_page_here(signed_in, make_item, move):
    assert signed_in.post(address(make_item(Status.ACCEPTED), f"{move}/")).status_code == 404

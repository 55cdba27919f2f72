"""What the desk tells of an item: its answers by question, what was asked for there, what it may be the same as."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import add_parts, make_concept, make_organisation, make_research
from pages import languages_of, parsed, texts, words
from pilots import pilot

from core.choices import Status
from core.models import GateFinding
from editorial import gate
from editorial.models import GateAnswer, Proposal, RequestedChange
from editorial.workflow import change_status
from organisations.models import Membership

pytestmark = pytest.mark.django_db
QUEUE = "/en/editorial/"


def address(item, rest="", language="en"):
    return f"/{language}/editorial/{item.kind}/{item.pk}/{rest}"


def question(page, name):
    return page.query_one(f"[aria-labelledby=question-{name}]")


def told(node):
    """{label: [values]}"""
    return {words(row.query_one("dt")): texts(row, "dd") for row in node.query("dl > div")}


def test_answers_stand_under_their_questions_in_words_that_people_read(client, editor, owner):
    make_concept("housing", labels={"en": "A place to live", "fi": "Asuminen"})
    item = pilot(owner, language="sv", themes=["housing"], goal="Alla ska kunna prata.", is_running=True)
    page = parsed(client.get(address(item)))
    assert len(page.query(".desk-question")) == len(item.questionnaire().questions)
    assert told(question(page, "topic"))["What is it about?"] == ["A place to live"]
    assert "Exempelkommun" in words(question(page, "who-runs"))
    assert "Sweden" in texts(question(page, "where"), "ol dd")
    assert languages_of(page, "Alla ska kunna prata.") == {"sv"}
    assert "Asuminen" in texts(parsed(client.get(address(item, language="fi"))), "dd")
    assert languages_of(parsed(client.get(address(item, language="fi"))), "Asuminen") == {"fi"}


@pytest.mark.parametrize("make", [make_research, make_organisation])
def test_every_kind_is_told_by_its_questions(client, editor, make):
    item = make("Learning together", status=Status.SUBMITTED, themes=["housing"])
    page = parsed(client.get(address(item)))
    titles = [str(each.title) for each in item.questionnaire().questions]
    assert texts(page, ".desk-question h3") == titles
    assert {"Learning together", "housing"} <= set(texts(page, ".desk-question dd"))


def test_the_number_of_statements_does_not_grow_with_what_is_told(client, editor, owner):
    few, many = (pilot(owner, themes=["housing", "language"], parts=1) for _time in range(2))
    for name in ("health", "sports", "work"):
        many.concepts.create(concept=make_concept(name), role="theme")
    for number in range(1, 3):
        add_parts(many, number)
    client.get(address(few))
    counts = []
    for item in (few, many):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(item)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_change_is_asked_for_answered_and_read_beside_its_question(client, editor, owner, author):
    item = pilot(owner)
    draft = Proposal.objects.create(
        kind="practice", item_id=item.pk, author=author, owner=owner, state="sent", language="en",
        interface_language="en", sent_at=timezone.now(), answers=item.questionnaire().read(item, "en"),
    )  # fmt: skip
    form = parsed(client.get(address(item, "return/")))
    assert len(form.query("textarea[name^=mark-]")) == len(item.questionnaire().questions)
    marks = {"mark-before": "Which goal?", "mark-takes": "What does it cost?"}
    data = {"seen": form.query_one("input[name=seen]").attrs["value"], "note": "Good!"} | marks
    assert client.post(address(item, "return/"), data).status_code == 303

    client.force_login(author)
    trail = f"/en/my/practice/{item.pk}/"
    assert "Which goal?" in client.get(trail).content.decode()
    assert "Which goal?" in client.get(f"/en/my/drafts/{draft.pk}/before/").content.decode()
    assert "Which goal?" not in client.get(f"/en/my/drafts/{draft.pk}/takes/").content.decode()
    first, second = RequestedChange.objects.order_by("pk")
    said = {f"change-{first.pk}-answer": "changed"}
    assert client.post(f"{trail}asked/{first.pk}/", said).status_code == 303
    assert client.post(f"{trail}asked/{second.pk}/", {f"change-{second.pk}-answer": "kept"}).status_code == 422
    said = {f"change-{second.pk}-answer": "kept", f"change-{second.pk}-reason": "We do not count it."}
    assert client.post(f"{trail}asked/{second.pk}/", said).status_code == 303
    change_status(item, "submit", by=author)

    client.force_login(editor)
    page = parsed(client.get(address(item)))
    assert "Which goal?" in words(question(page, "before"))
    assert "Changed" in words(question(page, "before"))
    assert "Kept as it is: We do not count it." in words(question(page, "takes"))


def alike(owner, **fields):
    words_of = {"one_liner": "Volunteers talk with newcomers.", "summary": "Each week they meet and talk over bread."}
    return pilot(owner, **words_of, **fields)


def test_what_is_sent_in_is_compared_with_what_is_there(client, editor, owner, author):
    there = alike(owner)
    item = alike(owner, status=Status.DRAFT)
    change_status(item, "submit", by=author)
    found = GateAnswer.objects.get(item_id=item.pk, gate="G7")
    assert (found.other_id, found.chance > 50, found.language) == (there.pk, True, "en")
    [chance] = texts(parsed(client.get(QUEUE)), ".desk-list .late")
    assert chance == f"Perhaps here already: {found.chance} %"
    assert parsed(client.get(address(item))).query(f'.desk-gate a[href="{address(there)}"]')
    [chosen] = parsed(client.get(address(item, "merge/"))).query("input[name=into]")
    assert (chosen.attrs["value"], "checked" in chosen.attrs) == (str(there.pk), True)
    wrong = parsed(client.post(address(item, "merge/"), {"into": "nothing", "seen": "x"}))
    assert wrong.query("input[name=into]") == []


def test_the_likeliest_of_several_findings_is_kept(monkeypatch, owner):
    other = owner.pk
    findings = [GateFinding("G7", "no", "Same title."), GateFinding("G7", "unsure", "Alike.", other, 83)]
    monkeypatch.setattr(gate, "_finders", [lambda item: findings])
    item = pilot(owner)
    [found] = [each for each in gate.find(item) if each.gate == "G7"]
    assert (found.answer, found.other_id, found.chance) == ("no", other, 83)


@pytest.mark.parametrize("left", [None, 365, 4 * 365])
def test_what_the_gate_says_is_not_for_people_of_the_organisation(client, editor, owner, left):
    to = left and timezone.localdate() - datetime.timedelta(days=left)
    Membership.objects.create(user=editor, organisation=owner, role="contributor", to_date=to)
    for item in (pilot(owner), make_research("A study", status=Status.SUBMITTED, owner=owner, countries=["SE"]), owner):
        type(item).objects.filter(pk=item.pk).update(status=Status.SUBMITTED)
    signs = parsed(client.get(QUEUE)).query(".desk-signs")
    assert len(signs) == (3 if left == 4 * 365 else 0)


def test_the_list_of_changes_leads_to_each_change(client, editor, owner):
    item = pilot(owner, Status.PUBLISHED)
    change = Proposal.objects.create(
        kind="practice", item_id=item.pk, item_version=1, purpose="change", state="sent", language="en",
        interface_language="en", sent_at=timezone.now(), base_answers=item.questionnaire().read(item, "en"),
        answers=item.questionnaire().read(item, "en") | {"goal": ["Everybody meets."]},
    )  # fmt: skip
    [link] = parsed(client.get(f"{QUEUE}?list=changes")).query(".desk-title a")
    assert link.attrs["href"] == f"/en/editorial/proposals/{change.pk}/"
    assert link.attrs["href"] in client.get(address(item)).content.decode()
    assert "Everybody meets." in words(parsed(client.get(link.attrs["href"])).query_one("ins"))

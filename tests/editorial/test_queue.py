"""The queue: who sees what, in which order, at which price."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from factories import make_country, make_organisation, make_practice, make_research
from pages import parsed, texts
from people import make_person

from accounts.models import RoleGrant
from core.choices import Status
from editorial.models import GateAnswer, Proposal
from editorial.promises import due_on, months_after, working_days_until
from editorial.queue import PAGE_SIZE

pytestmark = pytest.mark.django_db
QUEUE = "/en/editorial/"


def waiting(title, days_ago=0, make=make_practice, **fields):
    at = timezone.now() - datetime.timedelta(days=days_ago)
    return make(title, status=Status.SUBMITTED, submitted_at=at, **fields)


def shown(client, query=""):
    return texts(parsed(client.get(QUEUE + query)), ".desk-title")


def counts(client):
    page = parsed(client.get(QUEUE))
    return texts(page, ".tabs .count")


def test_all_kinds_stand_in_one_list_and_the_promise_that_breaks_first_comes_first(client, editor):
    waiting("Bread and words", 2)
    waiting("What keeps people learning", 9, make_research, countries=["NO"])
    waiting("Kommunen", 5, make_organisation)
    assert shown(client) == ["What keeps people learning", "Kommunen", "Bread and words"]


def test_each_status_has_its_own_list_with_its_count(client, editor):
    waiting("Language café in Malmö")
    published = make_practice("A walk together", maturity="maturity-pilot")
    for status in (Status.CHANGES_REQUESTED, Status.ACCEPTED, Status.IN_REVIEW, Status.REJECTED, Status.DRAFT):
        make_practice(f"This one is {status}", status=status)
    Proposal.objects.create(
        kind="practice", item_id=published.pk, item_version=1, purpose="change", state="sent", language="en",
        interface_language="en", sent_at=timezone.now(),
    )  # fmt: skip
    assert counts(client) == ["1", "1", "1", "1", "1"]
    for name, title in {
        "author": "This one is changes_requested",
        "reviews": "This one is in_review",
        "accepted": "This one is accepted",
        "changes": "A walk together",
    }.items():
        assert shown(client, f"?list={name}") == [title]


def test_country_editors_see_their_countries_and_chief_editors_all(client):
    waiting("Swedish practice")
    waiting("Norwegian practice", country="NO")
    waiting("Without a country", country="")
    client.force_login(make_person("country_editor"))
    RoleGrant.objects.update(country=make_country("NO"))
    assert shown(client) == ["Norwegian practice"]
    assert shown(client, "?find=practice") == ["Norwegian practice"]
    RoleGrant.objects.update(country=None)
    assert len(shown(client)) == 3
    client.force_login(make_person("chief_editor"))
    assert len(shown(client)) == 3


def test_filters(client, editor):
    mine = waiting("Swedish practice", 3, handling_editor=editor)
    waiting("Norwegian practice", 2, country="NO")
    waiting("A study of courses", 1, make_research, countries=["SE"])
    assert shown(client, "?kind=research") == ["A study of courses"]
    assert shown(client, "?country=NO") == ["Norwegian practice"]
    assert shown(client, "?mine=1") == ["Swedish practice"]
    assert shown(client, f"?find={mine.short_id}") == ["Swedish practice"]
    assert shown(client, "?find=norwegian") == ["Norwegian practice"]
    assert shown(client, "?kind=nothing&page=-4&list=none") == []


def test_the_gate_stands_in_signs_and_words_and_editors_count_more(client, editor):
    item = waiting("Bread and words")
    own = {"kind": "practice", "item_id": item.pk}
    GateAnswer.objects.create(**own, gate="G1", answer="no", is_found=True)
    GateAnswer.objects.create(**own, gate="G1", answer="yes", is_found=False, by=editor)
    GateAnswer.objects.create(**own, gate="G2", answer="no", is_found=True)
    signs = parsed(client.get(QUEUE)).query(".desk-signs li")
    assert [sign.attrs["data-answer"] for sign in signs] == ["yes", "no", *["unsure"] * 5]
    assert texts(parsed(client.get(QUEUE)), ".desk-signs .visually-hidden")[1] == "G2 Really tried: No"


def test_editors_find_the_desk_from_their_account(client, editor):
    assert 'href="/en/editorial/"' in client.get("/en/account/").content.decode()
    client.force_login(make_person("member"))
    assert 'href="/en/editorial/"' not in client.get("/en/account/").content.decode()


def test_titles_carry_their_language(client, editor):
    waiting("Bröd och ord", language="sv")
    [link] = parsed(client.get(QUEUE)).query(".desk-title a")
    assert link.attrs["lang"] == "sv"


def statements(client):
    client.get(QUEUE)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(QUEUE).status_code == 200
    return [query["sql"] for query in captured]


def test_the_number_of_statements_does_not_grow(client, editor):
    found = []
    for number in (1, 3):
        for index in range(number):
            waiting(f"Bread and words {number} {index}", owner=make_organisation())
            waiting(f"A study {number} {index}", make=make_research, countries=["FI"])
        found.append(len(statements(client)))
    assert found[0] == found[1] <= 8


def test_one_page_holds_fifty(client, editor):
    for number in range(PAGE_SIZE + 1):
        waiting(f"Bread and words {number}", number)
    assert len(shown(client)) == PAGE_SIZE
    assert shown(client, "?page=2") == ["Bread and words 0"]


def test_promises_count_the_working_days_of_the_country():
    noon = datetime.time(12, tzinfo=timezone.get_current_timezone())
    before_easter = datetime.datetime.combine(datetime.date(2026, 3, 31), noon)
    assert due_on(["SE"], before_easter) == datetime.date(2026, 4, 9)
    assert due_on([], before_easter) == datetime.date(2026, 4, 7)
    friday, monday = datetime.date(2026, 9, 4), datetime.date(2026, 9, 7)
    assert working_days_until(["SE"], monday, friday) == 1
    assert working_days_until(["SE"], friday, friday) == 0
    assert working_days_until(["SE"], friday, monday) == -1


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2026-01-31", 1, "2026-02-28"), ("2026-11-30", 6, "2027-05-30"), ("2024-02-29", 12, "2025-02-28")],
)
def test_months_later(day, months, expected):
    assert months_after(datetime.date.fromisoformat(day), months) == datetime.date.fromisoformat(expected)

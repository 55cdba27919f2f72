"""The overview says what reviewers will ask, for kinds that have such questions."""

from dataclasses import dataclass

import pytest
from pages import parsed, texts
from plain_questionnaire import PlainQuestionnaire

from editorial.models import Proposal
from practices.models import Practice

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Lift:
    sentence: str
    question: str


@dataclass(frozen=True)
class Bar:
    title: str
    level: int
    lifts: tuple


class CheckedQuestionnaire(PlainQuestionnaire):
    def self_check(self, answers):
        missing = () if answers.get("goal") else (Lift("Tell what you aim at.", "work"),)
        return [Bar("Is the goal clear?", 3 - len(missing), missing)]


@pytest.fixture
def overview(client, writer):
    client.force_login(writer)

    def show(**answers):
        draft = Proposal.objects.create(
            kind="practice", author=writer, language="en", interface_language="en", answers=answers
        )
        return draft, parsed(client.get(f"/en/my/drafts/{draft.pk}/"))

    return show


def test_what_would_lift_it_leads_to_the_question(overview, monkeypatch):
    monkeypatch.setattr(Practice, "questionnaire", classmethod(lambda cls: CheckedQuestionnaire()))
    draft, page = overview()
    assert [meter.attrs["value"] for meter in page.query("meter")] == ["2"]
    lifts = page.query("main details a")
    assert [(link.to_text(), link.attrs["href"]) for link in lifts] == [
        ("Tell what you aim at.", f"/en/my/drafts/{draft.pk}/work/")
    ]
    _draft, page = overview(goal=["To meet."])
    assert ([meter.attrs["value"] for meter in page.query("meter")], page.query("main details a")) == (["3"], [])


def test_kinds_without_a_check_show_none(overview, plain_questions):
    _draft, page = overview()
    assert "What reviewers will ask" not in texts(page, "h2")

"""Organisations and works are sent in by the same pages as practices."""

import re
import uuid

import pytest
from factories import make_concept, make_country, make_organisation
from reading import ReadingClient
from signing import make_member

from core.choices import Status
from editorial.models import Proposal
from organisations.models import Organisation
from research.models import ResearchItem
from submissions.sending import send_in

pytestmark = pytest.mark.django_db
DOI = "10.1007/s12134-025-01244-2"


@pytest.fixture
def writer():
    client = ReadingClient()
    client.force_login(make_member("aino@example.org"))
    return client


def begin(client, room):
    answer = client.post(f"/en/{room}/submit/", {"language": "sv", "key": str(uuid.uuid4())})
    return Proposal.objects.get(pk=re.search(r"/drafts/([0-9a-f-]{36})/", answer.headers["Location"])[1])


def save(client, draft, page, **fields):
    address = f"/en/my/drafts/{draft.pk}/{page}/"
    shown = client.get(address)
    assert shown.status_code == 200
    seen = re.search(r'name="seen" value="([^"]*)"', shown.content.decode())[1]
    return client.post(address, {"seen": seen, **fields})


def send(client, draft):
    return client.post(f"/en/my/drafts/{draft.pk}/send/", {"agreed": "on", "display_name": "Aino"})


def test_an_organisation_is_sent_in(writer):
    make_concept("municipality", "actor_type")
    make_concept("work")
    make_country("SE")
    make_organisation("Riksföreningen")
    draft = begin(writer, "organisations")
    rows = {"relation-TOTAL_FORMS": "1", "relation-0-kind": "member-of", "relation-0-organisation": "Riksföreningen"}
    assert save(writer, draft, "name", name="Vi").status_code == 303
    assert save(writer, draft, "kind", type="municipality", country="SE").status_code == 303
    assert save(writer, draft, "reach", url="vi.example", national_id="123456-7897").status_code == 303
    assert save(writer, draft, "work", about="Vi ses.", themes=["work"]).status_code == 303
    assert save(writer, draft, "belongs", **rows).status_code == 303
    assert writer.get(f"/en/my/drafts/{draft.pk}/all/").status_code == 200
    assert send(writer, draft).status_code == 303
    made = Organisation.objects.get(status=Status.SUBMITTED)
    assert (made.texts.get().name, made.relations.count(), made.url) == ("Vi", 1, "https://vi.example")


def test_a_work_is_sent_in_and_again_after_it_came_back(writer):
    make_concept("work")
    draft = begin(writer, "research")
    rows = {"author-TOTAL_FORMS": "1", "author-0-family": "Berg", "author-0-given": "Anna"}
    assert (
        save(writer, draft, "what", csl_type="report", title="Learning", work_language="en", doi=DOI).status_code == 303
    )
    assert save(writer, draft, "who", **rows).status_code == 303
    assert save(writer, draft, "where", issued="2024").status_code == 303
    assert save(writer, draft, "about", main_theme="work").status_code == 303
    assert save(writer, draft, "findings", summary_found="x").status_code == 303
    assert send(writer, draft).status_code == 422
    assert save(writer, draft, "findings", key_message="It works.").status_code == 303
    assert send(writer, draft).status_code == 303
    work = ResearchItem.objects.get()
    assert (work.status, work.identifiers.get().value, str(work.contributions.get())) == (
        "submitted",
        DOI,
        "Berg, Anna",
    )
    ResearchItem.objects.update(status=Status.CHANGES_REQUESTED)
    Proposal.objects.update(state="open")
    draft.refresh_from_db()
    assert send_in(proposal=draft, by=work.created_by) == work

"""Pages after sending are whole: valid, one heading, steps of headings, unique ids, labelled fields."""

from itertools import pairwise

import pytest
from justhtml import JustHTML
from people import make_person

from core.choices import Status
from editorial.models import ConversationMessage, Proposal, RequestedChange
from submissions.changes.actions import accept_change, begin_change, send_change
from submissions.sharing.actions import comment, share

pytestmark = pytest.mark.django_db


def changed(item, person, **answers):
    proposal = begin_change(item, by=person, interface_language="en")
    proposal.answers |= {name: [value] for name, value in answers.items()}
    proposal.save()
    return proposal


@pytest.fixture
def pages(client, make_item, writer, owner, plain_questions):
    """{address: (answer)} of every page of the trail, of changes, colleagues and previews, with something on each."""
    editor, colleague = make_person("chief_editor"), make_person("manager", owner)
    asked, public = make_item(Status.CHANGES_REQUESTED), make_item(goal="People meet.", summary="We recieve guests.")
    about = {"kind": asked.kind, "item_id": asked.pk}
    RequestedChange.objects.create(question="work", text="Tell the goal.", **about)
    ConversationMessage.objects.create(text="Hej!", language="sv", by=editor, is_from_desk=True, **about)
    send_change(changed(public, colleague, summary="We receive guests."), by=colleague)
    clashing = send_change(changed(public, writer, goal="People work.", what_we_do="Talk."), by=writer)
    accept_change(send_change(changed(public, colleague, goal="People sing."), by=colleague), by=editor)
    draft = share(
        Proposal.objects.create(
            kind="practice", author=writer, language="sv", interface_language="en", answers={"title": ["Samtal"]}
        )
    )
    comment(draft, share_key=draft.share_key, by_name="Ida", text="Fint.", question="name")
    trail, shared = f"/en/my/practice/{asked.pk}/", f"/en/shared/{draft.share_key}/"
    own = [trail, f"{trail}withdraw/", f"{trail}preview/", f"/en/my/practice/{public.pk}/"]
    own += [f"/en/my/changes/{clashing.pk}/", f"/en/my/sharing/{draft.pk}/", f"/en/my/preview/{draft.pk}/"]
    own += [shared, f"{shared}comment/", f"{shared}preview/"]
    desk = ["/en/editorial/proposals/", f"/en/editorial/proposals/{clashing.pk}/"]
    found = {}
    for person, addresses in ((writer, own), (editor, desk)):
        client.force_login(person)
        found |= {address: client.get(address) for address in addresses}
    client.force_login(writer)
    found["preview"] = client.post(f"/en/my/practice/{asked.pk}/preview/")
    return found


def test_pages_are_whole(pages):
    assert {address: answer.status_code for address, answer in pages.items() if answer.status_code != 200} == {}
    for address, answer in pages.items():
        page = JustHTML(answer.content.decode(), collect_errors=True, sanitize=False)
        assert page.errors == [], address
        assert len(page.query("h1")) == 1, address
        levels = [int(node.name[1]) for node in page.query("h1, h2, h3, h4")]
        assert [step for step in pairwise(levels) if step[1] > step[0] + 1] == [], address
        ids = [node.attrs["id"] for node in page.query("[id]")]
        assert sorted(set(ids)) == sorted(ids), address
        labelled = {label.attrs.get("for") for label in page.query("label")}
        fields = page.query("main input, main select, main textarea")
        shown = [field for field in fields if field.attrs.get("type") != "hidden"]
        assert [f.attrs.get("name") for f in shown if f.attrs.get("id") not in labelled] == [], address

"""The pages of the desk are as whole as those for everybody, with what goes wrong on them included."""

import pytest
import test_html
from django.utils import timezone
from factories import make_organisation, make_practice
from justhtml import JustHTML
from pages import language_of, parsed, words
from people import make_person

from core.choices import Status
from core.models import GateFinding
from editorial import actions, gate
from editorial.workflow import change_status

pytestmark = pytest.mark.django_db
CHECKS = [
    test_html.test_pages_are_valid,
    test_html.test_pages_have_one_heading_and_their_landmarks,
    test_html.test_headings_step_down_one_at_a_time,
    test_html.test_ids_are_unique_and_references_lead_somewhere,
    test_html.test_fields_and_images_have_names,
    test_html.test_nothing_is_inline_and_nothing_comes_from_elsewhere,
]


def test_pages_of_the_desk_are_whole(client, monkeypatch):
    owner = make_organisation()
    author, editor = make_person("contributor", owner), make_person("country_editor")
    make_person("chief_editor")
    item = make_practice("Bread & words", language="sv", status=Status.CHANGES_REQUESTED, owner=owner, parts=2)
    accepted = make_practice("Another practice", status=Status.ACCEPTED, owner=owner, publish_on=timezone.localdate())
    monkeypatch.setattr(gate, "_finders", [lambda item: [GateFinding("G2", "no", "It is new.")]])
    monkeypatch.setattr("editorial.views.question_titles", lambda item: {"goal": "What do you want to reach?"})
    change_status(item, "submit", by=author)
    actions.write_to_author(item, by=editor, text="Hello")
    actions.take_note(item, by=editor, text="Note")
    client.force_login(editor)
    own = f"/en/editorial/practice/{item.pk}/"
    answers = {
        "queue": client.get("/en/editorial/"),
        "nothing found": client.get("/en/editorial/?find=zzz"),
        "item": client.get(own),
        "accepted": client.get(f"/en/editorial/practice/{accepted.pk}/"),
        "asking": client.get(f"{own}return/"),
        "asking wrongly": client.post(f"{own}return/", {"note": "", "seen": "x"}),
        "merging": client.get(f"{own}merge/?find=practice"),
        "merging wrongly": client.post(f"{own}merge/", {"seen": "x"}),
        "taking down": client.get(f"/en/editorial/practice/{accepted.pk}/take-down/"),
        "writing nothing": client.post(own, {"do": "message", "text": ""}),
        "late": client.post(f"{own}reject/", {"note": "No.", "seen": "x"}),
    }
    pages = [
        (name, "en", JustHTML(answer.content.decode(), collect_errors=True, sanitize=False))
        for name, answer in answers.items()
    ]
    for check in CHECKS:
        check(pages)


def test_what_is_wrong_is_tied_to_its_field_and_its_link_leads_there(client, monkeypatch):
    item = make_practice("Bread & words", language="sv", status=Status.SUBMITTED, created_by=make_person("member"))
    monkeypatch.setattr("editorial.views.question_titles", lambda item: {"goal": "What do you want to reach?"})
    client.force_login(make_person("chief_editor"))
    own = f"/en/editorial/practice/{item.pk}/"
    public = f"/en/editorial/practice/{make_practice().pk}/"
    tried = {
        "id_note": client.post(f"{own}return/", {"note": "", "seen": "x"}),
        "id_mark-goal": client.post(f"{own}return/", {"note": "No.", "mark-goal": "x" * 1001, "seen": "x"}),
        "id_into": client.post(f"{own}merge/", {"note": "No.", "seen": "x"}),
        "id_reason": client.post(f"{public}take-down/", {"note": "No.", "reason": "nosuch", "seen": "x"}),
        "message": client.post(own, {"do": "message", "text": ""}),
        "note": client.post(own, {"do": "note", "text": ""}),
        "item": client.post("/en/editorial/taken-down/", {"item": "zzz", "reason": "other", "note": "No."}),
    }
    for field, answer in tried.items():
        page = parsed(answer)
        assert (field, [node.attrs["href"] for node in page.query("[role=alert] a")]) == (field, [f"#{field}"])
        target = page.query_one(f"[id='{field}']")
        assert target is not None, field
        assert target.name in ("textarea", "select", "input") or target.attrs["tabindex"] == "-1"
        told = [words(page.query_one(f"[id='{each}']")) for each in target.attrs["aria-describedby"].split()]
        assert words(page.query_one("[role=alert] a")) in told


def test_a_question_is_named_in_the_language_of_the_page(client, monkeypatch):
    item = make_practice("Bread & words", language="sv", status=Status.SUBMITTED, created_by=make_person("member"))
    monkeypatch.setattr("editorial.views.question_titles", lambda item: {"goal": "What do you want to reach?"})
    client.force_login(make_person("chief_editor"))
    page = parsed(client.get(f"/en/editorial/practice/{item.pk}/return/"))
    [label] = page.query("label[for='id_mark-goal']")
    assert (words(label), language_of(label)) == ("What do you want to reach?", "en")
    assert "aria-label" not in page.query_one("[id='id_mark-goal']").attrs

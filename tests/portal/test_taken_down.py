"""Any editor hides something at once, everywhere; the chief editor looks at it within 72 hours."""

import datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.utils import timezone
from factories import make_country, make_municipality, make_practice
from justhtml import JustHTML
from pages import address_of, texts, words
from people import make_person

from core.choices import Source, Status
from core.languages import INTERFACE_LANGUAGES
from core.models import AuditRow, Generation, OutboxMessage, TakeDown
from editorial.workflow import change_status
from search import index

pytestmark = pytest.mark.django_db
PAGE = "/en/editorial/taken-down/"
CANARY = "Zebrakanarie"


@pytest.fixture
def item():
    item = make_practice(
        f"{CANARY} café",
        source=Source.COMPILED,
        source_urls=["https://example.org/it"],
        themes=["housing"],
        municipality=make_municipality(),
        number="NC-2026-0042",
    )
    index.refresh(item)
    return item


def signed_in(name):
    client = Client()
    client.force_login(make_person(name))
    return client


def hide(client, item, /, **changed):
    sent = {"item": f"https://bank.example{address_of(item)}?q=x", "reason": "personal-data", "note": "Anna asked."}
    return client.post(PAGE, sent | changed)


def page_of(response):
    return JustHTML(response.content.decode(), sanitize=False)


def status_of(item):
    item.refresh_from_db()
    return item.status


def public_bytes(client, item):
    addresses = ["/en/", f"/en/search/?q={CANARY}", f"/en/search/suggest/?q={CANARY[:5]}", "/sitemap.xml"]
    addresses += ["/en/themes/housing/", "/en/places/se/", "/en/map/", "/sv/search/"]
    return "".join(client.get(address).content.decode() for address in addresses).replace(f"q={CANARY}", "")


def test_one_click_hides_it_from_every_page_at_once(client, item):
    assert CANARY.lower() in public_bytes(client, item).lower()
    before = Generation.objects.get_or_create(area="items")[0].number
    etag = client.get("/sitemap.xml").headers.get("ETag")
    assert hide(signed_in("country_editor"), item).status_code == 303
    assert client.get(address_of(item)).status_code == 410
    after = public_bytes(client, item).lower()
    for said in (f"{CANARY} café".lower(), item.short_id, "zebrakanarie-"):
        assert said not in after
    assert Generation.objects.get(area="items").number > before
    assert client.get("/sitemap.xml", headers={"If-None-Match": etag}).status_code == 200


def test_readers_are_told_the_day_and_the_kind_of_reason_and_nothing_else(client, item):
    hide(signed_in("country_editor"), item)
    main = words(page_of(client.get(address_of(item))).query_one("main"))
    day = timezone.localdate()
    assert f"Taken down on {day.day} " in main or f"Taken down on {day:%B} {day.day}, {day.year}." in main
    assert "It named somebody who does not want to be named." in main
    assert "Anna" not in main
    assert CANARY not in main


@pytest.mark.parametrize("named", ["NC-2026-0042", "nc-2026-0042 ", "{short_id}", "/sv/practices/x-{short_id}/"])
def test_it_is_found_by_number_or_address(item, named):
    hide(signed_in("chief_editor"), item, item=named.format(short_id=item.short_id))
    assert status_of(item) == Status.TAKEN_DOWN


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"item": "https://example.org/"}, 422),
        ({"item": "zzzzzz"}, 422),
        ({"note": " "}, 422),
        ({"reason": "nosuch"}, 422),
        ({"item": "x" * 2000}, 422),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_hidden(item, changed, status):
    response = hide(signed_in("chief_editor"), item, **changed)
    assert response.status_code == status
    assert len(texts(page_of(response), "[role=alert] p")) == 1
    assert status_of(item) == Status.PUBLISHED


def test_an_editor_of_any_country_hides_it_and_reads_of_nothing_else_that_is_hidden(item):
    from accounts.actions import create_user, grant_role

    editor = create_user(email="fi@example.org", display_name="Editor", languages=["fi"])
    grant_role(user=editor, role="country_editor", country=make_country("FI"))
    TOTP.activate(editor, generate_totp_secret())
    client = Client()
    client.force_login(editor)
    foreign = make_practice("Hidden by somebody else", source=Source.COMPILED, number="NC-2026-0043")
    hide(signed_in("chief_editor"), foreign)
    TakeDown.objects.update(confirmed_at=None)
    assert hide(client, item).status_code == 303
    assert status_of(item) == Status.TAKEN_DOWN
    assert texts(page_of(client.get(PAGE)), "main li strong") == [f"{CANARY} café"]
    assert client.get(f"/en/editorial/practice/{item.pk}/").status_code == 404


def test_who_comes_second_is_told_calmly(item):
    editor = signed_in("country_editor")
    hide(editor, item)
    response = hide(editor, item)
    assert response.status_code == 409
    assert "so that step is over." in texts(page_of(response), "[role=alert] p")[0]
    assert TakeDown.objects.count() == 1


def test_the_chief_editor_confirms_it_once(item):
    editor, chief = signed_in("country_editor"), signed_in("chief_editor")
    hide(editor, item)
    page = page_of(chief.get(PAGE))
    assert texts(page, "main li strong") == [f"{CANARY} café"]
    [row] = TakeDown.objects.unconfirmed()
    sent = {"decided": row.pk, "decision": "confirm"}
    assert editor.post(PAGE, sent).status_code == 409, "an editor cannot confirm"
    assert chief.post(PAGE, sent).status_code == 303
    assert chief.post(PAGE, sent).status_code == 409
    row.refresh_from_db()
    assert row.confirmed_at is not None
    assert status_of(item) == Status.TAKEN_DOWN
    assert list(AuditRow.objects.values_list("action", flat=True)[:2]) == ["confirm take-down", "take down"]
    assert "Nothing waits." in words(page_of(chief.get(PAGE)).query_one("main"))


def test_the_chief_editor_puts_it_back_and_it_can_be_hidden_again(client, item):
    editor, chief = signed_in("country_editor"), signed_in("chief_editor")
    hide(editor, item)
    [row] = TakeDown.objects.now()
    assert chief.post(PAGE, {"decided": row.pk, "decision": "put back"}).status_code == 303
    assert client.get(address_of(item)).status_code == 200
    assert CANARY in client.get(f"/en/search/?q={CANARY}").content.decode()
    hide(editor, item)
    assert [bool(row.ended_at) for row in TakeDown.objects.order_by("pk")] == [True, False]


def test_what_the_chief_editor_hides_needs_no_second_look(item):
    hide(signed_in("chief_editor"), item)
    assert list(TakeDown.objects.unconfirmed()) == []
    assert not OutboxMessage.objects.filter(template__contains="please_confirm").exists()


def test_what_is_too_close_to_the_chief_editor_is_looked_at_by_another(item):
    chief = make_person("chief_editor")
    type(item).objects.filter(pk=item.pk).update(created_by=chief)
    item.refresh_from_db()
    change_status(item, "take down", by=chief, note="Anna asked.")
    [row] = TakeDown.objects.unconfirmed()
    client = Client()
    client.force_login(chief)
    assert page_of(client.get(PAGE)).query("main button[name=decision]") == []
    assert client.post(PAGE, {"decided": row.pk, "decision": "confirm"}).status_code == 409


@pytest.mark.parametrize(("hours", "is_late"), [(71, False), (73, True)])
def test_after_72_hours_it_is_late(item, hours, is_late):
    hide(signed_in("country_editor"), item)
    TakeDown.objects.update(at=timezone.now() - datetime.timedelta(hours=hours))
    page = page_of(signed_in("chief_editor").get(PAGE))
    assert ("That time has passed." in words(page.query_one("main"))) == is_late


@pytest.mark.parametrize("sent", [{"decided": "x", "decision": "confirm"}, {"decided": "1"}, {"decided": ""}])
def test_a_decision_about_nothing_does_nothing(item, sent):
    assert signed_in("chief_editor").post(PAGE, sent).status_code == 422


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_the_page_is_valid_in_every_language(item, language):
    hide(signed_in("country_editor"), item)
    response = signed_in("chief_editor").get(PAGE.replace("/en/", f"/{language}/"))
    page = JustHTML(response.content.decode(), collect_errors=True, sanitize=False)
    assert page.errors == []
    labelled = {node.attrs["for"] for node in page.query("main label")}
    fields = {node.attrs.get("id") for node in page.query("main input:not([type=hidden]), main select, main textarea")}
    assert fields - labelled == set()


def test_a_forged_form_is_refused(item):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("country_editor"))
    assert hide(client, item).status_code == 403

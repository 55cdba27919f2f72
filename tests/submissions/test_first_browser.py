"""Who begins a draft may have given the address of somebody else: once its owner has come, the draft is theirs."""

import pytest
from django.test import Client
from pages import parsed, texts
from people import make_person
from signing import make_member
from writing import EMAIL, Browser, link_in_mail, press_link

from core.models import AuditRow, OutboxMessage
from editorial.models import Proposal
from editorial.workflow import change_status
from practices.models import Practice
from submissions import actions

pytestmark = pytest.mark.django_db
PAGES = ("", "name", "all", "send", "throw-away")


@pytest.fixture
def owner_browser(begun):
    """Of whoever reads the mail; the link is not pressed yet."""
    begun.save("name", title="Café at the library")
    browser = Browser()
    browser.draft = begun.draft
    return browser


def shown(answer):
    return texts(parsed(answer), "main form button")


def test_the_first_browser_writes_until_the_owner_of_the_address_comes(begun, owner_browser):
    assert begun.go("name").status_code == 200
    press_link(owner_browser.client)
    assert [begun.go(page).status_code for page in PAGES] == [403] * len(PAGES)
    answers = [begun.client.post(begun.at(page), {"title": "Mine", "seen": "", "agreed": "on"}) for page in PAGES]
    assert {answer.status_code for answer in answers} == {403}
    whole = "".join(answer.content.decode() for answer in answers)
    assert [word for word in ("Café at the library", EMAIL) if word in whole] == []
    for address in (f"/en/my/preview/{begun.draft.pk}/", f"/en/my/sharing/{begun.draft.pk}/"):
        assert (begun.client.get(address).status_code, begun.client.post(address).status_code) == (403, 403)
    assert Proposal.objects.get().answers == {"title": ["Café at the library"]}
    assert owner_browser.save("doing", doing="We talk.").status_code == 303
    assert texts(parsed(owner_browser.client.get("/en/my/")), ".drafts .index-name") == ["Café at the library"]
    assert texts(parsed(begun.client.get("/en/my/")), ".drafts .index-name") == []


def test_reading_the_link_closes_nothing(begun, owner_browser):
    owner_browser.client.get(link_in_mail())
    assert begun.go("name").status_code == 200


def test_the_owner_lets_the_first_browser_write_on_by_choice_alone(begun, owner_browser):
    page = parsed(owner_browser.client.get(link_in_mail()))
    [box] = page.query("[name=keeps-first]")
    assert "checked" not in box.attrs
    owner_browser.client.post(link_in_mail(), {"keeps-first": "on"})
    assert begun.save("doing", doing="We talk.").status_code == 303
    assert begun.send().status_code == 409
    assert AuditRow.objects.filter(action="keep draft open where it was begun").count() == 1
    assert parsed(Client().get(link_in_mail())).query("[name=keeps-first]") == []


def test_the_same_browser_is_not_asked_and_loses_nothing(begun):
    assert parsed(begun.client.get(link_in_mail())).query("[name=keeps-first]") == []
    press_link(begun.client)
    assert begun.save("name", title="Café").status_code == 303


def test_a_later_link_keeps_all_browsers_where_one_was_pressed(begun, owner_browser):
    press_link(owner_browser.client)
    press_link(begun.client)
    assert [browser.go("name").status_code for browser in (begun, owner_browser)] == [200, 200]


def test_begun_on_the_laptop_and_opened_on_the_phone_nothing_is_lost(begun, owner_browser):
    """The same person at both; what the laptop sends afterwards waits there until the link is pressed there, too."""
    seen = begun.seen_on("doing")
    press_link(owner_browser.client)
    answer = begun.client.post(begun.at("doing"), {"seen": seen, "doing": "Written on the laptop"})
    assert (answer.status_code, shown(answer)) == (403, ["Send a new link to that address"])
    before = OutboxMessage.objects.count()
    answer = begun.client.post(begun.at("doing"), {"link": "send"})
    assert (answer.status_code, texts(parsed(answer), "h1")) == (200, ["A new link is on its way"])
    assert (OutboxMessage.objects.count(), OutboxMessage.objects.latest("pk").to) == (before + 1, EMAIL)
    assert press_link(begun.client).headers["Location"] == begun.at("doing")
    page = begun.go("doing").content.decode()
    assert ("Written on the laptop" in page, "Your text stands here: save it now." in page) == (True, True)
    assert begun.save("doing", doing="Written on the laptop").status_code == 303
    assert owner_browser.go("doing").content.decode().count("Written on the laptop") == 1


def test_what_is_saved_every_few_seconds_is_refused_and_stays_on_the_device(begun, owner_browser):
    seen = begun.seen_on("doing")
    press_link(owner_browser.client)
    answer = begun.client.post(begun.at("doing"), {"seen": seen, "doing": "More", "go": "autosave"})
    assert (answer.status_code, answer["Content-Type"]) == (403, "text/html; charset=utf-8")
    assert "doing" not in Proposal.objects.get().answers


def test_the_list_of_the_first_browser_leads_to_a_new_link(begun, owner_browser):
    press_link(owner_browser.client)
    page = parsed(begun.client.get("/en/my/"))
    assert [node.attrs["href"] for node in page.query(".note a")] == [begun.at()]
    assert parsed(owner_browser.client.get("/en/my/")).query(".note a") == []


def test_links_are_not_sent_without_end(begun, owner_browser):
    press_link(owner_browser.client)
    codes = [begun.client.post(begun.at(), {"link": "send"}).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]


def test_other_browsers_learn_nothing_of_it(begun, owner_browser):
    press_link(owner_browser.client)
    stranger = Client()
    assert stranger.get(begun.at()).status_code == stranger.post(begun.at(), {"link": "send"}).status_code == 302
    member = Client()
    member.force_login(make_member("other@example.org"))
    assert member.get(begun.at()).status_code == 404
    assert OutboxMessage.objects.count() == 1


def test_this_was_not_me(begun, owner_browser):
    assert owner_browser.client.post(link_in_mail(), {"go": "throw-away"}).status_code == 200
    assert begun.go("name").status_code == 302
    assert Proposal.objects.get().answers == {}


def test_who_owns_the_address_by_their_account_takes_it_over_by_sending(begun):
    """Without the link: the browser that began it does not stand for them when it comes back."""
    begun.save("name", title="Café at the library")
    theirs = Browser()
    theirs.draft = begun.draft
    theirs.client.force_login(make_member(EMAIL))
    assert theirs.send(display_name="").status_code == 303
    change_status(Practice.objects.get(), "return", by=make_person("chief_editor"), note="Please say more.")
    assert (theirs.go("name").status_code, begun.go("name").status_code) == (200, 403)


def test_confirmed_twice_at_two_places_is_confirmed_once(begun):
    for keeps in (False, True, True, False):
        actions.confirm_address(proposal=begun.draft, keeps_first_browser=keeps)
    assert Proposal.objects.get().keeps_first_browser
    assert AuditRow.objects.filter(action="confirm address of draft").count() == 1

"""C1 and C2: a project manager tells on one page what is written already, lets colleagues comment, sends, follows."""

import pytest
from sending_in import (
    START,
    agree_and_send,
    answer,
    begin,
    draft_of,
    follow,
    go_to_sending,
    item_of,
    link_in,
    press,
    write_all_at_once,
)

DANISH = {
    "name": {
        "title": "Nabocafé på biblioteket hver onsdag",
        "one_liner": "Hver onsdag drikker naboer og nye i byen kaffe og taler dansk på biblioteket.",
    },
    "where": {"place-0-country": "DK", "place-0-name": "Aalborg"},
    "who-runs": {"owner_name": "Borgerhus Aalborg"},
    "for-whom": {"groups": ["newcomers"]},
    "topic": {"themes": ["language-and-civic-orientation"]},
    "before": {"before_not_known": True},
    "doing": {"what_we_do": "Vi dækker seks borde."},
    "since": {"started": "marts 2021", "is_running": "yes"},
    "results": {"results_not_known": True},
    "difficult": {"obstacles": "Vagtarbejde tog frivillige fra os."},
    "takes": {"takes_not_known": True},
    "ask": {"contact-0-email": "mette@example.org", "contact-0-show_as": "organisation only"},
}
FROM_WORD = "Sådan gør vi:\r\n\r\n•\tVi dækker seks borde.\r\n•\tTo frivillige sidder ved hvert bord."
DIRECTOR = "anna.holm@example.org"
BLOCKS = ["Seks borde", "Vagtplan", "Kaffe"]


@pytest.fixture
def at_desk(open_any_page, signed_in):
    def opened(path="/da/", **browser):
        return open_any_page(path, state=signed_in("mette"), locale="da-DK", **browser)

    return opened


def test_a_mature_practice_on_one_page(at_desk, open_any_page, people, newest_mail, looked_at):
    page = at_desk(START.format("da"))
    page.select_option("[name=owner]", people["mette"]["organisation"])
    looked_at(page, "desk-start")
    begin(page, "da")
    draft = draft_of(page)
    page.goto(f"/da/my/drafts/{draft}/all/")
    answer(page, {name: value for fields in DANISH.values() for name, value in fields.items()})
    paste(page, "[name=what_we_do]", FROM_WORD)
    write_blocks(page)
    press_on_rows(page, "add-result", "result-0-outcome")
    looked_at(page, "desk-all")
    press(page)
    page.wait_for_url(lambda address: "/all/" not in address)
    assert page.locator("meter").count() == 10
    looked_at(page, "desk-overview")

    comment_by_link(page, open_any_page, looked_at)
    page.goto(f"/da/my/drafts/{draft}/doing/")
    assert page.get_by_text("Hvor lang tid tager det?").first.is_visible()

    page.goto(f"/da/my/preview/{draft}/")
    page.locator("main form button").click()
    main = page.locator("main")
    assert main.locator("ul > li", has_text="To frivillige sidder ved hvert bord.").count() == 1
    assert [main.get_by_role("heading", name=name).count() for name in BLOCKS] == [1, 0, 1]
    looked_at(page, "desk-preview")
    page.goto(f"/da/my/drafts/{draft}/send/")
    director_agrees(page, open_any_page, newest_mail, looked_at)
    agree_and_send(page, name="")
    assert "NC-" in page.locator("[data-sent]").inner_text()
    follow(page)
    assert page.locator("main ol").last.locator("li", has_text="Anna Holm").count() == 1


def paste(page, selector, text):
    """As a word processor leaves it to fields of plain text."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.locator(selector).fill("")
    page.locator(selector).focus()
    page.keyboard.press("Control+v")
    assert page.locator(selector).input_value() == text.replace("\r\n", "\n")


def write_blocks(page):
    """Three are written, the one in the middle is taken away."""
    for number, name in enumerate(BLOCKS):
        press_on_rows(page, "add-block", f"block-{number}-title")
        page.fill(f"[name=block-{number}-title]", name)
        page.fill(f"[name=block-{number}-purpose]", f"{name}: det virker.")
    page.locator("button[name=go][value=remove-block-1]").click()
    page.wait_for_url("**#rows-block")
    page.wait_for_function("document.querySelector('[name=block-1-title]').value === 'Kaffe'")
    assert page.locator("[name=block-0-title]").input_value() == BLOCKS[0]


def press_on_rows(page, button, field):
    """One more row, unless an empty one stands there already."""
    if not page.locator(f"[name={field}]").count():
        page.locator(f"button[name=go][value={button}]").click()
    page.locator(f"[name={field}]").wait_for()


def comment_by_link(page, open_any_page, looked_at):
    """A colleague reads and comments in another browser, without an account."""
    page.locator("a[href*='/my/sharing/']").click()
    page.locator("button[name=link][value=make]").click()
    link = page.locator("#share-link").input_value()
    looked_at(page, "desk-sharing")
    colleague = open_any_page(link, locale="da-DK")
    assert colleague.context.cookies() == []
    looked_at(colleague, "desk-shared")
    colleague.locator("a[href$='?question=doing']").click()
    colleague.locator("form.fit-form button").click()
    looked_at(colleague, "desk-comment-forgotten")
    colleague.fill("[name=text]", "Hvor lang tid tager det?")
    colleague.fill("[name=by_name]", "Jonas")
    colleague.locator("form.fit-form button").click()
    colleague.wait_for_url("**?sent=1")
    assert colleague.get_by_text("Hvor lang tid tager det?").is_visible()


def director_agrees(page, open_any_page, newest_mail, looked_at):
    """One mail, one button, on a phone without an account, a cookie or JavaScript."""
    asked = page.locator("#agreement")
    asked.locator("details > summary").click()
    asked.locator("details form button").click()
    looked_at(page, "desk-agreement-forgotten")
    page.fill("#agreement_name", "Anna Holm")
    page.fill("#agreement_email", DIRECTOR)
    page.fill("#agreement_note", "Kan du nå det inden fredag?")
    asked.locator("details form button").click()
    page.wait_for_url("**#agreement")
    assert asked.locator("li").count() == 1
    link = link_in(newest_mail(DIRECTOR), "/agree/")
    phone = {"width": 360, "height": 640, "locale": "da-DK"}
    looked_at(open_any_page(link, **phone), "director-asked")
    director = open_any_page(link, javascript=False, **phone)
    director.locator("form[action$='/preview/'] button").click()
    assert director.locator("article[data-kind=practice] h1").inner_text() == DANISH["name"]["title"]
    looked_at(director, "director-preview", with_axe=False)
    director.locator("main [role=status] a").click()
    director.locator("button[value=agreed]").click()
    director.locator("main [role=status] strong").wait_for()
    assert director.context.cookies() == []
    looked_at(open_any_page(link, **phone), "director-thanked")
    page.goto(page.url.partition("#")[0])
    assert "Anna Holm" in asked.locator("li").inner_text()
    looked_at(page, "desk-agreed")
    looked_at(open_any_page(page.url, state=page.context.storage_state(), **phone), "phone-agreed")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_follows_withdraws_and_opens_it_again(at_desk, looked_at, javascript):
    page = at_desk(START.format("da"), javascript=javascript)
    begin(page, "da")
    write_all_at_once(page, DANISH)
    go_to_sending(page)
    agree_and_send(page, name="")
    follow(page)
    item = item_of(page)
    standing = page.locator("main .note strong").first
    sent = standing.inner_text()
    events = page.locator("main ol").last.locator("li")
    before = events.count()
    assert sent.endswith(".")
    assert before >= 1
    looked_at(page, "follow-sent", with_axe=javascript)
    page.locator("a[href$='/withdraw/']").click()
    page.wait_for_url("**/withdraw/")
    looked_at(page, "follow-withdraw", with_axe=javascript)
    page.locator("main form button").click()
    page.wait_for_url(f"**/my/{item}/")
    withdrawn = standing.inner_text()
    page.locator("a[href$='/reopen/']").click()
    looked_at(page, "follow-reopen", with_axe=javascript)
    page.locator("main form button").click()
    page.wait_for_url(f"**/my/{item}/")
    assert len({sent, withdrawn, standing.inner_text()}) == 3
    assert events.count() == before + 2
    page.locator("main .actions a").first.click()
    page.wait_for_url("**/my/drafts/**")

"""B3: an editor asks for two changes; the volunteer is led to them, answers each and sends it again."""

import pytest
from sending_in import (
    agree_and_send,
    begun,
    draft_of,
    follow,
    go_to_sending,
    item_of,
    link_in,
    open_by_link,
    press,
    write_all_at_once,
)
from signing import code_in

ASKED = {"before": "Miksi te aloititte?", "difficult": "Kertokaa, mikä auttoi."}
PRAISE = "Hieno kuvaus! Kaksi asiaa puuttuu vielä."


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_two_changes(open_any_page, newest_mail, signed_in, looked_at, javascript):
    email = f"asked-{javascript}@example.org".lower()

    def look(name):
        looked_at(page, f"asked-{name}", with_axe=javascript)

    page = begun(open_any_page, email, javascript=javascript)
    draft = draft_of(page)
    write_all_at_once(page)
    open_by_link(page, newest_mail(email))
    page.goto(f"/fi/my/drafts/{draft}/send/")
    agree_and_send(page)
    follow(page)
    page.wait_for_url("**/account/sign-in/**")
    item = item_of(page)
    ask_for_changes(open_any_page(f"/en/editorial/{item}/", state=signed_in("editor")), looked_at)

    mail = newest_mail(email)
    assert all(words in mail.body for words in (PRAISE, *ASKED.values()))
    page.goto(link_in(mail, f"/my/{item}/"))
    sign_in_by_code(page, email, newest_mail)
    page.wait_for_url(f"**/my/{item}/")
    look("trail")
    forms = page.locator("form[action*='/asked/']")
    assert forms.count() == 2

    page.locator("li[id^=asked-] h3 a").first.click()
    page.wait_for_url("**/before/")
    assert page.get_by_text(ASKED["before"]).first.is_visible()
    look("question")
    page.locator("[name=before_not_known]").uncheck()
    page.fill("[name=problem]", "Moni oli käynyt kurssin, mutta ei tuntenut ketään.")
    press(page)
    page.goto(f"/fi/my/{item}/")
    say(forms.nth(0), "changed")
    page.wait_for_url("**#asked-*")
    say(forms.nth(1), "kept")
    assert page.locator("main [role=alert]").is_visible()
    look("no-reason")
    say(forms.nth(1), "kept", "Siitä on kerrottu jo.")
    page.wait_for_url("**#asked-*")

    page.locator("main .actions a").first.click()
    go_to_sending(page)
    agree_and_send(page, name="")
    follow(page)
    page.wait_for_url(f"**/my/{item}/")
    assert page.locator("form[action*='/asked/']").count() == 0
    look("sent-again")


def ask_for_changes(page, looked_at):
    page.locator("a[href$='/return/']").click()
    page.fill("[name=note]", PRAISE)
    for question, words in ASKED.items():
        page.locator(f"details:has([name=mark-{question}]) > summary").click()
        page.fill(f"[name=mark-{question}]", words)
    looked_at(page, "asked-by-editor")
    page.locator("form:has([name=note]) button[type=submit]").first.click()
    page.wait_for_url("**?done=1")


def sign_in_by_code(page, email, newest_mail):
    page.locator("main a[href*='/sign-in/code/']").click()
    page.fill("#id_email", email)
    page.locator("main form button.ds-button").first.click()
    page.fill("#id_code", code_in(newest_mail(email)))
    page.locator("main form button.ds-button").first.click()


def say(form, answer, reason=""):
    form.locator(f"[type=radio][value={answer}]").check()
    form.locator("[type=text]").fill(reason)
    form.locator("button").click()

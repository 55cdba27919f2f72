"""C1: a report is read, its words are looked at, and the writer takes what fits; on a phone and at a desk."""

import pytest
import reports
from sending_in import begun, draft_of
from walking import focused, tab_until

CAFE = "concept method:language-cafe"
LOHJA = "place municipality:FI-444"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("reports")
    (made / "loppuraportti.pdf").write_bytes(reports.finnish())
    (made / "skannattu.pdf").write_bytes(reports.scanned())
    return made


def choose(page, path):
    details = page.locator("details:has(input[type=file])")
    if details.count() and not details.evaluate("node => node.open"):
        details.locator("summary").click()
    page.set_input_files("input[type=file]", path)
    page.locator("button[value=read]").click()


@pytest.mark.parametrize(("width", "javascript"), [(360, True), (360, False), (1280, True)])
def test_accepted_suggestions_stand_in_the_draft(open_any_page, looked_at, folder, width, javascript):
    def look(name):
        looked_at(page, f"report-{name}-{width}{'' if javascript else '-plain'}", with_axe=javascript)

    address = f"report-{width}-{javascript}@example.org".lower()
    page = begun(open_any_page, address, width=width, javascript=javascript)
    draft = draft_of(page)
    page.goto(f"/fi/my/drafts/{draft}/")
    look("overview")
    choose(page, folder / "skannattu.pdf")
    page.locator("main [role=alert]").wait_for()
    look("refused")
    choose(page, folder / "loppuraportti.pdf")
    page.locator(".found").first.wait_for()
    assert page.locator("input[name=use]:checked").count() == 0
    look("found")
    for value in (CAFE, LOHJA, "summary"):
        page.check(f"input[name=use][value='{value}']")
    page.locator("button[value=use]").click()
    page.locator("main [role=status] .note").first.wait_for()
    look("used")
    page.goto(f"/fi/my/drafts/{draft}/topic/")
    assert page.locator("input[name=methods][value=language-cafe]").is_checked()
    page.goto(f"/fi/my/drafts/{draft}/where/")
    assert page.locator("[name=place-0-name]").input_value() == "Lohja"
    page.goto(f"/fi/my/drafts/{draft}/report/")
    page.locator("button[value=forget]").click()
    page.locator("details:has(input[type=file])").wait_for()
    look("forgotten")


def test_by_keyboard(open_any_page, folder):
    page = begun(open_any_page, "report-keyboard@example.org", width=1280)
    page.goto(f"/fi/my/drafts/{draft_of(page)}/report/")
    choose(page, folder / "loppuraportti.pdf")
    page.locator(".found").first.wait_for()
    tab_until(page, f"node.value === '{CAFE}'")
    page.keyboard.press("Space")
    assert focused(page, "checked")
    tab_until(page, "node.value === 'use' && node.tagName === 'BUTTON'")
    page.keyboard.press("Enter")
    page.locator("main [role=status] .note").first.wait_for()
    assert page.locator(f"input[value='{CAFE}']").count() == 0

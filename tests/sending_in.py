"""How somebody writes, sends and follows a practice in a real browser."""

import re
from urllib.parse import unquote

START = "/{}/practices/submit/"
ADDRESS = re.compile(r"https?://\S+")
PHONE = {"width": 360, "height": 640, "locale": "fi-FI"}
FINNISH = {
    "name": {
        "title": "Kahvihetki kirjastossa torstaisin",
        "one_liner": "Joka torstai naapurit ja uudet tulijat juovat kahvia ja puhuvat suomea kirjastossa.",
    },
    "where": {"place-0-country": "FI", "place-0-name": "Lohja"},
    "who-runs": {"owner_name": "Lohjan Torstaikahvit ry"},
    "for-whom": {"groups": ["newcomers"]},
    "topic": {"themes": ["language-and-civic-orientation"]},
    "before": {"before_not_known": True},
    "doing": {"what_we_do": "Katamme kuusi pöytää.\n\nJokaisessa istuu kaksi vapaaehtoista."},
    "since": {"started": "maaliskuu 2021", "is_running": "yes"},
    "results": {"results_not_known": True},
    "difficult": {"obstacles": "Vuorotyö vei vapaaehtoisia. Nyt jokaisessa pöydässä on aina kaksi."},
    "takes": {"takes_not_known": True},
    "ask": {"contact-0-email": "torstaikahvit@example.org", "contact-0-show_as": "organisation only"},
}
"""What a small association answers to the twelve questions; three times it does not know."""
QUESTIONS = list(FINNISH)


def begin(page, language, email=""):
    """From the page that explains it to the first question."""
    page.select_option("[name=language]", language)
    if email:
        page.fill("main [name=email]", email)
    page.locator("form.fit-form button[type=submit]").click()
    page.wait_for_url("**/drafts/*/name/")


def question_of(page):
    return page.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]


def draft_of(page):
    return re.search(r"/drafts/([0-9a-f-]{36})/", page.url)[1]


def answer(page, answers):
    """Ticks and types as a person does, unfolding what is folded."""
    for name, value in answers.items():
        for each in value if isinstance(value, list) else [value]:
            _give(page, name, each)


def _give(page, name, value):
    field = page.locator(f'form.question [name="{name}"]')
    kind = field.first.evaluate("node => node.tagName === 'SELECT' ? 'select' : node.type")
    if kind in ("radio", "checkbox") and isinstance(value, str):
        field = page.locator(f'form.question [name="{name}"][value="{value}"]')
    unfold(page, field.first)
    if kind == "select":
        field.select_option(value)
    elif kind in ("radio", "checkbox"):
        field.first.check()
    else:
        field.fill(value)


def unfold(page, field):
    """Opens what a field lies in, from the outside in."""
    folds = field.locator("xpath=ancestor::details[not(@open)]/summary")
    while folds.count():
        folds.first.click()


def press(page, go="next"):
    page.locator(f"form.question .actions button[name=go][value={go}]").click()


def fill_in(page, answers=FINNISH, since="name", until=None):
    """One question after the other, from the one at hand; stops in front of `until`."""
    for name in QUESTIONS[QUESTIONS.index(since) :]:
        if name == until:
            return
        assert question_of(page) == name
        answer(page, answers[name])
        press(page)
        page.wait_for_url(lambda address, left=name: f"/{left}/" not in address)


def agree_and_send(page, name="Aino"):
    page.locator("[name=agreed]").check()
    if name:
        page.fill("main [name=display_name]", name)
    page.locator("form.fit-form:has([name=agreed]) button[type=submit]").click()
    page.wait_for_url("**/sent/")


def follow(page):
    """From the thanks for sending to the page that tells what happens."""
    page.locator("main .actions a").first.click()


def item_of(page):
    """Kind and id, as addresses of its pages hold them, and that of signing in on the way there."""
    return re.search(r"/my/(\w+/[0-9a-f-]{36})/", unquote(page.url))[1]


def link_in(mail, below):
    """The address in a mail, without scheme and host."""
    found = [address for address in ADDRESS.findall(mail.body) if below in address]
    return re.sub(r"^https?://[^/]+", "", found[0])


def begun(open_any_page, email, **browser):
    """A browser at the first question of a new draft in Finnish."""
    page = open_any_page(START.format("fi"), **{**PHONE, **browser})
    begin(page, "fi", email)
    return page


def open_by_link(page, mail):
    page.goto(link_in(mail, "/drafts/open/"))
    page.locator("main form button").first.click()
    page.wait_for_url("**/my/drafts/**")


def write_all_at_once(page, answers=FINNISH):
    """On the page with all questions; what a question leaves folded is opened."""
    page.goto(page.url.replace(f"/{question_of(page)}/", "/all/"))
    answer(page, {name: value for fields in answers.values() for name, value in fields.items()})
    press(page)
    page.wait_for_url(lambda address: not address.endswith("/all/"))


def go_to_sending(page):
    page.locator("a[href$='/send/']").first.click()
    page.wait_for_url("**/send/")

"""Somebody who sends practices in by the pages of the portal, all questions on one page."""

import re
import time
from dataclasses import dataclass, field

from clearinghouse.sending_benchmark.browser import Browser, Page

START = "/en/practices/submit/"
ANSWERS = {
    "one_liner": "Volunteers and newcomers cook together once a week and talk over the meal.",
    "summary": "Every Tuesday the parish hall opens its kitchen. People cook what they know, eat together and talk. "
    "Whoever wants gets help with a letter afterwards.",
    "place-0-country": "SE",
    "place-0-name": "Malmö",
    "scale": "level-local",
    "owner_name": "The Kitchen Society",
    "groups": ["newcomers"],
    "themes": ["volunteering"],
    "methods": ["language-cafe"],
    "settings": ["setting-community"],
    "problem": "Many had finished the course without ever having talked to a neighbour. "
    "The hall stood empty on most days.",
    "goal": "Each of them knows five people in town by name after half a year.",
    "what_we_do": "We buy food for thirty. Two volunteers open the kitchen at four, and everybody takes a task "
    "from the board. "
    "At six we eat. After the meal there are three tables: letters, words of the week, and games for children. "
    "At eight we clean up together and choose the dish of the next week. "
    "Once a month a guest comes and answers questions.",
    "started": "2024",
    "is_running": "yes",
    "maturity": "maturity-pilot",
    "participants_per_year": "120",
    "participant_duration": "dur-open",
    "obstacles": "Volunteers were ill at the same time, so now there are always three of them.",
    "lessons": "Begin with the food and let people choose the dish. "
    "Those who cook come again and bring a friend next time.",
    "participation": "The participants choose dishes and guests.",
    "equality": "Children are welcome, and the hall has no steps.",
    "transfer_conditions": "A kitchen, a budget for food and three volunteers.",
    "continuation": "The parish pays for the food.",
    "contact-0-email": "kitchen@example.org",
    "contact-0-show_as": "organisation only",
    "website": "https://example.org/kitchen",
}
_ROWS = {"place": 1, "contact": 1}
_NUMBER = re.compile(r"NC-\d{4}-\d+")
_MOST_QUESTIONS = 10
"""So often the portal may ask about what looks alike."""


@dataclass
class Volunteer:
    browser: Browser
    owner: str
    """Id of the organisation that they write for."""
    acknowledged: dict[str, str] = field(default_factory=dict)
    """{title: number of the practice, as the portal told it}"""
    statements: list[tuple[float, int]] = field(default_factory=list)
    """(when, statements) of each time that sending was answered at the first try"""

    def send_in(self, title: str) -> None:
        """Each page is sent again until there is an answer, as people do; the portal must not take it for another."""
        begun = self.browser.send(self.browser.get(START).form(START), language="en", owner=self.owner)
        draft = begun.address.rsplit("/", 2)[0] + "/"
        page = self.browser.get(draft + "all/")
        rows = {f"{prefix}-TOTAL_FORMS": str(number) for prefix, number in _ROWS.items()}
        saved = self.browser.send(page.form("/all/"), title=title, go="next", **ANSWERS, **rows)
        _must(saved, 200)
        sent = self._sent(self.browser.get(draft + "send/"))
        self.acknowledged[title] = _number_on(sent)

    def _sent(self, page: Page) -> Page:
        """Says of all that looks alike that this is something else; others may send such a thing meanwhile."""
        for _ in range(_MOST_QUESTIONS):
            form, tries = page.form("/send/"), self.browser.tries
            others = {name: "different" for name in form.radios if name.startswith("alike-")}
            page = self.browser.send(form, agreed="on", **others)
            if page.status != 422:
                break
        _must(page, 200)
        if self.browser.tries == tries:
            self.statements.append((time.monotonic(), page.statements))
        return page


def _number_on(page: Page) -> str:
    """Of the page that thanks, or of the trail when an editor was faster."""
    if found := _NUMBER.search(page.text):
        return found[0]
    raise LookupError(f"no number on {page.address}: it has not been sent")


def _must(page: Page, status: int) -> None:
    if page.status != status:
        raise LookupError(f"{page.address} answers {page.status} instead of {status}")

"""Somebody who sends practices in by the pages of the portal, all questions on one page."""

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


@dataclass
class Volunteer:
    browser: Browser
    owner: str
    """Id of the organisation that they write for."""
    acknowledged: dict[str, str] = field(default_factory=dict)
    """{title: number of the practice, as the portal told it}"""

    def send_in(self, title: str) -> None:
        """Each page is sent again until there is an answer, as people do; the portal must not take it for another."""
        begun = self.browser.send(self.browser.get(START).form(START), language="en", owner=self.owner)
        draft = begun.address.rsplit("/", 2)[0] + "/"
        page = self.browser.get(draft + "all/")
        rows = {f"{prefix}-TOTAL_FORMS": str(number) for prefix, number in _ROWS.items()}
        saved = self.browser.send(page.form("/all/"), title=title, go="next", **ANSWERS, **rows)
        _must(saved, 200)
        sent = self.browser.send(self.browser.get(draft + "send/").form("/send/"), agreed="on")
        _must(sent, 200)
        self.acknowledged[title] = _number_on(sent)


def _number_on(page: Page) -> str:
    for word in page.text.split():
        if word.startswith("NC-"):
            return word.rstrip(".")
    raise LookupError(f"no number on {page.address}: it has not been sent")


def _must(page: Page, status: int) -> None:
    if page.status != status:
        raise LookupError(f"{page.address} answers {page.status} instead of {status}")

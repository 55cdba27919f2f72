"""The queue of the desk: what waits, for whom, sorted by the promise that breaks soonest."""

import datetime
from collections import Counter
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.choices import Status
from core.languages import BY_CODE, best_language
from core.reading import Phrase
from editorial import promises
from editorial.choices import GateReply
from editorial.gate import DUPLICATE, QUESTIONS
from editorial.queries import Key, keys_called, keys_under_way, lines, scope_of
from places.models import Country

PAGE_SIZE = 50
FOUND_AT_MOST = 20
KIND_NAMES = {
    "practice": pgettext_lazy("kind of item", "Practice"),
    "research": pgettext_lazy("kind of item", "Research"),
    "organisation": pgettext_lazy("kind of item", "Organisation"),
}
WAITING, REVIEWS, AUTHOR, ACCEPTED, CHANGES = "waiting", "reviews", "author", "accepted", "changes"
_LISTS = {
    WAITING: (_("Waiting for you"), Status.SUBMITTED),
    AUTHOR: (_("Waiting for the author"), Status.CHANGES_REQUESTED),
    REVIEWS: (_("With reviewers"), Status.IN_REVIEW),
    ACCEPTED: (_("Accepted"), Status.ACCEPTED),
    CHANGES: (_("Changes to what is public"), None),
}
_LIST_OF = {status.value: name for name, (_label, status) in _LISTS.items() if status}
_SIGNS = {"yes": "✓", "no": "✗", "unsure": "?"}
_LONG_AGO, _FAR_AWAY = datetime.date.min, datetime.date.max


@dataclass(frozen=True)
class Sign:
    """One answer of the gate: a sign to see and words to hear."""

    gate: str
    question: str
    answer: str
    sign: str
    said: str
    is_found: bool


@dataclass(frozen=True)
class Line:
    url: str
    title: Phrase
    kind: str
    number: str
    status: str
    countries: str
    sender: Phrase | None
    day: datetime.date | None
    """When the promise breaks, or when it is to be published."""
    days_left: int | None
    signs: list[Sign]
    """None for those who do not decide about it."""
    chance: int | None
    """That it is there already, of a hundred."""
    language: Phrase | None
    editor: str
    is_mine: bool


@dataclass(frozen=True)
class Tab:
    label: str
    count: int
    url: str
    is_current: bool


@dataclass(frozen=True)
class Link:
    number: int | None
    url: str
    is_current: bool


@dataclass(frozen=True)
class Choice:
    value: str
    label: Phrase
    is_selected: bool


class Queue:
    """One list of the desk as one editor sees it; three statements, however much there is."""

    def __init__(self, person, asked):
        self.person = person
        self.asked = asked
        self.words = asked.get("find", "").strip()[:200]
        self.name = asked.get("list") if asked.get("list") in _LISTS else WAITING
        scope = scope_of(person)
        self._keys = [key for key in keys_under_way() if scope.holds(key.codes)]
        self._countries = {row.code: row for row in _countries({code for key in self._keys for code in key.codes})}
        self._scope = scope

    @property
    def tabs(self) -> list[Tab]:
        counts = Counter(name for key in self._keys if self._fits(key) for name in _lists_of(key))
        return [
            Tab(str(label), counts[name], self._address(list=name, page=""), name == self.name and not self.words)
            for name, (label, _status) in _LISTS.items()
        ]

    def page(self) -> dict:
        """`lines` and `pages`; what was looked for, when words were given."""
        if self.words:
            found = keys_called(self.words, FOUND_AT_MOST)
            rows = lines(found, self.person)
            shown = [rows[pk] for pk in found if pk in rows and self._scope.holds(rows[pk]["codes"])]
            return {"lines": [self._line(row) for row in shown], "pages": None}
        chosen = sorted((key for key in self._keys if self.name in _lists_of(key) and self._fits(key)), key=self._place)
        page = Paginator(chosen, PAGE_SIZE).get_page(self.asked.get("page"))
        rows = lines([key.pk for key in page.object_list], self.person) if chosen else {}
        return {
            "lines": [self._line(rows[key.pk], key) for key in page.object_list if key.pk in rows],
            "pages": self._pages(page),
        }

    def kinds(self) -> list[Choice]:
        asked = self.asked.get("kind")
        return [Choice(kind, Phrase(str(name)), kind == asked) for kind, name in KIND_NAMES.items()]

    def countries(self) -> list[Choice]:
        asked, language = self.asked.get("country"), get_language()
        return [Choice(code, Phrase(*row.name_in(language)), code == asked) for code, row in self._countries.items()]

    @property
    def is_mine(self) -> bool:
        return bool(self.asked.get("mine"))

    def _fits(self, key: Key) -> bool:
        kind, country = self.asked.get("kind"), self.asked.get("country")
        return (
            (not kind or key.kind == kind)
            and (not country or country in key.codes)
            and (not self.is_mine or key.editor_id == self.person.pk)
        )

    def _place(self, key: Key):
        """What breaks soonest first; among equals what came first."""
        if self.name == ACCEPTED:
            return (key.publish_on or _FAR_AWAY, key.updated_at, key.number)
        if self.name == AUTHOR:
            return (key.updated_at, key.number)
        return (_due(key, self.name) or _LONG_AGO, key.submitted_at or key.updated_at, key.number)

    def _line(self, row: dict, key: Key | None = None) -> Line:
        title = named(row["titles"], row["original_language"])
        day = _day(key, self.name) if key else None
        return Line(
            url=self._leads_to(row, key),
            title=title or Phrase(row["number"] or row["short_id"]),
            kind=str(KIND_NAMES.get(row["of_kind"], row["of_kind"])),
            number=row["number"] or "",
            status=Status(row["status"]).label,
            countries=", ".join(self._country(code) for code in sorted(row["codes"])),
            sender=named(row["owner_names"], row["original_language"]) or (row["sender"] and Phrase(row["sender"])),
            day=day,
            days_left=promises.working_days_until(key.codes, day) if day and self.name in (WAITING, CHANGES) else None,
            signs=[] if row["has_conflict"] else _signs(row["gate"]),
            chance=None if row["has_conflict"] else _chance(row["gate"]),
            language=_language(row["original_language"]),
            editor=row["editor"] or "",
            is_mine=row["handling_editor_id"] == self.person.pk,
        )

    def _leads_to(self, row: dict, key: Key | None) -> str:
        if self.name == CHANGES and key and key.change:
            return reverse("changes:decide", kwargs={"pk": key.change})
        return address_of(row["of_kind"], row["pk"])

    def _country(self, code: str) -> str:
        return self._countries[code].name_in(get_language())[0] if code in self._countries else code

    def _pages(self, page) -> dict:
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
        gap = page.paginator.ELLIPSIS
        return {
            "number": page.number,
            "last": page.paginator.num_pages,
            "previous_url": self._address(page=page.previous_page_number()) if page.has_previous() else "",
            "next_url": self._address(page=page.next_page_number()) if page.has_next() else "",
            "links": [
                Link(None, "", is_current=False)
                if number == gap
                else Link(number, self._address(page=number), number == page.number)
                for number in numbers
            ],
        }

    def _address(self, **changed) -> str:
        kept = {name: self.asked.get(name, "") for name in ("list", "kind", "country", "mine")} | changed
        query = urlencode({name: value for name, value in kept.items() if value})
        return f"{reverse('editorial:queue')}?{query}" if query else reverse("editorial:queue")


def address_of(kind: str, pk) -> str:
    return reverse("editorial:item", kwargs={"kind": kind, "item_id": pk})


def _lists_of(key: Key) -> list[str]:
    own = _LIST_OF.get(key.status)
    return [name for name in (own, key.changed_at and CHANGES) if name]


def _due(key: Key, name: str) -> datetime.date | None:
    since = key.changed_at if name == CHANGES else key.submitted_at
    return promises.due_on(key.codes, since) if since else None


def _day(key: Key, name: str) -> datetime.date | None:
    if name == ACCEPTED:
        return key.publish_on
    return timezone.localdate(key.updated_at) if name == AUTHOR else _due(key, name)


def _countries(codes: set[str]) -> list[Country]:
    return list(Country.objects.filter(Q(is_nordic=True) | Q(code__in=codes)))


def named(rows: list[dict], original: str) -> Phrase | None:
    """The best of several names for the reader."""
    names = {row["language"]: row["title"] for row in rows}
    language = best_language(names, get_language(), original) or next(iter(names), None)
    return Phrase(names[language], language) if language else None


def _language(code: str) -> Phrase | None:
    primary = code.partition("-")[0]
    return Phrase(BY_CODE[primary].name, primary) if primary in BY_CODE else Phrase(code)


def _signs(rows: list[dict]) -> list[Sign]:
    """What an editor said counts more than what was found."""
    answers = {row["gate"]: row for row in sorted(rows, key=lambda row: not row["is_found"])}
    return [_sign(question, answers.get(question.gate)) for question in QUESTIONS]


def _chance(rows: list[dict]) -> int | None:
    """An editor's own answer is more than a chance."""
    is_answered = any(row["gate"] == DUPLICATE and not row["is_found"] for row in rows)
    return None if is_answered else max((row["chance"] for row in rows if row["chance"]), default=None)


def _sign(question, row: dict | None) -> Sign:
    answer = row["answer"] if row else "unsure"
    said = str(GateReply(answer).label)
    return Sign(question.gate, str(question.short), answer, _SIGNS[answer], said, bool(row and row["is_found"]))

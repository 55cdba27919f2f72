"""A browser without a window: keeps cookies, reads and sends forms, and tries again when nobody answers."""

import http.client
import time
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from clearinghouse.sending_benchmark.statements import HEADER

SECONDS_TO_TRY = 60
SECONDS_BETWEEN_TRIES = 0.2
_NOBODY_THERE = frozenset({500, 502, 503, 504})
Fields = dict[str, list[str]]


class Unanswered(Exception):
    """The portal did not come back in time."""


@dataclass
class Page:
    status: int
    address: str
    text: str
    statements: int = 0
    """Of the answer to what was asked first, when that led elsewhere."""

    def form(self, action_ending: str = "") -> "Form":
        """The first form of the page's content whose address ends like that and that is sent by POST."""
        reader = _FormReader()
        reader.feed(self.text)
        for found in reader.forms:
            address = urljoin(self.address, found.action or self.address)
            if found.is_post and urlsplit(address).path.endswith(action_ending):
                return Form(address, found.fields, found.radios)
        raise LookupError(f"no form for {action_ending!r} on {self.address} ({self.status})")


@dataclass
class Form:
    address: str
    fields: Fields
    radios: set[str]
    """Names of questions with one answer of several."""


@dataclass
class Browser:
    origin: str
    """http://host:port"""
    cookies: dict[str, str] = field(default_factory=dict)
    tries: int = 0
    """How often something had to be sent again."""

    def get(self, address: str) -> Page:
        return self._until_answered("GET", address, None)

    def send(self, form: Form, **answers: str | list[str]) -> Page:
        """What the page holds already, with these answers. The very same is sent again until there is an answer."""
        said = {name: value if isinstance(value, list) else [value] for name, value in answers.items()}
        return self._until_answered("POST", form.address, urlencode(form.fields | said, doseq=True))

    def _until_answered(self, method: str, address: str, body: str | None) -> Page:
        deadline = time.monotonic() + SECONDS_TO_TRY
        while time.monotonic() < deadline:
            try:
                page = self._follow(method, address, body)
                if page.status not in _NOBODY_THERE:
                    return page
            except (OSError, http.client.HTTPException):
                pass
            self.tries += 1
            time.sleep(SECONDS_BETWEEN_TRIES)
        raise Unanswered(address)

    def _follow(self, method: str, address: str, body: str | None) -> Page:
        first = page = self._ask(method, address, body)
        for _ in range(5):
            if page.status not in (301, 302, 303):
                break
            page = self._ask("GET", page.text, None)
        return replace(page, statements=first.statements)

    def _ask(self, method: str, address: str, body: str | None) -> Page:
        """For a redirect the text is the address it leads to."""
        target = urljoin(self.origin, address)
        parts = urlsplit(target)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin, "Referer": target}
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=30)
        try:
            connection.request(method, f"{parts.path}?{parts.query}".rstrip("?"), body, headers)
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        self._remember(answer.headers.get_all("Set-Cookie", []))
        leads_to = answer.headers.get("Location")
        statements = int(answer.headers.get(HEADER, 0))
        return Page(answer.status, target, urljoin(target, leads_to) if leads_to else text, statements)

    def _remember(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value


@dataclass
class _Found:
    action: str
    is_post: bool
    fields: Fields = field(default_factory=dict)
    radios: set[str] = field(default_factory=set)


class _FormReader(HTMLParser):
    """Forms with what a browser would send of them untouched; buttons are left out."""

    def __init__(self):
        super().__init__()
        self.forms: list[_Found] = []
        self._inside: _Found | None = None
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form":
            self._inside = _Found(said.get("action") or "", (said.get("method") or "").lower() == "post")
            self.forms.append(self._inside)
        elif self._inside is not None:
            self._read(tag, said)

    def _read(self, tag: str, said: dict[str, str | None]) -> None:
        name = said.get("name") or ""
        if tag == "input" and said.get("type") == "radio":
            self._inside.radios.add(name)
        if tag == "input" and name and said.get("type") not in ("submit", "button", "file", "image"):
            if said.get("type") not in ("checkbox", "radio") or "checked" in said:
                self._add(name, said.get("value") or "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in said:
            self._add(self._select, said.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self._add(name, "")

    def handle_data(self, data: str) -> None:
        if self._inside is not None and self._area:
            self._inside.fields[self._area][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def _add(self, name: str, value: str) -> None:
        self._inside.fields.setdefault(name, []).append(value)

"""Finds every translatable message of the product without GNU gettext, and reads the catalogues."""

import io
import re
from pathlib import Path

import polib
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {".venv", ".local", ".pg", "tests", "node_modules", "migrations"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def product_files(pattern):
    return [path for path in sorted(ROOT.rglob(pattern)) if not SKIPPED & set(path.relative_to(ROOT).parts)]


def messages_in(path) -> set[tuple[str | None, str, str | None]]:
    """{(context, message, plural)} of one Python file or template."""
    source = path.read_text()
    if path.suffix != ".py":
        # What stands between the messages is blanked out; only its indentation could still disturb.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    found = set()
    for _line, message, _comments, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, None)
        found.add((context, singular, plural))
    return found


def all_messages():
    files = product_files("*.py") + product_files("*.html") + product_files("*.txt")
    return {message for path in files for message in messages_in(path)}


def catalogue(language) -> polib.POFile:
    return polib.pofile(str(ROOT / "locale" / language / "LC_MESSAGES" / "django.po"))


def translations_of(entry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def placeholders(text) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w+\}", text))

"""Marks the words that were looked for."""

import unicodedata

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.languages import BY_CODE
from search import analyser


def highlight(text: str, language: str, wanted: set[str]) -> SafeString:
    """The text with `<mark>` around words whose lexeme is wanted; empty when there is none."""
    text = unicodedata.normalize("NFC", text)
    parts, end = [], 0
    for match in analyser.WORD.finditer(text):
        if wanted.intersection(analyser.lexemes(match.group(), language if language in BY_CODE else "en")):
            parts += [escape(text[end : match.start()]), f"<mark>{escape(match.group())}</mark>"]
            end = match.end()
    return mark_safe("".join(parts) + escape(text[end:])) if parts else SafeString("")  # noqa: S308 - each part is escaped

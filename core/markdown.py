"""The Markdown that people may write: paragraphs, lists, links and bold. Everything else stays the text it is."""

import re

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_PARSER = MarkdownIt("zero", {"breaks": False}).enable(["list", "emphasis", "link", "escape"])
_MARKS = re.compile(r"[*_\[\\]|^\s*([-+]|\d+[.)])\s", re.MULTILINE)
_TAGS = {"p", "ul", "ol", "li", "strong", "em", "a"}
_SCHEMES = {"http", "https", "mailto"}


def to_html(text: str) -> SafeString:
    """Safe HTML; text without any mark takes the short way."""
    if not _MARKS.search(text):
        paragraphs = (part.strip() for part in re.split(r"\n\s*\n", text))
        return mark_safe("".join(f"<p>{escape(part)}</p>" for part in paragraphs if part))  # noqa: S308
    made = _PARSER.render(text)
    return mark_safe(nh3.clean(made, tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES))  # noqa: S308

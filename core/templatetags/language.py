"""Words in another language than the page say so. `phrase` is a `core.reading.Phrase`."""

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from core import markdown

register = template.Library()


@register.simple_tag
def lang(language: str) -> SafeString:
    """The attribute, with the space before it, where the language is not that of the page."""
    if not language or language == get_language():
        return mark_safe("")
    return format_html(' lang="{}"', language)


@register.simple_tag
def in_language(text: str, language: str) -> SafeString:
    attribute = lang(language)
    return format_html("<span{}>{}</span>", attribute, text) if attribute else conditional_escape(text)


@register.simple_tag
def said(phrase) -> SafeString:
    """A phrase within a line, as a link where it leads somewhere; nothing for none."""
    if not phrase:
        return mark_safe("")
    if phrase.url:
        return format_html('<a href="{}"{}>{}</a>', phrase.url, lang(phrase.language), phrase.text)
    return in_language(phrase.text, phrase.language)


@register.filter
def markdown_html(text: str) -> SafeString:
    return markdown.to_html(text)

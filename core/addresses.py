"""Addresses of pages in the active language, worked out once: cards of an item have ten of them, in seven languages."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

_SLUG = "-the-slug-"


def address(name: str, **parameters: str) -> str:
    """The address of a page whose parameters have few values."""
    return _address(name, get_language(), get_script_prefix(), tuple(parameters.items()))


def slug_address(name: str, slug: str) -> str:
    """The address of a page that is told from others by a slug alone: letters, digits and hyphens."""
    return address(name, slug=_SLUG).replace(_SLUG, slug)


@lru_cache(maxsize=4096)
def _address(name: str, language: str, prefix: str, parameters: tuple) -> str:
    """In this language, and below this part of the site; both are read from the thread by `reverse` itself."""
    return reverse(name, kwargs=dict(parameters))

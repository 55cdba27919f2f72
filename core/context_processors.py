"""What every page knows: its languages, its own address, the main navigation."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.item_views import absolute
from core.languages import BY_CODE, INTERFACE_LANGUAGES
from core.middleware import LONGEST_QUERY_STRING


@dataclass(frozen=True)
class LanguageLink:
    code: str
    name: str
    url: str
    """With the filters of this page."""
    canonical_url: str
    """The page itself, with its host."""
    is_current: bool


@dataclass(frozen=True)
class NavigationLink:
    label: str
    url: str
    is_current: bool


def site(request) -> dict:
    origin = own_origin(request)
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": settings.SITE_TAGLINE,
        "site_url": origin,
        "contact_email": settings.CONTACT_EMAIL,
        "page_language": get_language(),
        "languages": language_links(request, origin),
        "canonical_url": origin + request.path,
        "navigation": navigation(request.path),
        "reader": reader(request),
        "preview_left_to": getattr(request, "preview_left_to", ""),
        "changed_meanwhile": getattr(request, "changed_meanwhile", ()),
    }


def reader(request):
    """Who reads, or None. Without the cookie nobody is asked for, so that answers to all others can be shared."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    person = getattr(request, "user", None)
    return person if person and person.is_authenticated else None


def own_origin(request) -> str:
    """Scheme and host of the portal; nothing on the page that refuses a host which is not ours."""
    try:
        return absolute(request, "/").rstrip("/")
    except DisallowedHost:
        return ""


def language_links(request, origin: str) -> list[LanguageLink]:
    """The same place and filters in each interface language; `request.language_urls` names addresses that differ."""
    current = get_language()
    own = getattr(request, "language_urls", {})
    query = request.META.get("QUERY_STRING", "")
    suffix = f"?{query}" if 0 < len(query) <= LONGEST_QUERY_STRING else ""  # a longer one is refused anyway
    links = []
    for code in sorted(INTERFACE_LANGUAGES, key=lambda code: BY_CODE[code].name):
        url = own.get(code) or swap_language(request.path, code)
        links.append(LanguageLink(code, BY_CODE[code].name, url + suffix, origin + url, code == current))
    return links


def swap_language(path: str, code: str) -> str:
    first, _slash, rest = path.lstrip("/").partition("/")
    return f"/{code}/{rest}" if first in INTERFACE_LANGUAGES else f"/{code}/"


def navigation(path: str) -> list[NavigationLink]:
    lists = (
        (_("Practices"), "practices:list"),
        (_("Research"), "research:list"),
        (_("Organisations"), "organisations:list"),
        (_("Map"), "portal:map"),
    )
    return [NavigationLink(label, reverse(name), path.startswith(reverse(name))) for label, name in lists]

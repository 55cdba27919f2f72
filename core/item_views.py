"""What the pages of all kinds of item share: finding, moved, gone, and the same page in other languages."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from core.choices import PUBLIC_STATUSES, Status
from core.languages import INTERFACE_LANGUAGES
from core.models import Item, Merger, TakeDown
from core.slugs import SHORT_ID_PATTERN

ANSWERED_STATUSES = (*PUBLIC_STATUSES, Status.TAKEN_DOWN, Status.MERGED)
"""Addresses of items with one of these answer with something else than “missing”."""
_SLUG = re.compile(rf"(?:.*-)?({SHORT_ID_PATTERN})")


@dataclass(frozen=True)
class PublicPage:
    """How a kind of item looks in public: everything the page needs, and the view that shows it."""

    items: QuerySet
    show: Callable[[HttpRequest, Item], HttpResponse]


_pages: dict[str, PublicPage] = {}


def shown_by(model: type[Item], items: QuerySet, show: Callable[[HttpRequest, Item], HttpResponse]) -> None:
    """Kinds say it beside their views, so that a preview is made by the same code."""
    _pages[model.kind] = PublicPage(items, show)


def public_page(kind: str) -> PublicPage:
    return _pages[kind]


def answer_with_item(
    request: HttpRequest, slug: str, items, show: Callable[[HttpRequest, Item], HttpResponse]
) -> HttpResponse:
    """`show(request, item)` for a public item at its right address; 301 to that; 410 when taken down; 404 otherwise.

    `items` is a queryset with everything the page needs, texts included. What was merged leads to what it lives on in.
    """
    item = _find(items, slug)
    if item.status == Status.TAKEN_DOWN:
        return _gone(request, item)
    addresses = addresses_by_language(item)
    right = addresses[translation.get_language()]
    if request.path != right:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{right}?{query}" if query else right)
    request.language_urls = addresses
    return show(request, item)


def _find(items, slug: str) -> Item:
    match = _SLUG.fullmatch(slug)
    found = items.filter(short_id=match[1], status__in=ANSWERED_STATUSES).first() if match else None
    if found is not None and found.status == Status.MERGED:
        found = survivor_of(found, items)
    if found is None:
        raise Http404
    return found


def survivor_of(item: Item, items=None) -> Item | None:
    """What a merged item lives on in, while that has a page or was taken down."""
    into = Merger.objects.filter(kind=item.kind, item_id=item.pk).values_list("into_id", flat=True).first()
    items = type(item)._default_manager.prefetch_related("texts") if items is None else items
    return items.filter(pk=into, status__in=(*PUBLIC_STATUSES, Status.TAKEN_DOWN)).first() if into else None


def _gone(request: HttpRequest, item: Item) -> HttpResponse:
    return render(request, "410.html", {"taken_down": TakeDown.objects.current(item)}, status=410)


def addresses_by_language(item: Item) -> dict[str, str]:
    addresses = {}
    for code in INTERFACE_LANGUAGES:
        with translation.override(code):
            addresses[code] = item.get_absolute_url()
    return addresses


def absolute(request: HttpRequest, path: str = "") -> str:
    """The address with its host: that of the settings, or the one that was asked when none is set."""
    path = path or request.path
    return settings.SITE_URL + path if settings.SITE_URL else f"{request.scheme}://{request.get_host()}{path}"


def list_address(kind: str) -> str:
    """Where the items of a kind are listed: the search page shows them all."""
    return f"{reverse('portal:search')}?kind={kind}"


def wants_original(request: HttpRequest) -> bool:
    return request.GET.get("original") == "1"

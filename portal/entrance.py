"""Addresses without a language: the front door, and identifiers that never change."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.http import require_safe

from core.choices import Status
from core.item_views import ANSWERED_STATUSES, survivor_of
from core.kinds import models_by_kind
from core.languages import BY_CODE, INTERFACE_LANGUAGES
from core.models import Item

_ALSO_CALLED = {"no": "nb", "nob": "nb", "nno": "nn", "dan": "da", "swe": "sv", "fin": "fi", "isl": "is"}


@login_not_required
@require_safe
def choose_language(request: HttpRequest) -> HttpResponse:
    with translation.override(language_of_reader(request)):
        return _depends_on_language(HttpResponseRedirect(reverse("portal:home")))


@login_not_required
@require_safe
def permanent_identifier(request: HttpRequest, item_id: uuid.UUID) -> HttpResponse:
    for model in models_by_kind().values():
        seen = model._default_manager.filter(pk=item_id, status__in=ANSWERED_STATUSES)
        item = seen.prefetch_related("texts").first()
        if item is not None and item.status == Status.MERGED:
            item = survivor_of(item)
        if item is not None:
            with translation.override(language_of_reader(request)):
                answer = HttpResponseRedirect(_address(item))
            answer.status_code = 303
            return _depends_on_language(answer)
    raise Http404


def _address(item: Item) -> str:
    """What was taken down is not named, not even in its address."""
    if item.is_public:
        return item.get_absolute_url()
    return reverse(item.url_name, kwargs={"slug": item.short_id})


def language_of_reader(request: HttpRequest) -> str:
    """The best interface language for what the browser says that its reader reads."""
    for wanted, _quality in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        code = wanted.split("-")[0]
        code = _ALSO_CALLED.get(code, code)
        for candidate in (code, *(BY_CODE[code].fallback if code in BY_CODE else ())):
            if candidate in INTERFACE_LANGUAGES:
                return candidate
    return settings.LANGUAGE_CODE


def _depends_on_language(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept-Language"])
    return response

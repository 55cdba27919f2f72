"""Calm answers when something is missing or broken, in the reader's language, with the right status."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.csrf import requires_csrf_token

from core.guards import see_other
from core.languages import INTERFACE_LANGUAGES
from portal.entrance import language_of_reader
from submissions.entrance import keeps_text_of_old_page

logger = logging.getLogger(__name__)
_LAST_RESORT = (
    "<!doctype html><title>Something went wrong</title><h1>Something went wrong</h1><p>Please try again soon."
)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, "400.html", 400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, "403.html", 403)


def forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What Django's check of forms refuses; also any form sent to a page that takes none. Text is not lost."""
    if keeps_text_of_old_page(request):
        return see_other(request.path)
    return _answer(request, "403.html", 403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, "404.html", 404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Needs neither the database nor the context of other pages."""
    with translation.override(_language(request)):
        try:
            return HttpResponse(render_to_string("500.html"), status=500)
        except Exception:
            logger.exception("The error page itself could not be made")
            return HttpResponse(_LAST_RESORT, status=500)


def _answer(request: HttpRequest, template: str, status: int) -> HttpResponse:
    with translation.override(_language(request)):
        return render(request, template, status=status)


def _language(request: HttpRequest) -> str:
    """The address says it; without that, the browser does."""
    first = request.path.lstrip("/").partition("/")[0]
    return first if first in INTERFACE_LANGUAGES else language_of_reader(request)

"""Names that fields suggest to those who write. Open to all, as drafts begin without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from submissions.names import Named, organisations_named, places_named


@login_not_required
@require_safe
@cache_control(public=True, max_age=60)
def places(request: HttpRequest) -> HttpResponse:
    return _options(request, places_named(request.GET.get("q", "").strip()))


@login_not_required
@require_safe
@cache_control(public=True, max_age=60)
def organisations(request: HttpRequest) -> HttpResponse:
    return _options(request, organisations_named(request.GET.get("q", "").strip()))


def _options(request: HttpRequest, options: list[Named]) -> HttpResponse:
    response = render(request, "submissions/suggestions/name_options.html", {"options": options})
    response["X-Robots-Tag"] = "noindex"
    return response

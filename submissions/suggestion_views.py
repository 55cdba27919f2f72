"""Fragments for those who write: suggestions that nobody has to take. Open to all: drafts begin without an account.

What somebody is writing comes by POST, so that it stands in no address and no log.
"""

import re
from collections.abc import Callable
from functools import wraps

from allauth.core.ratelimit import consume
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from core.kinds import models_by_kind
from core.languages import CONTENT_LANGUAGES
from submissions.concepts import LONGEST_TEXT, SUGGESTED_SCHEMES, suggested_concepts, with_chosen
from submissions.lookalike_answers import answers_in, asked
from submissions.lookalikes import lookalikes
from submissions.names import Named, as_uuid, assignments, organisations_named, places_named

_RATE = "suggestions"
_LONGEST_TITLE = 400
_MOST_VALUES = 20
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,40}")
_SHORTEST_TITLE = 4


def _bounded(view: Callable) -> Callable:
    """So many a minute for each client: whoever asks more often gets nothing, and their form works without."""

    @wraps(view)
    def bounded(request: HttpRequest) -> HttpResponse:
        if not consume(request, action=_RATE):
            return HttpResponse(status=429)
        return view(request)

    return bounded


@login_not_required
@require_POST
@never_cache
@_bounded
def concepts(request: HttpRequest) -> HttpResponse:
    """`title`, `one_liner` and any number of `text`; what is ticked already comes by the `name` of its fields."""
    texts = {
        "title": _text(request, "title", _LONGEST_TITLE),
        "one_liner": _text(request, "one_liner", LONGEST_TEXT),
        "": "\n".join(request.POST.getlist("text")[:_MOST_VALUES])[:LONGEST_TEXT],
    }
    schemes = [scheme for scheme in request.POST.getlist("scheme") if scheme in SUGGESTED_SCHEMES] or SUGGESTED_SCHEMES
    name = _name(request)
    chosen = _values(request, name)
    found = with_chosen(suggested_concepts(texts, _language(request), schemes=schemes), chosen)
    context = {"suggestions": found, "chosen": chosen, "name": name}
    return render(request, "submissions/suggestions/concept_choices.html", context)


@login_not_required
@require_POST
@never_cache
@_bounded
def alike(request: HttpRequest) -> HttpResponse:
    """Listed items that may be the same as what is told so far; a few letters are too little to tell."""
    name, title = _name(request), _text(request, "title", _LONGEST_TITLE)
    kind = request.POST.get("kind", "")
    if kind not in models_by_kind():
        raise BadRequest
    facts = _facts(request)
    found = lookalikes(kind, title=title, language=_language(request), **facts) if len(title) >= _SHORTEST_TITLE else []
    context = {"rows": asked(found, answers_in(request.POST, name)), "name": name}
    return render(request, "submissions/suggestions/lookalike_choices.html", context)


def _facts(request: HttpRequest) -> dict:
    municipalities = [place["municipality"] for place in assignments(_values(request, "place"))]
    return {
        "one_liner": _text(request, "one_liner", LONGEST_TEXT),
        "summary": _text(request, "text", LONGEST_TEXT),
        "website": _text(request, "website", 1_000),
        "owner_id": as_uuid(request.POST.get("organisation", "")),
        "municipality_ids": {place.pk for place in municipalities if place},
        "themes": _identifiers(request, "theme"),
        "groups": _identifiers(request, "target_group"),
    }


def _identifiers(request: HttpRequest, scheme: str) -> list[str]:
    values = (value.partition(":") for value in _values(request, "chosen"))
    return [identifier for said, _colon, identifier in values if said == scheme]


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


# --- What was sent ----------------------------------------------------------------------------------------------------


def _text(request: HttpRequest, name: str, longest: int) -> str:
    return request.POST.get(name, "").replace("\0", "")[:longest].strip()


def _values(request: HttpRequest, name: str) -> list[str]:
    return [value[:120].replace("\0", "") for value in request.POST.getlist(name)[:_MOST_VALUES]]


def _language(request: HttpRequest) -> str:
    """Of the words; that of the page where it is not said."""
    language = request.POST.get("language", "")
    return language if language in CONTENT_LANGUAGES else get_language()


def _name(request: HttpRequest) -> str:
    """What the form calls the fields that come back."""
    name = request.POST.get("name", "")
    if not _NAME.fullmatch(name):
        raise BadRequest
    return name

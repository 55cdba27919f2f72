"""What a search field suggests while somebody types: a fragment of a page, the same for everybody."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from portal.listings import search_address
from search.engine import engine
from search.suggesting import CONCEPT, LONGEST, ORGANISATION, PLACE, TITLE, Suggestion

_HEADINGS = {
    CONCEPT: _("Topics"),
    TITLE: _("Practices and research"),
    ORGANISATION: _("Organisations"),
    PLACE: _("Places"),
}


@dataclass(frozen=True)
class Option:
    text: str
    language: str
    url: str
    count_text: str
    detail: str
    detail_language: str
    is_other_name: bool
    """True when `detail` is another name of the same."""


@dataclass(frozen=True)
class OptionGroup:
    kind: str
    heading: str
    options: list[Option]


@login_not_required
@require_safe
@cache_control(public=True, max_age=60)
def suggest(request: HttpRequest) -> HttpResponse:
    """Too little or too much text has no suggestions."""
    beginning = request.GET.get("q", "").strip()
    found = engine.suggest(beginning, get_language()) if len(beginning) <= LONGEST else []
    response = render(request, "portal/suggestions.html", {"groups": _groups(found), "total": len(found)})
    response["X-Robots-Tag"] = "noindex"
    return response


def _groups(found: list[Suggestion]) -> list[OptionGroup]:
    by_kind: dict[str, list[Option]] = {}
    for suggestion in found:
        by_kind.setdefault(suggestion.kind, []).append(_option(suggestion))
    return [OptionGroup(kind, str(_HEADINGS[kind]), options) for kind, options in by_kind.items()]


def _option(suggestion: Suggestion) -> Option:
    return Option(
        text=suggestion.text,
        language=suggestion.language,
        url=suggestion.url or search_address(**{suggestion.facet: suggestion.value}),
        count_text=_count_text(suggestion),
        detail=suggestion.detail,
        detail_language=suggestion.detail_language,
        is_other_name=not suggestion.url,
    )


def _count_text(suggestion: Suggestion) -> str:
    number = suggestion.count
    return ngettext("%(count)s result", "%(count)s results", number) % {"count": number} if number else ""

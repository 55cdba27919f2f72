from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from core.item_views import absolute
from places.models import Region
from portal.figures import Figures
from portal.geography import country_counts, nordic_map
from portal.jsonld import website_data
from portal.listings import newest, search_address
from portal.topics import Topics

_NEWEST = 4
_EXAMPLES = (("method", "language-cafe"), ("theme", "job-search-and-matching"), ("theme", "parenting-support"))
"""Concepts whose names make good first searches: every language has a word for them, and items that carry it."""


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    figures = Figures("theme", "method", "country", "region")
    topics = Topics("theme", "method", figures=figures)
    regions = list(Region.objects.with_country())
    context = {
        "themes": topics.top("theme"),
        "examples": _examples(topics),
        "map": nordic_map(regions, figures),
        "figures": _figures(figures, {region.country_id for region in regions}),
        "countries": country_counts({region.country for region in regions}, figures),
        "newest": newest("practice", _NEWEST),
        "practices_url": search_address(kind="practice"),
        "newest_url": search_address(kind="practice", sort="newest"),
        "research_url": search_address(kind="research"),
        "jsonld": website_data(lambda path: absolute(request, path)),
    }
    return render(request, "portal/home.html", context)


def _examples(topics: Topics) -> list[dict]:
    found = [topics.named(facet, identifier) for facet, identifier in _EXAMPLES]
    return [{"label": topic.label, "url": search_address(q=topic.label.lower())} for topic in found if topic]


def _figures(figures: Figures, nordic_countries: set[str]) -> list[dict]:
    practices, works, organisations = (figures.of_kind(kind) for kind in ("practice", "research", "organisation"))
    places = sum(1 for code in nordic_countries if figures.total_under("country", code))
    return [
        _figure(practices, ngettext("practice", "practices", practices), search_address(kind="practice")),
        _figure(works, ngettext("work of research", "works of research", works), search_address(kind="research")),
        _figure(
            organisations,
            ngettext("organisation", "organisations", organisations),
            search_address(kind="organisation"),
        ),
        _figure(
            places, ngettext("Nordic country or area", "Nordic countries and areas", places), reverse("portal:places")
        ),
    ]


def _figure(number: int, label: str, url: str) -> dict:
    return {"number": number, "label": label, "url": url}

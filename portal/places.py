"""The pages of countries and regions, and the map."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.everyday import population
from core.reading import Phrase
from core.sorting import sort_key
from places.display import country_address
from places.models import Country, Municipality, Region
from portal import geography
from portal.figures import Figures
from portal.listings import search_address, sections

_EACH = 6


@login_not_required
@require_safe
def places_map(request: HttpRequest) -> HttpResponse:
    figures = Figures("country", "region")
    regions = list(Region.objects.with_country().with_municipality_count())
    context = {
        "map": geography.nordic_map(regions, figures),
        "countries": geography.country_counts({region.country for region in regions}, figures),
        "tables": [table for table in geography.country_tables(regions, figures) if len(table.rows) > 1],
    }
    return render(request, "portal/map.html", context)


@login_not_required
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    figures = Figures("country")
    regions = Region.objects.without_outlines().with_country().with_municipality_count()
    context = {
        "tables": geography.country_tables(regions, figures),
        "nordic_url": search_address(country="nordic"),
        "nordic_count": figures.total_under("country", "nordic"),
        "other_url": search_address(country="other"),
        "other_count": figures.total_under("country", "other"),
    }
    return render(request, "portal/places.html", context)


@login_not_required
@require_safe
def country(request: HttpRequest, country: str) -> HttpResponse:
    place = get_object_or_404(Country, code=country.upper(), is_nordic=True)
    if request.path != country_address(place):
        return HttpResponsePermanentRedirect(country_address(place))
    regions = list(Region.objects.filter(country=place).with_country().with_municipality_count())
    figures = Figures("country", "region", "municipality")
    is_one_region = [region.code for region in regions] == [place.code]
    context = {
        "place": place,
        "name": Phrase(*place.name_in(get_language())),
        "figures": geography.country_row(place, figures),
        "map": geography.closer_map(regions, figures),
        "regions": [] if is_one_region else geography.region_rows(regions, figures),
        "municipalities": _municipalities(regions[0], figures) if is_one_region else [],
        "search_url": search_address(country=place.code),
        "breadcrumbs": [_all_places()],
    }
    return render(request, "portal/country.html", context | _items("country", place.code, figures))


@login_not_required
@require_safe
def region(request: HttpRequest, country: str, region: str) -> HttpResponse:
    siblings = list(Region.objects.with_country().filter(country=country.upper()))
    place = next((sibling for sibling in siblings if sibling.code == region.upper()), None)
    if place is None:
        raise Http404
    if request.path != geography.place_address(place):
        return HttpResponsePermanentRedirect(geography.place_address(place))
    figures = Figures("region", "municipality")
    home = Phrase(*place.country.name_in(get_language()), country_address(place.country))
    context = {
        "place": place,
        "name": Phrase(*place.name_in(get_language())),
        "country_name": home,
        "figures": geography.region_rows([place], figures)[0],
        "map": geography.closer_map(siblings, figures, place),
        "municipalities": _municipalities(place, figures),
        "search_url": search_address(region=place.code),
        "breadcrumbs": [_all_places(), {"label": home.text, "language": home.language, "url": home.url}],
    }
    return render(request, "portal/region.html", context | _items("region", place.code, figures))


def _items(facet: str, value: str, figures: Figures) -> dict:
    kinds = ("practice", "organisation", "research")
    counts = {kind: figures.under(facet, value, kind) for kind in kinds}
    return {"sections": sections(facet, value, counts, each=_EACH), "total": sum(counts.values())}


def _municipalities(place: Region, figures: Figures) -> list[dict]:
    language = get_language()
    rows = []
    for municipality in Municipality.objects.existing().filter(region=place):
        value = f"{municipality.country_id}-{municipality.code}"
        count = figures.total_under("municipality", value)
        url = search_address(municipality=value) if count else ""
        name = Phrase(*municipality.name_in(language), url)
        rows.append({"name": name, "population": population(municipality.population), "count": count})
    return sorted(rows, key=lambda row: sort_key(row["name"].text, language))


def _all_places() -> dict:
    return {"label": _("All places"), "url": reverse("portal:places")}

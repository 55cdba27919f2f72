"""Where an organisation is, from a country, a region and a name as people type it."""

from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from places.finding import municipalities_called
from places.models import Region


def where(country: str, place: str, region_code: str) -> dict:
    """{column: value}. A name that no municipality there has is a town; a municipality brings its region along."""
    region = Region.objects.without_outlines().filter(code=region_code).first() if region_code else None
    if region and region.country_id != country:
        raise ValidationError(_("This region is not in the country that you chose: change one of them."))
    found = municipalities_called(place, country) if place and country else []
    if len(found) > 1:
        found = [each for each in found if region and each.region_id == region.code]
        if len(found) != 1:
            raise ValidationError(_("Several municipalities are called so: choose the region, too."))
    municipality = found[0] if found else None
    return {
        "country_id": country or None,
        "region_id": municipality.region_id if municipality else (region.code if region else None),
        "municipality_id": municipality.pk if municipality else None,
        "locality": "" if municipality else place,
    }


def regions() -> list:
    """Choices, by country."""
    language, groups = get_language(), {}
    rows = Region.objects.without_outlines().with_country().order_by("country__position", "country", "code")
    for region in rows:
        label = region.country.name_in(language)[0]
        groups.setdefault(label, []).append((region.code, region.name_in(language)[0]))
    return list(groups.items())

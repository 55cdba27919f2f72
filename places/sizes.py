"""Kind of municipality, computed from where it is and how many live there; never typed."""

from places.models import Municipality

# Regions that their own statistics offices call the capital region, and the four cities that Finland does.
_CAPITAL_REGIONS = {"DK-84", "IS-1", "NO-03", "NO-32", "SE-AB"}
_CAPITAL_MUNICIPALITIES = {("FI", "049"), ("FI", "091"), ("FI", "092"), ("FI", "235")}
# Far out in the sea, and in the capital region on paper only.
_NOT_CAPITAL = {("DK", "0400"), ("DK", "0411")}
_BANDS = ((100_000, "large-city"), (20_000, "medium"), (5_000, "small"), (0, "very-small"))


def size_of(municipality: Municipality) -> str | None:
    """Identifier in the scheme `size`; None where nobody has told how many live there."""
    key = (municipality.country_id, municipality.code)
    if key in _CAPITAL_MUNICIPALITIES or (municipality.region_id in _CAPITAL_REGIONS and key not in _NOT_CAPITAL):
        return "capital-region"
    if municipality.population is None:
        return None
    return next(band for least, band in _BANDS if municipality.population >= least)

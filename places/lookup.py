"""Finds the places that a data file names by their codes."""

from core.loading import Record
from places.models import Country, Municipality, Region


class PlaceLookup:
    """All places by code, read once."""

    def __init__(self):
        self._countries = {country.code: country for country in Country.objects.all()}
        self._regions = {region.code: region for region in Region.objects.all()}
        self._municipalities = {(row.country_id, row.code): row for row in Municipality.objects.all()}

    def country(self, record: Record, field: str = "country", value: str | None = None) -> Country:
        return record.one_of(field, self._countries, value)

    def of(self, record: Record) -> dict:
        """country, region, municipality and locality of a record; a municipality brings its region along."""
        country = self.country(record) if "country" in record else None
        region = record.one_of("region_code", self._regions) if "region_code" in record else None
        municipality = None
        if country and "municipality_code" in record:
            key = (country.code, record.get("municipality_code"))
            municipality = record.one_of("municipality_code", self._municipalities, key)
            region = self._regions[municipality.region_id]
        if region and (country is None or region.country_id != country.code):
            where = country.code if country else "a country that is not named"
            raise record.error("region_code", f"“{region.code}” is not in {where}.")
        return {
            "country": country,
            "region": region,
            "municipality": municipality,
            "locality": "" if municipality else record.get("municipality"),
        }

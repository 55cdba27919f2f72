from datetime import date
from pathlib import Path

from django.db import transaction

from core.actions import raise_generation, record_audit
from core.languages import INTERFACE_LANGUAGES
from core.loading import Record, StarterDataError, read_csv, read_json, require_unique
from core.syncing import Changes, sync_rows
from places.map import compile_paths
from places.models import Country, Municipality, Region

DATA = Path(__file__).resolve().parent / "data"
_COUNTRY_COLUMNS = ("code", "nordic", "position", "name", "languages")
_REGION_COLUMNS = ("region_code", "country_code", "name", "name_sv", "national_code", "nuts3")
_MUNICIPALITY_COLUMNS = (
    *("country_code", "code", "code_system", "name", "name_sv", "name_fi", "name_en", "official_languages"),
    *("region_code", "population", "population_date", "population_source", "lat", "lon", "website"),
)


@transaction.atomic
def load_places(*, folder: Path = DATA) -> dict[str, Changes]:
    """Makes countries, regions and municipalities equal to the data files; none is ever deleted."""
    countries, country_changes = _load_countries(folder)
    regions, region_changes = _load_regions(folder, countries)
    changes = {
        "countries": country_changes,
        "regions": region_changes,
        "municipalities": _load_municipalities(folder, countries, regions),
    }
    if any(changes.values()):
        record_audit(action="load places", detail={name: str(change) for name, change in changes.items()})
        raise_generation("places")
    return changes


def _load_countries(folder: Path) -> tuple[dict[str, Country], Changes]:
    labels = tuple(f"label_{code}" for code in INTERFACE_LANGUAGES)
    rows = read_csv(folder / "countries.csv", (*_COUNTRY_COLUMNS, *labels))
    require_unique(rows, "code")
    countries = {row.get("code"): _country(row) for row in rows if row.get("name")}
    changes = sync_rows(Country.objects.all(), list(countries.values()), key=("code",))
    return countries, changes


def _country(row: Record) -> Country:
    spoken = row.required("languages").split(";")
    country = Country(
        code=row.get("code"),
        name=row.get("name"),
        languages=spoken,
        names={code: row.required(f"label_{code}") for code in INTERFACE_LANGUAGES if code != spoken[0]},
        is_nordic=row.get("nordic") == "1",
        position=row.number("position"),
    )
    row.check(country)
    return country


def _load_regions(folder: Path, countries) -> tuple[dict[str, Region], Changes]:
    rows = read_csv(folder / "regions.csv", _REGION_COLUMNS)
    require_unique(rows, "region_code")
    outlines = _outlines(folder / "nordic-regions.geojson")
    regions = {row.get("region_code"): _region(row, countries, outlines) for row in rows}
    return regions, sync_rows(Region.objects.all(), list(regions.values()), key=("code",))


def _outlines(path: Path) -> dict[str, tuple[str, float, float]]:
    features = read_json(path)
    try:
        return compile_paths(features)
    except (KeyError, TypeError, ValueError, IndexError) as error:
        raise StarterDataError(path, "", "features", f"these are not outlines of regions ({error!r}).") from error


def _region(row: Record, countries, outlines) -> Region:
    country = row.one_of("country_code", countries)
    path, label_x, label_y = row.one_of("region_code", outlines)
    units = row.get("nuts3").split(";")
    region = Region(
        code=row.get("region_code"),
        country=country,
        name=row.required("name"),
        names=_other_names(row, country.languages[0]),
        languages=country.languages,
        national_code=row.get("national_code"),
        nuts3=units[0] if len(units) == 1 else "",
        path=path,
        label_x=label_x,
        label_y=label_y,
    )
    row.check(region, code="region_code")
    return region


def _other_names(row: Record, own_language: str) -> dict[str, str]:
    names = {code: row.get(f"name_{code}") for code in ("sv", "fi", "en") if code != own_language}
    return {code: name for code, name in names.items() if name and name != row.get("name")}


def _load_municipalities(folder: Path, countries, regions) -> Changes:
    wanted, seen = [], set()
    for row in read_csv(folder / "municipalities.csv", _MUNICIPALITY_COLUMNS):
        municipality = _municipality(row, countries, regions)
        key = (municipality.country_id, municipality.code)
        if key in seen:
            raise row.error("code", f"“{key[1]}” stands in {key[0]} already.")
        seen.add(key)
        wanted.append(municipality)
    return sync_rows(Municipality.objects.all(), wanted, key=("country_id", "code"))


def _municipality(row: Record, countries, regions) -> Municipality:
    spoken = row.required("official_languages").split(";")
    counted_on = row.get("population_date")
    population = row.number("population")
    municipality = Municipality(
        country=row.one_of("country_code", countries),
        region=row.one_of("region_code", regions),
        code=row.required("code"),
        code_system=row.get("code_system"),
        name=row.required("name"),
        names=_other_names(row, spoken[0]),
        languages=spoken,
        population=population,
        population_on=_day(row, counted_on) if counted_on else None,
        population_source=row.get("population_source"),
        latitude=row.number("lat", float),
        longitude=row.number("lon", float),
        website=row.get("website"),
    )
    row.check(municipality, population_on="population_date", latitude="lat", longitude="lon")
    return municipality


def _day(row: Record, text: str) -> date | None:
    """Registers that give only a year count on its first day."""
    try:
        return date.fromisoformat(text if len(text) > 4 else f"{text}-01-01")
    except ValueError:
        raise row.error("population_date", f"“{text}” is not a date.") from None

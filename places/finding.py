"""Places by the names that people type."""

import unicodedata

from places.models import Municipality


def municipalities_called(name: str, country: str) -> list[Municipality]:
    """Those of today in that country with this name in any language, by code."""
    wanted = _folded(name)
    rows = Municipality.objects.existing().filter(country_id=country).select_related("region").order_by("code")
    return [row for row in rows if wanted in {_folded(each) for each in (row.name, *row.names.values())}]


def _folded(name: str) -> str:
    """Habo and Håbo are two."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())

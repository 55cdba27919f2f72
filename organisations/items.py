"""What an organisation does, as the index knows it: one statement for all kinds of item and all its parts in them.

The kinds stand above this room, so they are reached by the names of the relations that they add to an organisation.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Value, When, Window
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import RowNumber

from organisations.models import Organisation
from search.engine import Hit
from search.models import SearchDocument

SHOWN = 20
RUNS, PARTNER, RESEARCH = "runs", "partner", "research"
_FIELDS = ("kind", "short_id", "card", "evidence", "confirmed_on", "is_running")


@dataclass(frozen=True)
class ItemGroup:
    hits: list[Hit]
    total: int


def items_of(organisation: Organisation, language: str) -> dict[str, ItemGroup]:
    """{RUNS, PARTNER or RESEARCH: the newest of them and how many there are}"""
    parts = _ids_by_part(organisation)
    first, *others = (ids for found in parts.values() for ids in found)
    part = Case(*(When(item_id__in=ids, then=Value(name)) for name, found in parts.items() for ids in found))
    newest = Window(RowNumber(), partition_by="part", order_by=[F("published_on").desc(), F("id").asc()])
    rows = (
        SearchDocument.objects.filter(item_id__in=first.union(*others))
        .annotate(part=part, card=KeyTransform(language, "cards"))
        .annotate(place=newest, total=Window(Count("pk"), partition_by="part"))
        .filter(place__lte=SHOWN)
        .order_by("part", "place")
        .values(*_FIELDS, "part", "total")
    )
    groups: dict[str, ItemGroup] = {}
    for row in rows:
        group = groups.setdefault(row.pop("part"), ItemGroup([], row["total"]))
        group.hits.append(Hit.from_row(row))
    return groups


def _ids_by_part(organisation: Organisation) -> dict[str, list]:
    """Ids of items; one that fits several parts stands under the first."""
    return {
        RUNS: [organisation.owned_practices.values("pk")],
        PARTNER: [organisation.partnerships.order_by().values("practice_id")],
        RESEARCH: [
            organisation.owned_researchitems.values("pk"),
            organisation.contributions.order_by().values("item_id"),
        ],
    }

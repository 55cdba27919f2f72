"""What an organisation does, as the index knows it: one statement for all kinds of item and all its parts in them.

The kinds stand above this room, so they are reached by the names of the relations that they add to an organisation.
"""

from dataclasses import dataclass

from django.db.models import Case, Count, F, Q, Value, When, Window
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
    alike = Window(RowNumber(), partition_by="part", order_by=[F("published_on").desc(), F("id").asc()])
    rows = (
        SearchDocument.objects.annotate(part=_part_in(organisation))
        .exclude(part="")
        .annotate(card=KeyTransform(language, "cards"), place=alike, total=Window(Count("pk"), partition_by="part"))
        .filter(place__lte=SHOWN)
        .order_by("part", "place")
        .values(*_FIELDS, "part", "total")
    )
    groups: dict[str, ItemGroup] = {}
    for row in rows:
        group = groups.setdefault(row.pop("part"), ItemGroup([], row["total"]))
        group.hits.append(Hit.from_row(row))
    return groups


def _part_in(organisation: Organisation) -> Case:
    return Case(
        When(item_id__in=organisation.owned_practices.values("pk"), then=Value(RUNS)),
        When(item_id__in=organisation.partnerships.values("practice_id"), then=Value(PARTNER)),
        When(
            Q(item_id__in=organisation.owned_researchitems.values("pk"))
            | Q(item_id__in=organisation.contributions.values("item_id")),
            then=Value(RESEARCH),
        ),
        default=Value(""),
    )

"""Listed items like one item, and why.

Bitmaps tell which items share most kinds of things with it; the best of those are compared value by value.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db import connections
from django.utils.translation import gettext_lazy as _

from search.algebra import both, either, without
from search.bitmaps import EMPTY
from search.counting import BEST, WINDOW, in_window, newest_ids
from search.hits import COLUMNS, Hit

_MOST_VALUES = 3
"""So many things in common are named."""
_MAIN_THEME = 2.0
"""What sharing the main theme adds."""


@dataclass(frozen=True)
class _Trait:
    """`weight` of sharing a value of this facet, and of one that has narrower ones; `is_telling` alone makes alike."""

    facet: str
    weight: float
    broad_weight: float
    is_telling: bool
    reason: str


_TRAITS = (
    _Trait("theme", 4, 1, True, _("Same theme: %(label)s")),
    _Trait("method", 3, 1, True, _("Same type of work: %(label)s")),
    _Trait("group", 2.5, 0.5, True, _("Same group: %(label)s")),
    _Trait("outcome", 2, 0.5, True, _("Same outcome: %(label)s")),
    _Trait("actor", 1.6, 0.2, False, _("Same type of organisation: %(label)s")),
    _Trait("size", 1.5, 1.5, False, _("Place of similar size")),
    _Trait("setting", 1, 1, False, _("Both happen %(label)s")),
    _Trait("country", 0.6, 0.6, False, _("Same country: %(label)s")),
)
_REASONS = {trait.facet: trait.reason for trait in _TRAITS}
_MARKS = tuple(trait for trait in _TRAITS if trait.is_telling or trait.facet == "actor")
"""What may make items alike; organisations are alike by their type."""
_SAID = """
me AS (SELECT kind, facets, main_theme FROM search_searchdocument WHERE item_id = %(item)s),
trait AS (
    SELECT * FROM unnest(%(facets)s::text[], %(weights)s::float[], %(broad)s::float[], %(telling)s::bool[])
        AS trait(facet, weight, broad_weight, is_telling)
),
said AS (
    SELECT value.id, value.facet, value.value, value.broader_id, value.labels -> %(language)s AS label,
        (trait.is_telling OR (me.kind = 'organisation' AND value.facet = 'actor')) AND NOT has.narrower AS is_telling,
        CASE WHEN has.narrower THEN trait.broad_weight ELSE trait.weight END
        + CASE WHEN value.facet = 'theme' AND value.value = me.main_theme THEN %(main)s ELSE 0 END AS weight
    FROM me
    JOIN search_facetvalue AS value ON value.id = ANY(me.facets)
    JOIN trait ON trait.facet = value.facet
    CROSS JOIN LATERAL (SELECT EXISTS (
        SELECT FROM search_facetvalue AS below WHERE below.broader_id = value.id AND below.id = ANY(me.facets)
    ) AS narrower) AS has
)
"""
"""What the item says, each with what sharing it weighs."""


def _patterns() -> Iterator[str]:
    """Sets that hold nothing of one another: of the same kind first, in each those that share the weightiest marks."""
    ways = [way for number in range(1, len(_MARKS) + 1) for way in combinations(_MARKS, number)]
    ways.sort(key=lambda way: -sum(mark.weight for mark in way))
    for kind in ("of_kind", "~of_kind"):
        for way in ways:
            others = [f"of_{mark.facet}" for mark in _MARKS if mark not in way]
            shared = both(kind, *(f"of_{mark.facet}" for mark in way))
            yield without(shared, either(*others)) if others else shared


_MARKED = ", ".join(
    f"coalesce(bit_or(bits) FILTER (WHERE facet = '{mark.facet}'), {EMPTY}) AS of_{mark.facet}" for mark in _MARKS
)
_BEST = f"""
WITH {_SAID},
asked AS (
    SELECT facet, '#' || facet || ':' || value AS key FROM said WHERE is_telling
    UNION ALL SELECT 'kind', '#kind:' || kind FROM me
),
base AS MATERIALIZED (
    SELECT block, coalesce(bit_or(bits) FILTER (WHERE facet = 'kind'), {EMPTY}) AS of_kind, {_MARKED}
    FROM asked JOIN search_bitmap USING (key) GROUP BY block
),
{BEST.format(ranked=", ".join(f"({number}, {bits})" for number, bits in enumerate(_patterns())), wanted=in_window(0))}
SELECT bits FROM best
"""  # noqa: S608 - made of constants
_CLOSEST = f"""
WITH {_SAID},
alike AS (
    SELECT document.id, sum(said.weight) AS score,
        jsonb_agg(jsonb_build_array(said.id, said.facet, said.broader_id, said.label)
                  ORDER BY said.weight DESC, said.id) AS shared
    FROM search_searchdocument AS document
    CROSS JOIN LATERAL unnest(document.facets) AS value_id
    JOIN said ON said.id = value_id
    WHERE document.id = ANY(%(best)s::int[]) AND document.item_id <> %(item)s
    GROUP BY document.id HAVING bool_or(said.is_telling)
)
SELECT document.kind, document.short_id, document.cards -> %(language)s, document.evidence, document.confirmed_on,
    document.is_running, alike.shared
FROM alike JOIN search_searchdocument AS document USING (id) CROSS JOIN me
ORDER BY (document.kind = me.kind) DESC, alike.score DESC, document.quality DESC, document.evidence DESC,
    document.published_on DESC, document.id
LIMIT %(limit)s
"""  # noqa: S608 - made of constants


@dataclass(frozen=True)
class SimilarItem(Hit):
    reasons: tuple[str, ...] = ()


def similar(item_id: uuid.UUID, language: str, limit: int, using: str) -> list[SimilarItem]:
    """Items of the same kind first; nothing for an item that is not listed itself.

    What is said of them is true even if the index is exchanged between the two statements: the second compares anew.
    """
    parameters = _parameters(item_id, language, limit)
    with connections[using].cursor() as cursor:
        cursor.execute(_BEST, parameters)
        parameters["best"] = newest_ids(cursor.fetchone()[0] or "", 0, WINDOW)
        if not parameters["best"]:
            return []
        cursor.execute(_CLOSEST, parameters)
        rows = cursor.fetchall()
    found = []
    for *fields, shared in rows:
        row = dict(zip(COLUMNS, fields, strict=True))
        hit = Hit.from_row(row | {"card": json.loads(row["card"])})
        found.append(SimilarItem(**vars(hit), reasons=_reasons(json.loads(shared))))
    return found


def _parameters(item_id: uuid.UUID, language: str, limit: int) -> dict:
    return {
        "item": item_id,
        "language": language,
        "limit": limit,
        "main": _MAIN_THEME,
        "facets": [trait.facet for trait in _TRAITS],
        "weights": [trait.weight for trait in _TRAITS],
        "broad": [trait.broad_weight for trait in _TRAITS],
        "telling": [trait.is_telling for trait in _TRAITS],
    }


def _reasons(shared: list[list]) -> tuple[str, ...]:
    """The weightiest first; a value says nothing new when a narrower one is shared too."""
    broader = {broader_id for _id, _facet, broader_id, _label in shared}
    told = [(facet, label) for value_id, facet, _broader, label in shared if value_id not in broader]
    labels = defaultdict(list)
    for facet, label in told[:_MOST_VALUES]:
        labels[facet].append(label[0] if label else "")
    return tuple(str(_REASONS[facet]) % {"label": ", ".join(names)} for facet, names in labels.items())

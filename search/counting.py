"""The total, the count of every value of every facet, and the documents that come into question for a page.

All of it is one statement over bitmaps. A value of a chosen facet counts documents that have everything else that was
asked for; every other value counts those that have everything.
"""

import datetime
import itertools
from dataclasses import dataclass, field

from django.db import connections

from search import held, prior
from search.algebra import Found, Said, both, either, said, without
from search.choices import Sort
from search.conditions import MONTHS, months_ago
from search.expression import Expression
from search.facets import BY_KEY, METHOD_GROUP, WARNING_FLAGS
from search.held import Held
from search.models import BLOCK
from search.query import PAGE_SIZE, SearchQuery

WINDOW = 200
"""So many of the best are put in exact order together; a multiple of the page."""
MOST_SORTED = 2000
"""Finds up to this many are sorted by a date or a title as they are; more are read in that order."""
_KEPT_UP = sorted(BY_KEY["checked"].kinds)
_BELONGS_TO = {METHOD_GROUP: "method"}
"""Values that are only counted with another facet."""

BEST = """
ranked AS MATERIALIZED (
    SELECT block, place, bits, bit_count(bits)::int AS number
    FROM base CROSS JOIN LATERAL (VALUES {ranked}) AS tier(place, bits)
),
listed AS (
    SELECT *, sum(number) OVER (ORDER BY place, block DESC) - number AS before FROM ranked WHERE number > 0
),
best AS (
    SELECT string_agg(concat_ws(' ', block, before, bits), E'\\n' ORDER BY place, block DESC) AS bits
    FROM listed WHERE {wanted}
)
"""
"""Bits of the best tiers of `base`, as far as they are needed."""
_COUNT = f"""
WITH found AS MATERIALIZED ({{found}}),
base AS MATERIALIZED (SELECT block, {{base}} FROM found),
{BEST}
SELECT
    (SELECT string_agg(key || ' ' || number, E'\\n') FROM (
        SELECT key, sum(bit_count(bits & {{counted}})::int) AS number
        FROM base JOIN search_bitmap USING (block) WHERE key >= '#' AND key < '$' GROUP BY key
    ) AS value WHERE number > 0),
    (SELECT ARRAY[{{totals}}] FROM base),
    (SELECT bits FROM best),
    {held.STATE}
"""  # noqa: S608 - made of constants


@dataclass(slots=True)
class CountedValue:
    id: int
    facet: str
    value: str
    label: str
    language: str
    broader_id: int | None
    position: int
    is_choice: bool
    number: int = 0


@dataclass
class Counts:
    total: int
    without: dict[str, int]
    """{chosen facet: how many there would be without it}"""
    values: list[CountedValue]
    known: Held
    """What was held when they were counted: the rest of the search goes by the same."""
    best: list[int] = field(default_factory=list)
    """Ids of those that come into question for the page, best first; none where too many are to be sorted."""
    state: str = ""
    """Of the index, as `held` knows it."""


def first_of_window(query: SearchQuery) -> int:
    return (query.page - 1) * PAGE_SIZE // WINDOW * WINDOW


def in_window(first: int) -> str:
    return f"before < {first + WINDOW} AND before + number > {first}"


def is_ranked(query: SearchQuery, expression: Expression) -> bool:
    """Whether the order depends on how well the words fit."""
    return query.sort == Sort.RELEVANCE and bool(expression.groups)


def count(query: SearchQuery, expression: Expression, language: str, known: Held, using: str = "default") -> Counts:
    asked = Sought(query, expression, known.tracked)
    with connections[using].cursor() as cursor:
        cursor.execute(asked.sql(), asked.found.parameters)
        numbers, totals, best, state = cursor.fetchone()
    return asked.counts(known, language, (numbers or "", totals, best or "", state))


class Sought:
    """One search as sets of documents."""

    def __init__(self, query: SearchQuery, expression: Expression, tracked: frozenset[str]):
        self.query = query
        self.found = Found(tracked)
        self.said: Said = said(self.found, expression)
        self.is_ranked = is_ranked(query, expression)
        self.fresh = {value: self._confirmed_since(months_ago(months)) for value, months in MONTHS.items()}
        self.kept_up = self.found.any_of([f"#kind:{kind}" for kind in _KEPT_UP])
        self.warned = self.found.any_of([f"#flag:{flag}" for flag in WARNING_FLAGS])
        self.chosen = {facet: self._chosen(facet, values) for facet, values in query.chosen.items()}

    # --- Sets

    def _confirmed_since(self, day: datetime.date) -> str:
        """Months after that of the day, and of its month the days from it on."""
        month = self.found.any_of([f"!{day:%Y-%m}"])
        days = self.found.any_of([f"!{number:02}" for number in range(day.day, 32)])
        return either(self.found.any_of(_months_after(day)), both(month, days))

    def _chosen(self, facet: str, values: tuple[str, ...]) -> str:
        if BY_KEY[facet].is_computed:
            return either(*(self._computed(facet, value) for value in values))
        keys = [f"#{facet}:{value}" for value in values]
        return self.found.any_of([key if self.found.is_kept(key) else self._carrying(facet, key) for key in keys])

    def _carrying(self, facet: str, key: str) -> str:
        row = self.query.rows[facet, key[1:].partition(":")[2]]
        return self.found.scan("facets @> ARRAY[{value}]", value=row.pk)

    def _computed(self, facet: str, value: str) -> str:
        if facet == "flags":
            return without(self.found.every, self.warned)
        if value in self.fresh:
            return both(self.kept_up, self.fresh[value])
        return without(self.kept_up, self.fresh["24"])

    def everything_but(self, facet: str = "") -> str:
        sets = [self.said.words, *(chosen for key, chosen in self.chosen.items() if key != facet)]
        return both(*filter(None, sets)) or self.found.every

    # --- SQL

    def sql(self) -> str:
        base = {"whole": self.everything_but()}
        base |= {f"but_{facet}": self.everything_but(facet) for facet in self.chosen}
        base |= {f"hidden_{number}": self._computed(*pair) for number, pair in enumerate(self._computed_values())}
        ranked = self._ranked(base)
        columns = ", ".join(f"{definition} AS {name}" for name, definition in base.items())
        return _COUNT.format(
            found=self.found.sql(),
            base=columns,
            ranked=ranked,
            counted=self._counted(),
            totals=", ".join(self._totals()),
            wanted=self._wanted(),
        )

    def _ranked(self, base: dict[str, str]) -> str:
        if not self.is_ranked:
            return "(0, whole)"
        return self.best_first(base, [both(tier, base["whole"]) for tier in self.said.tiers])

    def best_first(self, base: dict[str, str], tiers: list[str]) -> str:
        """Rows that hold nothing of one another: tier after tier, in each what much speaks for first."""
        names = [f"tier_{number}" for number in range(len(tiers))]
        steps = [f"step_{number}" for number in range(len(prior.BEST_FIRST))]
        base |= dict(zip(names, tiers, strict=True))
        base |= {name: self.found.any_of([key]) for name, key in zip(steps, prior.BEST_FIRST, strict=True)}
        rows = []
        for tier in _apart([*names, "whole"]):
            rows += [both(tier, step) for step in _apart(steps)] + [without(tier, steps[-1])]
        return ", ".join(f"({number}, {row})" for number, row in enumerate(rows))

    def _counted(self) -> str:
        """The set in which the values of a facet are counted."""
        if not self.chosen:
            return "whole"
        owned = {facet: facet for facet in self.chosen} | {
            part: facet for part, facet in _BELONGS_TO.items() if facet in self.chosen
        }
        cases = (f"WHEN starts_with(key, '#{part}:') THEN but_{facet}" for part, facet in owned.items())
        return f"CASE {' '.join(cases)} ELSE whole END"

    def _computed_values(self) -> list[tuple[str, str]]:
        return [pair for pair in self.query.rows if BY_KEY[pair[0]].is_computed]

    def _totals(self) -> list[str]:
        totals = ["whole", *(f"but_{facet}" for facet in self.chosen)]
        for number, (facet, _value) in enumerate(self._computed_values()):
            totals.append(f"{f'but_{facet}' if facet in self.chosen else 'whole'} & hidden_{number}")
        return [f"coalesce(sum(bit_count({one})::int), 0)::int" for one in totals]

    def _wanted(self) -> str:
        if not self.is_ranked:
            return f"(SELECT sum(number) FROM ranked) <= {MOST_SORTED}"  # noqa: S608 - made of constants
        return in_window(first_of_window(self.query))

    # --- What came back

    def counts(self, held_here: Held, language: str, answer: tuple) -> Counts:
        numbers, totals, best, state = answer
        known = held_here.values(language)
        by_key = dict(line.rsplit(" ", 1) for line in numbers.split("\n")) if numbers else {}
        total, *others = totals
        without_chosen = dict(zip(self.chosen, others, strict=False))
        for (facet, value), number in zip(self._computed_values(), others[len(self.chosen) :], strict=True):
            if number:
                by_key[f"#{facet}:{value}"] = number
        values = [CountedValue(*known[key], int(number)) for key, number in by_key.items() if key in known]
        return Counts(total, without_chosen, values, held_here, self._ids(best), state)

    def _ids(self, best: str) -> list[int]:
        first = first_of_window(self.query) if self.is_ranked else 0
        most = WINDOW if self.is_ranked else MOST_SORTED
        return newest_ids(best, first, most)


def _apart(sets: list[str]) -> list[str]:
    """Each without the one before it, which it holds."""
    return [sets[0], *(without(one, before) for before, one in itertools.pairwise(sets))]


def newest_ids(best: str, first: int, most: int) -> list[int]:
    """Ids of the bits in the order of the tiers, from `first` on; inside a tier the last written come first."""
    ids, end = [], first + most
    for line in best.splitlines():
        block, before, bits = line.split(" ")
        number, start, place = int(before), int(block) * BLOCK, len(bits)
        while number < end and (place := bits.rfind("1", 0, place)) >= 0:
            if number >= first:
                ids.append(start + place)
            number += 1
    return ids


def _months_after(day: datetime.date) -> list[str]:
    """Keys of the months after that of the day; what lies ahead of us by a month is told too."""
    today = datetime.date.today() + datetime.timedelta(days=31)
    first = day.year * 12 + day.month
    months = range(first, today.year * 12 + today.month)
    return [f"!{number // 12:04}-{number % 12 + 1:02}" for number in months]

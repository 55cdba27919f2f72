"""One page of finds in order, with all that their cards show, in one statement.

Found by words: the best tiers fill a window, whose items are ordered by how well title, one-liner, summary and
concepts fit, times what speaks for an item anyway. Found by filters alone, or sorted otherwise: in the order of
columns.
"""

from django.db import connections

from search import prior
from search.choices import Sort
from search.conditions import MONTHS, months_ago
from search.counting import Counts, first_of_window, is_ranked
from search.expression import Expression, Group, any_of, quoted, tsquery, tsquery_of
from search.facets import BY_KEY, WARNING_FLAGS
from search.held import Held
from search.query import PAGE_SIZE, SearchQuery

_OF_EXPANDED = 0.4
_OF_BEING_FOUND = 0.03
"""What an item has whose words stand only where ranking does not look, so that the prior still orders such items."""
_COUNTRIES = {"sv": "SE", "da": "DK", "nb": "NO", "nn": "NO", "fi": "FI", "is": "IS"}
"""Where most readers of a language live."""

_BEST_FIRST = "quality DESC, evidence DESC, is_running DESC, confirmed_on DESC NULLS LAST, published_on DESC, id"
_ORDERS = {
    Sort.RELEVANCE: _BEST_FIRST,
    Sort.NEWEST: "published_on DESC, id DESC",
    Sort.CONFIRMED: "confirmed_on DESC NULLS LAST, quality DESC, evidence DESC, is_running DESC, published_on DESC, id",
    Sort.TITLE: '(sort_keys ->> %(language)s) COLLATE "C", id',
}
_SCORE = f"""
({_OF_BEING_FOUND}::float8 + ts_rank(document.rank_vector, %(own)s::tsquery)
    + {_OF_EXPANDED}::float8 * ts_rank(document.rank_vector, %(added)s::tsquery)) * {prior.PRIOR}
"""
_RANKED = f"""
SELECT id, row_number() OVER (ORDER BY score DESC, place) AS place
FROM (
    SELECT document.id, best.place, {_SCORE} AS score
    FROM unnest(%(best)s::int[]) WITH ORDINALITY AS best(id, place) JOIN search_searchdocument AS document USING (id)
) AS scored ORDER BY score DESC, place LIMIT %(number)s OFFSET %(first)s
"""  # noqa: S608 - made of constants
_SORTED = """
SELECT id, row_number() OVER (ORDER BY {order}) AS place
FROM (SELECT * FROM search_searchdocument WHERE {condition} {apart}) AS document
ORDER BY {order} LIMIT %(number)s OFFSET %(first)s
"""
_CARDS = """
SELECT document.kind, document.short_id, document.cards ->> %(language)s, document.evidence, document.confirmed_on,
    document.is_running, {passages}
FROM ({chosen}) AS chosen JOIN search_searchdocument AS document USING (id) ORDER BY chosen.place
"""


def page(query: SearchQuery, expression: Expression, language: str, counts: Counts, using: str) -> list[tuple]:
    """(kind, short id, card, evidence, confirmed on, is running, passages) of each find on the page."""
    first = (query.page - 1) * PAGE_SIZE
    if first >= counts.total:
        return []
    if is_ranked(query, expression):
        window = first_of_window(query)
        return ranked(expression, language, counts.known, counts.best, using, first=first - window)
    passages = bool(expression.groups)
    parameters = {"language": language, "first": first, "number": PAGE_SIZE, "best": _array(counts.best)}
    condition, apart = "id = ANY(%(best)s::int[])", ""
    if not counts.best:
        condition = _condition(query, expression, parameters, counts.known)
        apart = "OFFSET 0" if passages else ""
    chosen = _SORTED.format(order=_ORDERS[query.sort], condition=condition, apart=apart)
    return _rows(chosen, parameters, using, passages=passages)


def ranked(
    expression: Expression,
    language: str,
    known: Held,
    best: list[int],
    using: str,
    *,
    first: int = 0,
    number: int = PAGE_SIZE,
) -> list[tuple]:
    """The same of those among the best whose words fit best."""
    ids = known.ids
    parameters = {
        "best": _array(best),
        "language": language,
        "first": first,
        "number": number,
        "own": _any_word(expression, own=True),
        "added": _any_word(expression, own=False),
        "kept_up": sorted(BY_KEY["checked"].kinds),
        "stale": months_ago(max(MONTHS.values())),
        "own_language": ids.get(("lang", language), 0),
        "own_country": ids.get(("country", _COUNTRIES.get(language, "")), 0),
    }
    return _rows(_RANKED, parameters, using, passages=True)


def _rows(chosen: str, parameters: dict, using: str, *, passages: bool) -> list[tuple]:
    with connections[using].cursor() as cursor:
        sql = _CARDS.format(chosen=chosen, passages="document.passages::text" if passages else "NULL")
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _array(ids: list[int]) -> str:
    return f"{{{','.join(map(str, ids))}}}"


def _any_word(expression: Expression, *, own: bool) -> str:
    """Whatever was asked for, each by itself: an item may say one word in its title and another in its text."""
    parts = []
    for group in expression.groups:
        if own:
            parts.append(tsquery_of(Group("", prefix=group.prefix, phrase=group.phrase)))
        parts += [quoted(key) for way in group.alternatives if way.is_own == own for key in way.keys]
    return any_of(parts)


def _condition(query: SearchQuery, expression: Expression, parameters: dict, known: Held) -> str:
    """What was asked for as a condition on one document after the other."""
    conditions = [_chosen(query, facet, values, parameters, known) for facet, values in query.chosen.items()]
    if words := tsquery(expression):
        parameters["words"] = words
        conditions.append("vector @@ %(words)s::tsquery")
    return " AND ".join(conditions) or "true"


def _chosen(query: SearchQuery, facet: str, values: tuple[str, ...], parameters: dict, known: Held) -> str:
    if not BY_KEY[facet].is_computed:
        parameters[facet] = _array([query.rows[facet, value].pk for value in values])
        return f"facets && %({facet})s::int[]"
    if facet == "flags":
        pairs = (("flag", flag) for flag in WARNING_FLAGS)
        parameters[facet] = _array([known.ids[pair] for pair in pairs if pair in known.ids])
        return f"NOT facets && %({facet})s::int[]"
    parameters["kept_up"] = sorted(BY_KEY["checked"].kinds)
    return f"kind = ANY(%(kept_up)s) AND ({' OR '.join(_confirmed(value, parameters) for value in values)})"


def _confirmed(value: str, parameters: dict) -> str:
    if value in MONTHS:
        parameters[f"since_{value}"] = months_ago(MONTHS[value])
        return f"confirmed_on >= %(since_{value})s"
    parameters["older"] = months_ago(max(MONTHS.values()))
    return "confirmed_on IS NULL OR confirmed_on < %(older)s"

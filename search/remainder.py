"""Items with some of the words, for pages that all the words together do not fill."""

from django.db import connections

from search.algebra import any_group, both, either, without
from search.counting import BEST, WINDOW, Sought, in_window, newest_ids
from search.expression import Expression, tsquery_of
from search.held import Held
from search.query import SearchQuery

_SOME = f"""
WITH found AS MATERIALIZED ({{found}}),
base AS MATERIALIZED (SELECT block, {{base}} FROM found),
{BEST}
SELECT bits FROM best
"""  # noqa: S608 - made of constants
_MOST_GROUPS = 12


def some_words(query: SearchQuery, expression: Expression, known: Held, using: str) -> tuple[Expression, list[int]]:
    """What is asked for by parts, and the ids of the best items that say some of it, none of which says all."""
    groups = [group for group in expression.loose if tsquery_of(group)][:_MOST_GROUPS]
    parts = Expression(tuple(groups), expression.excluded)
    if not groups:
        return parts, []
    sought = Sought(query, expression, known.tracked)
    with connections[using].cursor() as cursor:
        cursor.execute(_sql(sought, parts), sought.found.parameters)
        (best,) = cursor.fetchone()
    return parts, newest_ids(best or "", 0, WINDOW)


def _sql(sought: Sought, parts: Expression) -> str:
    sets = [any_group(sought.found, group) for group in parts.groups]
    unwanted = [any_group(sought.found, group) for group in parts.excluded if tsquery_of(group)]
    base = {"whole": _but(sought, either(*sets), unwanted)}
    tiers = []
    if len(sets) > 2:
        all_but_one = [both(*sets[:number], *sets[number + 1 :]) for number in range(len(sets))]
        tiers = [_but(sought, either(*all_but_one), unwanted)]
    ranked = sought.best_first(base, tiers)
    columns = ", ".join(f"{definition} AS {name}" for name, definition in base.items())
    return _SOME.format(found=sought.found.sql(), base=columns, ranked=ranked, wanted=in_window(0))


def _but(sought: Sought, some: str, unwanted: list[str]) -> str:
    for one in [sought.said.words, *unwanted]:
        some = without(some, one)
    return both(some, *sought.chosen.values())

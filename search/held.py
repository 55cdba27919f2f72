"""What each process holds of the index so that a search need not read it: frequent words and values of the facets.

Each search says, from the same snapshot as its counts, what state the database is in; where that is another one than
the process holds, it reads anew and searches once more.
"""

from dataclasses import dataclass, field

from django.db import connections
from django.utils.translation import get_language

from search import thesaurus
from search.bitmaps import COUNTED_FACETS, WORDS_AREA
from search.facets import BY_KEY
from search.query import title_of
from search.thesaurus import AREA as VOCABULARY_AREA
from search.thesaurus import Thesaurus

STATE = f"""
concat_ws(' ', current_schema(), (SELECT max(id) FROM search_facetvalue),
    (SELECT string_agg(area || '=' || number, ' ' ORDER BY area) FROM core_generation
    WHERE area IN ('{VOCABULARY_AREA}', '{WORDS_AREA}')))
"""  # noqa: S608 - made of constants
_VOCABULARY = f"coalesce((SELECT number FROM core_generation WHERE area = '{VOCABULARY_AREA}'), 0)"  # noqa: S608 - made of constants
_READ = f"""
SELECT {STATE}, {_VOCABULARY}, (SELECT array_agg(lexeme) FROM search_trackedword),
    (SELECT jsonb_agg(jsonb_build_array(id, facet, value, labels, broader_id, position, is_choice))::json
    FROM search_facetvalue WHERE facet = ANY(%s))
"""  # noqa: S608 - made of constants


@dataclass
class Held:
    state: str
    vocabulary: int
    """Generation of the labels that belong to this state."""
    labels: Thesaurus
    tracked: frozenset[str]
    rows: list[list]
    """(id, facet, value, labels, id of the broader one, position, is_choice) of each value that is counted"""
    ids: dict[tuple[str, str], int]
    """{(facet, value): id}"""
    _tables: dict = field(default_factory=dict)

    def values(self, language: str) -> dict[str, tuple]:
        """{key: what `CountedValue` begins with}, labelled as the reader of this page sees it."""
        page = language, get_language()
        if page not in self._tables:
            self._tables[page] = {f"#{row[1]}:{row[2]}": _labelled(row, language) for row in self.rows}
        return self._tables[page]


def _labelled(row: list, language: str) -> tuple:
    number, facet, value, labels, *rest = row
    return number, facet, value, *title_of(facet, value, labels.get(language)), *rest


_held: dict[str, Held] = {}


def held(using: str) -> Held:
    """What this process has, however old; its `state` tells."""
    return _held.get(using) or read(using)


def is_current(known: Held, state: str) -> bool:
    """Whether this is the state that the database was in at the time of the search."""
    return known.state == state and known.labels.generation == known.vocabulary


def read(using: str = "default") -> Held:
    """Read again, labels included; gunicorn does so before the first search waits for it."""
    labels = thesaurus.current(using)
    facets = sorted(COUNTED_FACETS | {key for key, facet in BY_KEY.items() if facet.is_computed})
    with connections[using].cursor() as cursor:
        cursor.execute(_READ, [facets])
        state, vocabulary, words, rows = cursor.fetchone()
    rows = rows or []
    ids = {(row[1], row[2]): row[0] for row in rows}
    known = _held[using] = Held(state, vocabulary, labels, frozenset(words or ()), rows, ids)
    return known

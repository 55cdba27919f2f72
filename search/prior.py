"""What speaks for an item whatever was asked: quality, evidence, whether it goes on, and how fresh it is.

The part of it that does not change with time is written into the index in three steps, so that a search can take the
better ones first without reading them. The exact figure orders the few that are shown.
"""

from search.document import Document

_OF_QUALITY = 0.15
_OF_EVIDENCE = 0.06
_OF_ENDED = 0.7
_OF_STALE = 0.85
_OF_OWN_LANGUAGE = 1.12
_OF_OWN_COUNTRY = 1.06
_STEPS = {"*1": 0.95, "*2": 1.2, "*3": 1.4}
BEST_FIRST = tuple(sorted(_STEPS, reverse=True))
"""Keys of the steps; an item on a higher one carries those of the lower ones too."""

PRIOR = f"""(
    (1::float8 + {_OF_QUALITY}::float8 * document.quality + {_OF_EVIDENCE}::float8 * document.evidence)
    * CASE WHEN document.is_running THEN 1::float8 ELSE {_OF_ENDED} END
    * CASE WHEN document.kind = ANY(%(kept_up)s)
        AND (document.confirmed_on IS NULL OR document.confirmed_on < %(stale)s) THEN {_OF_STALE}::float8 ELSE 1 END
    * CASE WHEN %(own_language)s = ANY(document.facets) THEN {_OF_OWN_LANGUAGE}::float8 ELSE 1 END
    * CASE WHEN %(own_country)s = ANY(document.facets) THEN {_OF_OWN_COUNTRY}::float8 ELSE 1 END
)"""
"""Reads narrow columns only."""


def steps(document: Document) -> list[str]:
    standing = 1 + _OF_QUALITY * document.quality + _OF_EVIDENCE * document.evidence
    standing *= 1 if document.is_running else _OF_ENDED
    return [key for key, least in _STEPS.items() if standing >= least]

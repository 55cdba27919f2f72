"""The engine as it is, the engine with a part of it taken out, and what PostgreSQL does by itself."""

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from unittest.mock import patch

from search import analyser, held, thesaurus


@dataclass(frozen=True)
class Variant:
    """What is measured; `change` holds while texts are put in and asked for."""

    name: str
    change: Callable[[], AbstractContextManager] = nullcontext
    is_plain_postgresql: bool = False


@contextmanager
def without_compounds() -> Iterator[None]:
    """Words have no parts."""
    tokens, readings = analyser.tokens, analyser.readings

    def whole_tokens(*asked):
        return [analyser.Token(one.start, one.end, one.lexeme) for one in tokens(*asked)]

    def whole_readings(*asked):
        return tuple(dataclasses.replace(one, parts=()) for one in readings(*asked))

    with (
        patch.object(analyser, "tokens", whole_tokens),
        patch.object(analyser, "readings", whole_readings),
    ):
        yield


@contextmanager
def without_thesaurus() -> Iterator[None]:
    """No label is known; the number stays, or the engine would read the vocabulary again."""
    empty = thesaurus.Thesaurus(thesaurus.current().generation)
    with (
        patch.object(thesaurus, "current", lambda *_asked, **_named: empty),
        patch.object(thesaurus, "held", lambda *_asked: empty),
        patch.dict(held._held, clear=True),
    ):
        yield


@contextmanager
def without_both() -> Iterator[None]:
    with without_compounds(), without_thesaurus():
        yield


WHOLE = Variant("Whole engine")
VARIANTS = (
    WHOLE,
    Variant("Without thesaurus", without_thesaurus),
    Variant("Without compounds", without_compounds),
    Variant("Without either", without_both),
    Variant("PostgreSQL's own configuration", is_plain_postgresql=True),
)

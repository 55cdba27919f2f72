"""Fills an empty index with a corpus: several processes make the rows, COPY writes them, the dear indexes come after.

The processes never ask the database: what they need of it was read before they began.
"""

import json
import multiprocessing
import os
import re
import signal
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from io import StringIO
from pathlib import Path
from time import monotonic
from typing import ClassVar
from unittest.mock import patch

from search import bitmaps, index, thesaurus
from search.facets import ADDRESS, BY_KEY
from search.measuring.copying import copy_in, line_of
from search.measuring.corpus import Corpus
from search.models import FacetValue, SearchDocument

_CHUNK = 1_000
_FIELDS = SearchDocument._meta.concrete_fields
_ENTRY = re.compile(r"'((?:[^']|'')*)'(?::([\dABC,]+))?")
_SPECIAL = "#^~!*"
_WHOLE_WORD = ("A", "B", "C")
"""Weights of words; parts of compounds stand at the places of their words, which other engines cannot say."""
COUNTED_BY_PEERS = tuple(
    facet.key for facet in BY_KEY.values() if facet.place_on_page != ADDRESS and not facet.is_computed
)


@dataclass(frozen=True)
class PeerRow:
    """One document as the peers get it: the same lexemes and values, so that they find the same."""

    id: int
    title: str
    one_liner: str
    published_on: str
    words: str
    """Lexemes in their order, with a space between them; the rest at the end."""
    vector: str
    facets: dict[str, list[int]]


def load(corpus: Corpus, number: int, say: Callable[[str], None], take: Callable[[list[PeerRow]], None]) -> None:
    """`take` is given every document for the peers."""
    started, columns = monotonic(), [field.column for field in _FIELDS]
    with tempfile.TemporaryDirectory() as folder:
        for done, (rows, peers) in enumerate(_chunks(_Maker(corpus, number, Path(folder))), 1):
            copy_in(SearchDocument._meta.db_table, columns, StringIO(rows.read_text()))
            take([PeerRow(**json.loads(line)) for line in peers.read_text().splitlines()])
            rows.unlink()
            peers.unlink()
            made = min(done * _CHUNK, number)
            if done % 10 == 0 or made == number:
                say(f"  {made:,} documents ({made / (monotonic() - started):.0f} a second)")


class _Maker:
    present: ClassVar["_Maker"]
    """Reaches the processes by being there when they begin: it is too large to be sent."""

    def __init__(self, corpus: Corpus, number: int, folder: Path):
        self._corpus = corpus
        self._folder = folder
        self.starts = range(0, number, _CHUNK)
        self._number = number
        self._known = {(row.facet, row.value): row for row in FacetValue.objects.with_broader()}
        self._facet_of = {row.pk: facet for (facet, _value), row in self._known.items()}
        self._thesaurus = thesaurus.current()

    def chunk(self, start: int) -> tuple[Path, Path]:
        rows, peers = self._folder / f"{start}.copy", self._folder / f"{start}.json"
        with (
            rows.open("w") as row_file,
            peers.open("w") as peer_file,
            patch.object(thesaurus, "current", lambda *_asked: self._thesaurus),
        ):
            for each in range(start, min(start + _CHUNK, self._number)):
                row = index.row_of(self._corpus.document(each), self._known)
                row.id = each + 1
                row_file.write(line_of(row, _FIELDS))
                peer_file.write(json.dumps(asdict(self._peer_row(row)), ensure_ascii=False) + "\n")
        return rows, peers

    def _peer_row(self, row: SearchDocument) -> PeerRow:
        placed, unplaced, entries = [], [], []
        for found in _ENTRY.finditer(row.vector):
            lexeme, places = found.groups()
            if lexeme[0] in _SPECIAL:
                continue
            entries.append(found.group())
            lexeme = lexeme.replace("''", "'").replace("\\\\", "\\")
            said = [place for place in (places or "").split(",") if place.endswith(_WHOLE_WORD)]
            if said and lexeme[0] != "@":
                placed += [(int(place[:-1]), lexeme) for place in said]
            else:
                unplaced.append(lexeme)
        card = row.cards["en"]
        return PeerRow(
            id=row.id,
            title=card["title"],
            one_liner=card["one_liner"],
            published_on=str(row.published_on),
            words=" ".join([*(lexeme for _place, lexeme in sorted(placed)), *unplaced]),
            vector=" ".join(entries),
            facets=self._by_facet(row.facets),
        )

    def _by_facet(self, ids: list[int]) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for value_id in ids:
            if (facet := self._facet_of[value_id]) in COUNTED_BY_PEERS:
                found.setdefault(facet, []).append(value_id)
        return found


def _chunks(maker: _Maker) -> Iterator[tuple[Path, Path]]:
    _Maker.present = maker
    if len(maker.starts) == 1:
        yield maker.chunk(0)
        return
    forked = multiprocessing.get_context("fork")
    with forked.Pool(os.cpu_count(), _leave_signals_to_the_parent) as pool:
        yield from pool.imap(_make_chunk, maker.starts)


def _leave_signals_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _make_chunk(start: int) -> tuple[Path, Path]:
    return _Maker.present.chunk(start)


def add_bitmaps() -> None:
    bitmaps.choose_tracked_words()
    bitmaps.fill()

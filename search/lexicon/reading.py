"""The compiled lexicon, mapped into memory: all processes share its pages."""

import sys
import threading

import marisa_trie

from search.lexicon import building, compiling
from search.lexicon.rules import rules_of

_lock = threading.Lock()
_open: dict[str, "Lexicon"] = {}


class Lexicon:
    """The known forms of one language. Forms are asked for in small letters."""

    __slots__ = ("_spared", "_trie")

    def __init__(self, path: str, language: str):
        self._trie = marisa_trie.BytesTrie()
        self._trie.mmap(path)
        self._spared = compiling.by_last_letter(rules_of(language).spared)

    def get(self, form: str) -> tuple[str, bool] | None:
        """(base form, whether it is a name), or None where the form is unknown."""
        if found := self._trie.get(form):
            return compiling.lemma_of(form, found[0])
        for change in self._spared.get(form[-1:], ()):
            base = change.base(form)
            if base and (found := self._trie.get(base)):
                return compiling.lemma_of(base, found[0])
        return None

    def __len__(self) -> int:
        return len(self._trie)


def lexicons() -> dict[str, Lexicon]:
    """{language: its lexicon}. Who comes first on a new machine makes them and says so."""
    if not _open:
        with _lock:
            if not _open:
                _open.update(_opened())
    return _open


def _opened() -> dict[str, Lexicon]:
    if not building.is_built():
        _say("Making the lexicon of the search; this happens once and takes up to a minute …")
        building.build(_say)
    return {code: Lexicon(str(building.folder() / f"{code}.trie"), code) for code in compiling.LANGUAGES}


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)

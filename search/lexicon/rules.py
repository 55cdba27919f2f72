"""The rules of words that differ by language: data with a reason each, read once."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Change:
    """Letters at the end of a word that give way to others, to reach its base."""

    ending: str
    base_ending: str
    shortest: int
    """Letters that the base must have at least."""

    def base(self, word: str) -> str | None:
        if not word.endswith(self.ending):
            return None
        base = word[: len(word) - len(self.ending)] + self.base_ending
        return base if len(base) >= self.shortest else None


@dataclass(frozen=True, slots=True)
class Stem:
    """The end of a base form that gives way; `if_known`: only where the word with this ending is one, too."""

    ending: str
    becomes: str
    if_known: str
    shortest: int


@dataclass(frozen=True)
class Rules:
    links: tuple[Change, ...]
    """What stands between the parts of a compound."""
    short: dict[str, frozenset[str]]
    """{"first" or "last": words of two or three letters that make compounds}"""
    never: dict[str, frozenset[str]]
    """{"first" or "last": what looks like a word there and is none}"""
    simple: frozenset[str]
    """Base forms that only look like compounds."""
    endings: tuple[Change, ...]
    """What may follow the base of a word that is not in the lexicon."""
    spared: tuple[Change, ...]
    """Those of the endings that are so regular that the lexicon leaves out the forms made with them."""
    derivations: tuple[Change, ...]
    """Words that are also found by the word that they are made from."""
    bases: dict[str, str]
    """{form: its base, where the lexicon names a rarer one}"""
    stems: tuple["Stem", ...]
    """Endings of base forms that a lexeme does not keep."""
    own: dict[str, str]
    """{base form: its lexeme, where the rules would give a wrong one}"""
    spellings: tuple[tuple[re.Pattern, str], ...]


@cache
def rules_of(language: str) -> Rules:
    rows = {name: _rows(name, language) for name in _FILES}
    return Rules(
        links=_changes(rows["links"]),
        short=_by_place(rows["short_parts"]),
        never=_by_place(rows["never_parts"]),
        simple=frozenset(word for row in rows["simple_words"] for word in row["words"].split()),
        endings=_changes(rows["endings"]),
        spared=_changes([row for row in rows["endings"] if row["is_spared"]]),
        derivations=_changes(rows["derivations"]),
        bases={word: row["base"] for row in rows["own_bases"] for word in row["words"].split()},
        stems=tuple(
            Stem(row["ending"], row["becomes"], row["if_known"], int(row["shortest"])) for row in rows["stems"]
        ),
        own={word: row["lexeme"] or word for row in rows["own_lexemes"] for word in row["words"].split()},
        spellings=tuple((re.compile(row["pattern"]), row["becomes"]) for row in rows["spellings"]),
    )


_FILES = (
    *("links", "short_parts", "never_parts", "simple_words"),
    *("endings", "derivations", "own_bases", "stems", "own_lexemes", "spellings"),
)
_PLACES = ("first", "last")


def _rows(name: str, language: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if language in row["languages"].split()]


def _changes(rows: list[dict[str, str]]) -> tuple[Change, ...]:
    return tuple(Change(row["ending"], row["base_ending"], int(row["shortest"])) for row in rows)


def _by_place(rows: list[dict[str, str]]) -> dict[str, frozenset[str]]:
    return {
        place: frozenset(word for row in rows if row["place"] in (place, "any") for word in row["words"].split())
        for place in _PLACES
    }


@cache
def cognates(language: str) -> dict[str, str]:
    """{base form: the Swedish word that it is the same as} of words that neighbours spell differently."""
    with (DATA / "cognates.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    if language not in rows[0]:
        return {}
    pairs = ((word, row["sv"].split()[0]) for row in rows for word in row[language].split())
    return {word: swedish for word, swedish in pairs if language != "sv" or word != swedish}

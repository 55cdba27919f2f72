"""Makes the file of one language; runs in a process of its own, because the words of Finnish alone fill 800 MB."""

import csv
import gc
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import marisa_trie
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from search.lexicon.rules import Change, rules_of

LANGUAGES = ("fi", "sv", "da", "nb", "nn", "is", "en", "se")
"""The longest first, so that two processes end together."""
NAME = 0x80
"""Flag of forms that are only written with a capital letter: names and abbreviations make doubtful parts of words."""
_LONGEST_FORM = 40
_MANY_FORMS = 3
_SHARE_OF_OTHER = 0.5
_LONGEST_CUT = 0x7F


def main(language: str, target: str, source: str = "") -> None:
    forms = forms_of_csv(Path(source), language) if source else forms_of_simplemma(language)
    write(without_spared(values_of(forms), rules_of(language).spared), Path(target))


def forms_of_simplemma(language: str) -> Iterable[tuple[str, str]]:
    return DefaultDictionaryFactory(cache_max_size=1).get_dictionary(language).items()


def forms_of_csv(source: Path, language: str) -> list[tuple[str, str]]:
    with source.open(encoding="utf-8", newline="") as lines:
        return [(row["form"], row["lemma"]) for row in csv.DictReader(lines) if row["language"] == language]


def write(values: dict[str, bytes], target: Path) -> None:
    marisa_trie.BytesTrie(values.items()).save(str(target))


def values_of(forms: Iterable[tuple[str, str]]) -> dict[str, bytes]:
    """{form in small letters: value}; where two forms differ only in capitals, the one without them counts."""
    small, names, lemmas, lemmas_of_names = {}, {}, Counter(), set()
    for form, lemma in forms:
        if len(form) > _LONGEST_FORM or " " in form:
            continue
        folded, base = form.lower(), lemma.lower()
        if folded == form:
            small[form] = value_of(form, base)
            lemmas[base] += 1
        else:
            names[folded] = value_of(folded, base, NAME)
            lemmas_of_names.add(base)
    itself, name_itself = value_of("", ""), value_of("", "", NAME)
    for lemma, number in lemmas.items():
        if lemma not in small or _is_rather_itself(lemma, number, small, lemmas):
            small[lemma] = itself
    return {**dict.fromkeys(lemmas_of_names, name_itself), **names, **small}


def _is_rather_itself(lemma: str, number: int, values: dict[str, bytes], lemmas: Counter) -> bool:
    """Whether a base form with many forms is said to be a rare form of another word (Finnish työ, of a dialect)."""
    other, _ = lemma_of(lemma, values[lemma])
    return other != lemma and number >= _MANY_FORMS and number >= lemmas[other] * _SHARE_OF_OTHER


def without_spared(values: dict[str, bytes], spared: tuple[Change, ...]) -> dict[str, bytes]:
    """Leaves out what `reading.Lexicon` finds by the same endings all the same: half of the forms."""
    by_letter = by_last_letter(spared)
    base_of = {}
    for form, value in values.items():
        for change in by_letter.get(form[-1:], ()):
            if (base := change.base(form)) and base in values:
                if lemma_of(base, values[base]) == lemma_of(form, value):
                    base_of[form] = base
                break
    return {form: value for form, value in values.items() if form not in base_of or base_of[form] in base_of}


def by_last_letter(changes: tuple[Change, ...]) -> dict[str, list[Change]]:
    return {
        letter: [each for each in changes if each.ending[-1] == letter] for letter in {c.ending[-1] for c in changes}
    }


def value_of(form: str, lemma: str, flag: int = 0) -> bytes:
    """How many letters to cut from the form, and what to add then."""
    shared = min(len(form), len(lemma))
    while form[:shared] != lemma[:shared]:
        shared -= 1
    return bytes((min(len(form) - shared, _LONGEST_CUT) | flag,)) + lemma[shared:].encode()


def lemma_of(form: str, value: bytes) -> tuple[str, bool]:
    cut = value[0] & _LONGEST_CUT
    return form[: len(form) - cut] + value[1:].decode(), bool(value[0] & NAME)


if __name__ == "__main__":
    gc.disable()  # it would look through millions of words again and again, and nothing here is to be collected
    main(*sys.argv[1:])

"""How one reader gets the texts of one item: field by field, each in the best language that tells it."""

from dataclasses import dataclass

from core.choices import TextOrigin
from core.everyday import inside_a_sentence
from core.languages import reading_order

TRANSLATED = (TextOrigin.HUMAN, TextOrigin.MACHINE, TextOrigin.MACHINE_CHECKED)
"""A text that was written anew in its language, from the same facts, is no translation."""


@dataclass(frozen=True)
class Phrase:
    """Words with the language they are in (empty: that of the page) and where they lead.

    `note` stands after them in brackets, in the language of the page.
    """

    text: str
    language: str = ""
    url: str = ""
    note: str = ""

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class Fact:
    """One row of a fact list; without values it is not told."""

    label: str
    values: tuple[Phrase, ...]


class Reading:
    """The texts of `item` (which must be loaded) for a reader; remembers which of them were used."""

    def __init__(self, item, language: str, *, original: bool = False):
        rows = {text.language: text for text in item.texts.all()}
        codes = [code for code in reading_order(language, item.original_language) if code in rows]
        self.can_show_original = bool(codes) and codes[0] != item.original_language
        self.shows_original = original and self.can_show_original
        if self.shows_original:
            codes = [item.original_language, *codes]
        self.item = item
        self.language = language
        self.rows = [rows[code] for code in dict.fromkeys(codes)]
        self.used = {}

    def told(self, field: str, *, is_of_the_item: bool = True) -> Phrase | None:
        """The field in the first language that has it; what others say of the item is not counted as its language."""
        return self._first(lambda row: getattr(row, field), is_of_the_item)

    def told_of_part(self, part_id: str, field: str) -> Phrase | None:
        return self._first(lambda row: row.part_words.get(part_id, {}).get(field, ""))

    def _first(self, words_of, is_of_the_item: bool = True) -> Phrase | None:
        for row in self.rows:
            if words := words_of(row).strip():
                if is_of_the_item:
                    self.used[row.language] = row
                return Phrase(words, row.language)
        return None

    def note(self) -> "LanguageNote":
        """What to say about the languages of the words told so far."""
        original = self.item.original_language
        translated = [row for code, row in self.used.items() if code != original and row.origin in TRANSLATED]
        return LanguageNote(
            original=original,
            foreign=tuple(code for code in self.used if code != self.language),
            reads_own_language=self.language in self.used,
            reads_translation=bool(translated),
            reads_original=original in self.used,
            origins=tuple(dict.fromkeys(inside_a_sentence(TextOrigin(row.origin).label) for row in translated)),
            is_outdated=any(row.source_version < self.item.version for row in translated),
            shows_original=self.shows_original,
            can_show_original=self.can_show_original,
        )


@dataclass(frozen=True)
class LanguageNote:
    """Facts about the words on a page; `original` and `foreign` are codes of languages."""

    original: str
    foreign: tuple[str, ...]
    reads_own_language: bool
    reads_translation: bool
    reads_original: bool
    origins: tuple
    is_outdated: bool
    shows_original: bool
    can_show_original: bool

    @property
    def is_needed(self) -> bool:
        return bool(self.foreign or self.reads_translation or self.shows_original)

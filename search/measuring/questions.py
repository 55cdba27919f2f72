"""The twelve kinds of search that the benchmark asks, with words chosen by how many documents they really find."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from search import analyser
from search.joining_words import is_joining
from search.measuring.contenders import Ours, Question
from search.measuring.corpus import Corpus
from search.measuring.ingredients import Ingredients
from search.query import PAGE_SIZE, SearchQuery

PER_KIND = 4
"""Different searches of each kind."""
SHARES = {"ubiquitous": 0.6, "frequent": 0.3, "medium": 0.03, "rare": 0.0005}
SHARE_OF_PHRASES = 0.01
KINDS = (
    "ubiquitous word",
    "frequent word",
    "medium word",
    "rare word",
    "two words",
    "two words in all languages",
    "phrase",
    "beginning",
    "two filters",
    "everything",
    "frequent word and two filters",
    "page 50",
)
_DEEPEST_PAGE = 50
_SAMPLE = 2_000
_MEASURED = 14
"""Words near a share by the sample, of which the nearest by their finds are asked."""
_SHORTEST_WORD = 4
_LENGTH_OF_BEGINNING = 6
_READERS = ("sv", "da", "nb", "fi", "is", "en")
_Word = tuple[str, str]
"""(language, word)"""


class Questions:
    def __init__(self, corpus: Corpus, ingredients: Ingredients, size: int):
        self._ingredients = ingredients
        self._size = size
        self._ours = Ours()
        self._words: Counter[_Word] = Counter()
        self._pairs: Counter[_Word] = Counter()
        self._sampled = min(size, _SAMPLE)
        for number in range(self._sampled):
            self._read(corpus.document(number).texts)
        self._nearest: dict[str, list[_Word]] = {}

    def of_all_kinds(self) -> dict[str, list[Question]]:
        """{kind: searches}"""
        made = {
            "ubiquitous word": self._asking(self._near("ubiquitous")),
            "frequent word": self._asking(self._near("frequent")),
            "medium word": self._asking(self._near("medium")),
            "rare word": self._asking(self._near("rare")),
            "two words": self._asking(self._two_words()),
            "two words in all languages": self._asking(self._two_topics()),
            "phrase": self._asking((language, f'"{pair}"') for language, pair in self._phrases()),
            "beginning": self._asking(self._beginnings()),
            "two filters": self._filtering([("en", "")] * PER_KIND),
            "everything": self._asking((language, "") for language in _READERS[:PER_KIND]),
            "frequent word and two filters": self._filtering(self._near("frequent")),
            "page 50": [self._deep(question) for question in self._asking(self._near("frequent"))],
        }
        return {kind: [replace(one, kind=kind) for one in made[kind]] for kind in KINDS}

    # --- Words ------------------------------------------------------------------------------------------------------

    def _read(self, texts) -> None:
        words, pairs = set(), set()
        for text in texts:
            found = analyser.words(f"{text.title}. {text.one_liner} {text.summary} {text.body}")
            words.update((text.language, word) for word in found)
            telling = [pair for pair in pairwise(found) if not any(map(is_joining, pair))]
            pairs.update((text.language, " ".join(pair)) for pair in telling)
        self._words.update(words)
        self._pairs.update(pairs)

    def _near(self, name: str) -> list[_Word]:
        """Words of different languages, with the words of the planted topics, nearest to the share."""
        if name not in self._nearest:
            wanted = SHARES[name] * self._size
            self._nearest[name] = self._nearest_to(wanted, self._candidates(SHARES[name]))
        return self._nearest[name]

    def _candidates(self, share: float) -> list[_Word]:
        expected = share * self._sampled
        topics = [
            (code, topic[code]) for topic in self._ingredients.topics[:20] for code in ("sv", "fi") if code in topic
        ]
        words = [
            word
            for word, number in self._words.items()
            if len(word[1]) >= _SHORTEST_WORD
            and word[1].isalpha()
            and word[0] in _READERS
            and not is_joining(word[1])
            and expected / 4 <= number <= max(2 * expected, 1)
        ]
        words.sort(key=lambda word: (abs(math.log(self._words[word] / max(expected, 0.5))), word))
        return [*topics, *words[: 2 * _MEASURED]]

    def _nearest_to(self, wanted: float, candidates: list[_Word]) -> list[_Word]:
        totals = {word: self._total(word) for word in candidates}
        found = [word for word in candidates if totals[word]]
        return sorted(found, key=lambda word: abs(math.log(totals[word] / wanted)))[:PER_KIND]

    def _total(self, word: _Word) -> int:
        return self._ours.search(_question(*word)).total

    def _two_words(self) -> list[_Word]:
        firsts, seconds = self._near("frequent"), self._near("medium")
        return [(first[0], f"{first[1]} {second[1]}") for first, second in zip(firsts, seconds, strict=False)]

    def _two_topics(self) -> list[_Word]:
        topics = self._ingredients.topics[2 : 3 + PER_KIND]
        return [
            (code, f"{first[code]} {second[code]}")
            for code, (first, second) in zip(_READERS, pairwise(topics), strict=False)
            if code in first and code in second
        ]

    def _phrases(self) -> list[_Word]:
        wanted = SHARE_OF_PHRASES * self._sampled
        pairs = [pair for pair in self._pairs if pair[0] in _READERS]
        pairs.sort(key=lambda pair: (abs(math.log(self._pairs[pair] / wanted)), pair))
        return pairs[:PER_KIND]

    def _beginnings(self) -> list[_Word]:
        beginnings = {("en", "integr"): None}
        for (language, word), _number in self._words.most_common(2_000):
            if language in _READERS and len(word) > _LENGTH_OF_BEGINNING + 2 and word.isalpha():
                beginnings[language, word[:_LENGTH_OF_BEGINNING]] = None
        return [(language, f"{beginning}*") for language, beginning in beginnings][:PER_KIND]

    # --- Searches ---------------------------------------------------------------------------------------------------

    def _asking(self, words: Iterable[_Word]) -> list[Question]:
        return [_question(language, text) for language, text in words]

    def _filtering(self, words: list[_Word]) -> list[Question]:
        themes, countries = self._ingredients.values["theme"], self._ingredients.values["country"]
        chosen = zip(words, themes, countries[:2] * PER_KIND, strict=False)
        return [_question(*word, theme=theme, country=country) for word, theme, country in chosen]

    def _deep(self, question: Question) -> Question:
        last = max(math.ceil(self._ours.search(question).total / PAGE_SIZE), 1)
        return replace(question, query=question.query.on_page(min(last, _DEEPEST_PAGE)))


def _question(language: str, text: str, **chosen: str) -> Question:
    return Question("", SearchQuery.of(q=text, **chosen), language)

"""Documents made of ingredients: the same number and seed always make the same document."""

import datetime
import math
import random
import uuid
from collections.abc import Sequence
from itertools import accumulate

from core.languages import INTERFACE_LANGUAGES, best_language
from search.document import Card, Document, IndexedText
from search.facets import BY_KEY
from search.measuring.ingredients import Ingredients

_LANGUAGES = {"sv": 24, "nb": 18, "da": 15, "fi": 15, "en": 12, "is": 7, "nn": 6, "fo": 3}
_KINDS = {"practice": 60, "research": 25, "organisation": 15}
_VERSIONS = {1: 70, 2: 22, 3: 8}
_QUALITIES = {0: 70, 1: 18, 2: 9, 3: 3}
_EVIDENCE = {0: 30, 1: 28, 2: 20, 3: 12, 4: 7, 5: 3}
_PLANTED = (0.6, 0.6, 0.3, 0.3, 0.3, 0.3, 0.03, 0.03, 0.03, 0.03, 0.0005, 0.0005, 0.0005, 0.0005)
"""How often the first topics stand in a document: in nearly all, in many, in some, in hardly any."""
_MORE_TOPICS = 2
_IN_TITLE = 0.12
_SEVERAL = {"theme": 3, "group": 2, "method": 2, "setting": 2, "outcome": 2, "contact": 2, "actor": 1}
"""So many values of a facet at most; of the others one."""
_STEEPNESS = 0.9
"""Of the skew of facet values and topics: the second is about half as frequent as the first."""
_RARE_WORDS = 3
_DIFFERENT_RARE_WORDS = 2_000_000
_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "ju", "sk")
_FIRST_DAY = datetime.date(2015, 1, 1)
_DAYS = 4_000


class Corpus:
    def __init__(self, ingredients: Ingredients, seed: int):
        self._of = ingredients
        self._seed = seed
        self._languages = {code: weight for code, weight in _LANGUAGES.items() if code in ingredients.sentences}
        if not self._languages:
            self._languages = dict.fromkeys(ingredients.sentences, 1)
        self._skews = {facet: _skew(len(values)) for facet, values in ingredients.values.items()}
        self._topic_skew = _skew(len(ingredients.topics))

    def document(self, number: int) -> Document:
        chance = random.Random(f"{self._seed}:{number}")  # noqa: S311
        kind = _one(chance, _KINDS)
        texts = self._texts(chance)
        evidence = _one(chance, _EVIDENCE) if kind != "organisation" else 0
        facets = self._facets(chance, kind) | {"lang": [text.language for text in texts]}
        if evidence:
            facets["evidence"] = [str(evidence)]
        published = _FIRST_DAY + datetime.timedelta(days=chance.randrange(_DAYS))
        return Document(
            kind=kind,
            item_id=uuid.UUID(int=number + 1),
            short_id=f"{number:x}",
            texts=texts,
            facets=facets,
            cards=_cards(texts, number),
            published_on=published,
            confirmed_on=published + datetime.timedelta(days=chance.randrange(400)) if chance.random() < 0.8 else None,
            quality=_one(chance, _QUALITIES),
            evidence=evidence,
            is_running=chance.random() < 0.8,
            main_theme=facets["theme"][0] if facets.get("theme") else "",
        )

    # --- Texts ------------------------------------------------------------------------------------------------------

    def _texts(self, chance: random.Random) -> tuple[IndexedText, ...]:
        number = min(_one(chance, _VERSIONS), len(self._languages))
        languages: dict[str, None] = {}
        while len(languages) < number:
            languages[_one(chance, self._languages)] = None
        topics = self._said_topics(chance)
        return tuple(self._text(chance, language, topics) for language in languages)

    def _said_topics(self, chance: random.Random) -> list[dict[str, str]]:
        topics = self._of.topics
        said = [topic for topic, share in zip(topics, _PLANTED, strict=False) if chance.random() < share]
        return said + [_skewed(chance, topics, self._topic_skew) for _ in range(_MORE_TOPICS)]

    def _text(self, chance: random.Random, language: str, topics: list[dict[str, str]]) -> IndexedText:
        pool = self._of.sentences[language]
        length = 6 + min(int(chance.lognormvariate(1.8, 0.7)), 60)
        sentences = [chance.choice(pool) for _ in range(length)]
        sentences[0] = " ".join(sentences[0].split()[:8])
        for topic in topics:
            if label := topic.get(language):
                place = 0 if chance.random() < _IN_TITLE else chance.randrange(1, length)
                sentences[place] = _with_word(chance, sentences[place], label)
        for _ in range(_RARE_WORDS):
            place = chance.randrange(1, length)
            sentences[place] = _with_word(chance, sentences[place], _rare_word(chance))
        return IndexedText(language, sentences[0], sentences[1], " ".join(sentences[2:5]), " ".join(sentences[5:]))

    # --- Facets -----------------------------------------------------------------------------------------------------

    def _facets(self, chance: random.Random, kind: str) -> dict[str, list[str]]:
        facets = {}
        for key, values in self._of.values.items():
            if not BY_KEY[key].is_for(kind):
                continue
            number = chance.randint(1, _SEVERAL.get(key, 1))
            facets[key] = list(dict.fromkeys(_skewed(chance, values, self._skews[key]) for _ in range(number)))
        if places := facets.get("municipality"):
            facets["country"] = [places[0].partition("-")[0]]
        return facets


def _cards(texts: tuple[IndexedText, ...], number: int) -> dict[str, Card]:
    by_language = {text.language: text for text in texts}
    cards = {}
    for reader in INTERFACE_LANGUAGES:
        shown = by_language[best_language(by_language, reader, texts[0].language)]
        cards[reader] = Card(
            title=shown.title,
            title_language=shown.language,
            url=f"/{reader}/practices/{number:x}/",
            one_liner=shown.one_liner,
            one_liner_language=shown.language,
            label="Shared practice",
            facts=(("Malmö", "sv"), ("2021", "")),
        )
    return cards


def _with_word(chance: random.Random, sentence: str, word: str) -> str:
    words = sentence.split()
    words.insert(chance.randint(0, len(words)), word)
    return " ".join(words)


def _rare_word(chance: random.Random) -> str:
    """A word of the long tail that every large collection has, by Zipf's law."""
    number = int(math.exp(chance.random() * math.log(_DIFFERENT_RARE_WORDS)))
    word = ""
    while number:
        number, syllable = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[syllable]
    return f"z{word}"


def _one(chance: random.Random, weights: dict):
    return chance.choices(list(weights), list(weights.values()))[0]


def _skew(number: int) -> list[float]:
    return list(accumulate(1 / (rank + 1) ** _STEEPNESS for rank in range(number)))


def _skewed(chance: random.Random, values: Sequence, cumulated: list[float]):
    return chance.choices(values, cum_weights=cumulated)[0]

"""Measures how well a variant of the engine answers judged queries and finds words by other words."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.engine import engine
from search.index import gathered
from search.measuring import metrics, plain_postgresql
from search.measuring.files import JudgedQuery, Judgments, Pair
from search.measuring.texts import document_of, shown
from search.measuring.variants import Variant


@dataclass(frozen=True)
class Answer:
    """What was found for a judged query, by the ids of the file."""

    query: JudgedQuery
    found: list[str]


@dataclass(frozen=True)
class Finding:
    pair: Pair
    is_found: bool


def answers(judgments: Judgments, variant: Variant) -> Iterator[Answer]:
    if variant.is_plain_postgresql:
        texts = [(text.id, f"{text.title} {text.text}") for text in judgments.documents]
        with plain_postgresql.texts(texts):
            yield from (
                Answer(asked, plain_postgresql.found(asked.query, asked.language)) for asked in judgments.queries
            )
        return
    with variant.change():
        documents = {text.id: document_of(text.text, text.language, text.title) for text in judgments.documents}
        with gathered():
            for document in documents.values():
                engine.put(document)
        ids = {document.short_id: id_ for id_, document in documents.items()}
        for asked in judgments.queries:
            yield Answer(asked, [ids[short_id] for short_id in shown(asked.query, asked.language)])
        for document in documents.values():
            engine.remove(document.item_id)


def findings(pairs: list[Pair], variant: Variant) -> Iterator[Finding]:
    """Each word stands alone in the index while it is asked for."""
    with variant.change():
        for pair in pairs:
            yield Finding(pair, _is_found(pair, variant))


def _is_found(pair: Pair, variant: Variant) -> bool:
    if variant.is_plain_postgresql:
        with plain_postgresql.texts([("it", pair.document_word)]):
            return bool(plain_postgresql.found(pair.query, pair.language))
    document = document_of(pair.document_word, pair.language)
    engine.put(document)
    found = shown(pair.query, pair.language)
    engine.remove(document.item_id)
    return document.short_id in found


def score_answers(given: list[Answer]) -> dict:
    return _of_answers(given) | {"by_language": _by_language(given, lambda answer: answer.query.language, _of_answers)}


def _of_answers(given: list[Answer]) -> dict:
    pairs = [(answer.found, answer.query.relevant) for answer in given]
    return {
        "recall_at_10": metrics.mean(metrics.recall(*pair) for pair in pairs),
        "precision_at_10": metrics.mean(metrics.precision(*pair) for pair in pairs),
        "mrr": metrics.mean(metrics.reciprocal_rank(*pair) for pair in pairs),
        "no_hit": metrics.mean(not found for found, _relevant in pairs),
    }


def score_findings(made: list[Finding]) -> dict:
    return _of_findings(made) | {"by_language": _by_language(made, lambda finding: finding.pair.language, _of_findings)}


def _of_findings(made: list[Finding]) -> dict:
    """`recall` is null where no pair was to match."""
    matches = [finding.is_found for finding in made if finding.pair.is_match]
    others = [finding.is_found for finding in made if not finding.pair.is_match]
    return {
        "recall": metrics.mean(matches) if matches else None,
        "false_positives": sum(others),
        "negatives": len(others),
    }


def _by_language(rows: list, language_of: Callable, score: Callable) -> dict:
    by_language = defaultdict(list)
    for row in rows:
        by_language[language_of(row)].append(row)
    return {language: score(of_one) for language, of_one in by_language.items()}

"""Figures about quality as tables that people read."""

from collections.abc import Iterator

from search.measuring.files import Judgments, Pair
from search.measuring.quality import Answer, Finding

_ANSWER_COLUMNS = {
    "recall_at_10": "recall@10",
    "precision_at_10": "precision@10",
    "mrr": "MRR",
    "no_hit": "no hit",
}
_NAME_WIDTH = 34
_WIDTH = 13


def judgment_tables(judgments: list[Judgments], scores: dict[str, dict]) -> Iterator[str]:
    """`scores` is {name of the variant: what `score_answers` says}."""
    texts = sum(len(file.documents) for file in judgments)
    queries = sum(len(file.queries) for file in judgments)
    yield f"Judgments: {queries} queries, {texts} texts"
    yield _line("", _ANSWER_COLUMNS.values())
    for name, score in scores.items():
        yield _line(name, [_figure(score[key]) for key in _ANSWER_COLUMNS])
    for key, title in _ANSWER_COLUMNS.items():
        yield ""
        yield from _language_table(title, key, scores)


def pair_tables(pairs: list[Pair], scores: dict[str, dict]) -> Iterator[str]:
    matches = sum(pair.is_match for pair in pairs)
    yield f"Pairs: {matches} to be found, {len(pairs) - matches} not to be"
    yield _line("", ["recall", "false"])
    for name, score in scores.items():
        yield _line(name, [_figure(score["recall"]), _of(score)])
    yield ""
    yield from _language_table("Recall of pairs", "recall", scores)
    yield ""
    yield from _language_table("False pairs", "false_positives", scores)


def misses(answers: list[Answer], findings: list[Finding]) -> Iterator[str]:
    """What the whole engine did not find, and what it found wrongly."""
    for answer in answers:
        shown = set(answer.found[:10])
        if missing := sorted(answer.query.relevant - shown):
            yield f"{answer.query.language} “{answer.query.query}” misses {', '.join(missing)}"
        if wrong := [found for found in answer.found[:10] if found not in answer.query.relevant]:
            yield f"{answer.query.language} “{answer.query.query}” shows {', '.join(wrong)}"
    for finding in findings:
        if finding.is_found != finding.pair.is_match:
            pair = finding.pair
            verdict = "finds" if finding.is_found else "does not find"
            yield f"{pair.language} “{pair.query}” {verdict} “{pair.document_word}”"


def _language_table(title: str, key: str, scores: dict[str, dict]) -> Iterator[str]:
    languages = list(next(iter(scores.values()))["by_language"])
    yield _line(f"{title} by language", languages)
    for name, score in scores.items():
        yield _line(name, [_figure(score["by_language"][language][key]) for language in languages])


def _of(score: dict) -> str:
    return f"{score['false_positives']} of {score['negatives']}"


def _figure(value: float | int | None) -> str:
    if value is None:
        return "–"
    return str(value) if isinstance(value, int) else f"{value:.2f}"


def _line(name: str, cells) -> str:
    return f"{name:<{_NAME_WIDTH}}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)

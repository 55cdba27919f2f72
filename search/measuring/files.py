"""Reads what search is measured by: judgments (.json) and pairs of words (.csv)."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from core.languages import BY_CODE

PAIR_COLUMNS = ("language", "query", "document_word", "match")
_JUDGMENTS, _PAIRS = ".json", ".csv"


class BadFile(Exception):
    """A file that search cannot be measured by; the message says where and why."""


@dataclass(frozen=True)
class JudgedText:
    id: str
    language: str
    title: str
    text: str


@dataclass(frozen=True)
class JudgedQuery:
    language: str
    query: str
    relevant: frozenset[str]


@dataclass(frozen=True)
class Judgments:
    """Texts, and for some queries which of them answer it."""

    name: str
    documents: tuple[JudgedText, ...]
    queries: tuple[JudgedQuery, ...]


@dataclass(frozen=True)
class Pair:
    """Whether the query is to find a text that holds the word."""

    language: str
    query: str
    document_word: str
    is_match: bool


def read_files(paths: list[str]) -> tuple[list[Judgments], list[Pair]]:
    judgments, pairs = [], []
    for path in map(Path, paths):
        if path.suffix not in (_JUDGMENTS, _PAIRS):
            raise BadFile(f"{path} is neither judgments ({_JUDGMENTS}) nor pairs ({_PAIRS}).")
        text = _text_of(path)
        if path.suffix == _JUDGMENTS:
            judgments.append(read_judgments(text, path.name))
        else:
            pairs += read_pairs(text, path.name)
    return judgments, pairs


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadFile(f"{path} is not written in UTF-8 (byte {error.start}).") from error


def read_judgments(text: str, name: str) -> Judgments:
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise BadFile(f"{name}, line {error.lineno}: this is not JSON ({error.msg}).") from error
    if not isinstance(data, dict):
        raise BadFile(f"{name}: “documents” and “queries” are expected.")
    documents = [_judged_text(row, where) for where, row in _rows(data, "documents", name)]
    known = {document.id for document in documents}
    if len(known) < len(documents):
        raise BadFile(f"{name}: two documents have the same id.")
    queries = [_judged_query(row, known, where) for where, row in _rows(data, "queries", name)]
    return Judgments(name, tuple(documents), tuple(queries))


def _rows(data: dict, key: str, name: str):
    rows = data.get(key)
    if not isinstance(rows, list) or not rows:
        raise BadFile(f"{name}: “{key}” is missing or empty.")
    for number, row in enumerate(rows, 1):
        where = f"{name}, {key} {number}"
        if not isinstance(row, dict):
            raise BadFile(f"{where}: this is not an object.")
        yield where, row


def _judged_text(row: dict, where: str) -> JudgedText:
    return JudgedText(
        id=_said(row, "id", where),
        language=_language(row, where),
        title=str(row.get("title") or ""),
        text=_said(row, "text", where),
    )


def _judged_query(row: dict, known: set[str], where: str) -> JudgedQuery:
    relevant = row.get("relevant")
    if not isinstance(relevant, list) or not relevant:
        raise BadFile(f"{where}: “relevant” is missing or empty.")
    if unknown := [str(one) for one in relevant if one not in known]:
        raise BadFile(f"{where}: there is no document {', '.join(unknown)}.")
    return JudgedQuery(_language(row, where), _said(row, "query", where), frozenset(relevant))


def read_pairs(text: str, name: str) -> list[Pair]:
    rows = csv.DictReader(text.splitlines())
    missing = [column for column in PAIR_COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise BadFile(f"{name}, line 1: there is no column {', '.join(missing)}.")
    pairs = [_pair(row, f"{name}, line {rows.line_num}") for row in rows]
    if not pairs:
        raise BadFile(f"{name}: there are no pairs.")
    return pairs


def _pair(row: dict, where: str) -> Pair:
    match = _said(row, "match", where)
    if match not in ("0", "1"):
        raise BadFile(f"{where}: “match” is {match} and not 0 or 1.")
    return Pair(_language(row, where), _said(row, "query", where), _said(row, "document_word", where), match == "1")


def _language(row: dict, where: str) -> str:
    code = _said(row, "language", where)
    if code not in BY_CODE:
        raise BadFile(f"{where}: {code} is no language of ours ({', '.join(BY_CODE)}).")
    return code


def _said(row: dict, key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadFile(f"{where}: “{key}” is missing or empty.")
    return value.strip()

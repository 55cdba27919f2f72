"""Reads data files so that every mistake names its file, its row and its field."""

import csv
import json
import uuid
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models

from core.slugs import SHORT_ID_ALPHABET, SHORT_ID_LENGTH

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:nordic-clearinghouse:compiled-records")


class StarterDataError(Exception):
    """A data file is wrong; nothing of it is loaded."""

    def __init__(self, path: Path, row: str, field: str, problem: str):
        places = [f"{'/'.join(path.parts[-3:])}", row, f"field “{field}”" if field else ""]
        super().__init__(f"{', '.join(place for place in places if place)}: {problem}")


class Record:
    """One row of a data file, that knows where it stands."""

    def __init__(self, path: Path, row: str, values: dict):
        self.path = path
        self.row = row
        if not isinstance(values, dict):
            raise self.error("", "an object is needed here.")
        self.values = values

    def __contains__(self, field: str) -> bool:
        return bool(self.values.get(field))

    def get(self, field: str, default=""):
        """The value, as text when `default` is one; `default` where the file is empty or holds null."""
        value = self.values.get(field)
        if value in (None, ""):
            return default
        if not isinstance(default, str):
            return value
        if isinstance(value, bool | list | dict):
            raise self.error(field, "a text is needed here.")
        return str(value)

    def required(self, field: str) -> str:
        value = self.get(field)
        if value == "":
            raise self.error(field, "a value is needed here.")
        return value

    def listed(self, field: str, of: type = str) -> list:
        value = self.get(field, [])
        if not isinstance(value, list) or not all(isinstance(each, of) for each in value):
            raise self.error(field, f"a list of {'objects' if of is dict else 'texts'} is needed here.")
        return value

    def inner(self, field: str) -> "Record":
        """The object that stands under a field."""
        return Record(self.path, f"{self.row}, {field}", self.values.get(field))

    def number(self, field: str, kind: type = int):
        """A number or None."""
        value = self.get(field, None)
        try:
            return None if value is None else kind(value)
        except (TypeError, ValueError):
            raise self.error(field, f"“{value}” is not a number.") from None

    def one_of(self, field: str, known: dict, value=None):
        """What `known` holds under the value; an unknown value is a mistake in the file."""
        value = self.required(field) if value is None else value
        try:
            return known[value]
        except (KeyError, TypeError):
            raise self.error(field, f"“{value}” is not known.") from None

    def error(self, field: str, problem: str) -> StarterDataError:
        return StarterDataError(self.path, self.row, field, problem)

    def check(self, instance: models.Model, *, only: tuple[str, ...] = (), **data_fields: str) -> None:
        """Validates the fields of `instance` (or `only` some); `data_fields` maps names of the model to the file's.

        Relations were looked up already, and uniqueness is asked of whole files, so no statement is needed.
        """
        fields = instance._meta.fields
        left_out = {field.name for field in fields if field.is_relation or (only and field.name not in only)}
        try:
            _check_lengths(instance, left_out)
            instance.full_clean(exclude=left_out, validate_unique=False, validate_constraints=False)
        except ValidationError as error:
            field, messages = next(iter(error.message_dict.items()))
            raise self.error(data_fields.get(field, field), " ".join(messages)) from None


def _check_lengths(instance: models.Model, left_out: set[str]) -> None:
    """Django leaves the length of long texts to forms."""
    for field in instance._meta.fields:
        if field.max_length and isinstance(field, models.TextField) and field.name not in left_out:
            try:
                MaxLengthValidator(field.max_length)(getattr(instance, field.attname))
            except ValidationError as error:
                raise ValidationError({field.name: error}) from None


def read_csv(path: Path, columns: tuple[str, ...]) -> list[Record]:
    """Rows of a table with a header; `columns` are those that must be there."""
    rows = csv.reader(_read_text(path).splitlines())
    header = next(rows, [])
    for column in columns:
        if column not in header:
            raise StarterDataError(path, "row 1", column, "the column is missing.")
    return list(_table_rows(path, header, rows))


def _table_rows(path: Path, header: list[str], rows) -> Iterator[Record]:
    for cells in rows:
        place = f"row {rows.line_num}"
        if len(cells) != len(header):
            raise StarterDataError(path, place, "", f"{len(cells)} values stand under {len(header)} columns.")
        yield Record(path, place, dict(zip(header, cells, strict=True)))


def read_json(path: Path):
    text = _read_text(path)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise StarterDataError(path, f"row {error.lineno}", "", f"this is not valid JSON ({error.msg}).") from None


def read_records(path: Path, key: str = "id") -> list[Record]:
    """The objects of a JSON list, each with a `key` of its own."""
    objects = read_json(path)
    if not isinstance(objects, list):
        raise StarterDataError(path, "row 1", "", "a list of records is needed here.")
    records = []
    for number, values in enumerate(objects, 1):
        if not isinstance(values, dict):
            raise StarterDataError(path, f"record {number}", "", "an object is needed here.")
        records.append(Record(path, f"record {number} ({values.get(key, '?')})", values))
    require_unique(records, key)
    return records


def read_keyed_records(path: Path) -> dict[str, Record]:
    """{key: record} of a JSON object of objects."""
    objects = read_json(path)
    if not isinstance(objects, dict):
        raise StarterDataError(path, "row 1", "", "an object of records is needed here.")
    return {key: Record(path, f"record {key}", values) for key, values in objects.items()}


def require_unique(records: list[Record], field: str, *, may_be_empty: bool = False) -> None:
    seen: dict[str, Record] = {}
    for record in records:
        value = record.get(field) if may_be_empty else record.required(field)
        if value and value in seen:
            raise record.error(field, f"“{value}” stands already in {seen[value].row}.")
        seen[value] = record


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise StarterDataError(path, "", "", "the file is missing.") from None
    except UnicodeDecodeError as error:
        raise StarterDataError(path, f"byte {error.start}", "", "the file is not written in UTF-8.") from None


def stable_id(kind: str, key: str) -> uuid.UUID:
    """The same identity for a compiled record in every installation."""
    return uuid.uuid5(_NAMESPACE, f"{kind}:{key}")


def stable_short_id(kind: str, key: str, taken: set[str]) -> str:
    """The same short id in every installation; the next one of its series when another item has it already."""
    attempt = 0
    while (short_id := _short_id(f"{kind}:{key}:{attempt}")) in taken:
        attempt += 1
    return short_id


def _short_id(seed: str) -> str:
    number = int.from_bytes(sha256(seed.encode()).digest())
    letters = []
    for _ in range(SHORT_ID_LENGTH):
        number, rest = divmod(number, len(SHORT_ID_ALPHABET))
        letters.append(SHORT_ID_ALPHABET[rest])
    return "".join(letters)

"""Rows as COPY reads them."""

import datetime
import json
import uuid
from collections.abc import Iterable
from io import StringIO

from django.db import connection, models

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_in(table: str, columns: Iterable[str], lines: StringIO) -> None:
    names = ", ".join(map(connection.ops.quote_name, columns))
    with connection.cursor() as cursor:
        lines.seek(0)
        cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} ({names}) FROM STDIN", lines)


def line(values: Iterable) -> str:
    return "\t".join(map(_written, values)) + "\n"


def line_of(row: models.Model, fields: list[models.Field]) -> str:
    return line(getattr(row, field.attname) for field in fields)


def _written(value) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, int | uuid.UUID | datetime.date):
        return str(value)
    if isinstance(value, list | tuple):
        return _array(value).translate(_ESCAPES)
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPES)


def _array(values: Iterable) -> str:
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value) -> str:
    if isinstance(value, int):
        return str(value)
    quoted = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'

"""A second index beside the live one: the same tables in a schema of their own, read and written by the same code."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from time import sleep

from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction

from search.models import FacetValue, ValueName, ZeroHit

SHARED = (FacetValue, ValueName, ZeroHit)
"""Not copied: numbers of facet values are the same everywhere, and what people asked for is no part of the items."""
NEXT = "search_next"
"""Where a new index is built before it takes the place of the live one."""
_TRIES = 20
_SECONDS_BETWEEN_TRIES = 0.25
_TRY = "pg_try_advisory_lock(hashtext('scratch schema ' || %s))"
_WORDS = ("search_searchword", "search_searchtypo")
"""Their many rows are written at once."""
_at_work: set[str] = set()
"""Schemas that this process is at work in."""
_DEFINITION_OF_INDEXES = """
    SELECT index.relname, pg_index.indisunique, pg_get_indexdef(index.oid), access.amname = 'gin', NULL
    FROM pg_index JOIN pg_class index ON index.oid = pg_index.indexrelid JOIN pg_am access ON access.oid = index.relam
    WHERE pg_index.indrelid = %(table)s::regclass
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = index.oid AND conrelid = pg_index.indrelid)
    UNION ALL
    SELECT conname, true, pg_get_constraintdef(oid), false, contype FROM pg_constraint
    WHERE conrelid = %(table)s::regclass AND contype IN ('p', 'u', 'x') ORDER BY 1
"""


class ScratchRefused(Exception):
    """The scratch index cannot be made; the sentence says why and what helps."""


def tables() -> list[str]:
    """Tables that hold what is known about the items, in the order of their names."""
    return sorted(model._meta.db_table for model in apps.get_app_config("search").get_models() if model not in SHARED)


@contextmanager
def scratch_schema(
    name: str,
    *,
    unlogged: bool = False,
    keep: bool = False,
    note: str = "",
    also: tuple[type[models.Model], ...] = (),
    text_indexes: bool = True,
) -> Iterator[None]:
    """Within the block the tables of the index are those of the schema `name`.

    They begin empty, unless a block with `keep` and the same `note` left something in them. `also` names more models
    that are copied empty, such as FacetValue. Without `text_indexes` those of texts and words wait for
    `add_missing_indexes`: what is written before it is then there only once.
    """
    copied = sorted({*tables(), *(model._meta.db_table for model in also)})
    with _held_alone(name), _savepoint_inside_a_transaction():
        with transaction.atomic():
            if not keep or note_on(name) != note:
                drop(name)
            _make_schema(name)
            _copy_tables(name, copied, unlogged, text_indexes)
            _write_note(name, note)
        with searching_in(name):
            yield
        if not keep:
            drop(name)


@contextmanager
def searching_in(schema: str) -> Iterator[None]:
    """Within the block names of tables mean those of this schema first."""
    before = _ask("SHOW search_path")
    _run("SELECT set_config('search_path', %s, false)", [f"{_quoted(schema)}, {before}"])
    try:
        yield
    finally:
        if not connection.needs_rollback and connection.is_usable():  # otherwise going back, or the end, resets it
            _run("SELECT set_config('search_path', %s, false)", [before])


def exists(name: str) -> bool:
    """Whether a scratch index stands there."""
    return _ask("SELECT to_regclass(%s) IS NOT NULL", [_documents_of(name)])


def note_on(name: str) -> str:
    """What was written on the scratch index that stands there; empty where none stands."""
    return _ask("SELECT coalesce(obj_description(to_regclass(%s), 'pg_class'), '')", [_documents_of(name)])


def drop_abandoned(name: str) -> None:
    """Drops what a command left that was killed; who is at work there keeps it."""
    if name not in _at_work and exists(name) and _ask(f"SELECT {_TRY.replace('lock', 'xact_lock')}", [name]):
        drop(name)


def drop(name: str) -> None:
    """Takes away the tables, and the schema where it is ours."""
    if not _ask("SELECT to_regnamespace(%s) IS NOT NULL", [_quoted(name)]):
        return
    if _ask("SELECT pg_get_userbyid(nspowner) = current_user FROM pg_namespace WHERE nspname = %s", [name]):
        _run(f"DROP SCHEMA {_quoted(name)} CASCADE")
        return
    for table in _tables_in(name):
        _run(f"DROP TABLE {_quoted(name)}.{_quoted(table)}")


def add_missing_indexes(schema: str) -> None:
    """Gives the tables of a scratch schema the indexes that they were made without."""
    for table in _tables_in(schema):
        _add_indexes(schema, table, text_indexes=True)


@contextmanager
def _held_alone(name: str) -> Iterator[None]:
    """One process at a time; the lock of one that was killed ends with its connection, which may take a moment."""
    for _ in range(_TRIES):
        if _ask(f"SELECT {_TRY}", [name]):
            break
        sleep(_SECONDS_BETWEEN_TRIES)
    else:
        raise ScratchRefused(f"Another command is working in the schema “{name}”. Wait until it has ended.")
    _at_work.add(name)
    try:
        yield
    finally:
        _at_work.discard(name)
        if connection.is_usable():
            _run("SELECT pg_advisory_unlock(hashtext('scratch schema ' || %s))", [name])


@contextmanager
def _savepoint_inside_a_transaction() -> Iterator[None]:
    if not connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        yield


def _make_schema(name: str) -> None:
    if _ask("SELECT to_regnamespace(%s) IS NOT NULL", [_quoted(name)]):
        return
    try:
        with transaction.atomic():
            _run(f"CREATE SCHEMA {_quoted(name)}")
    except ProgrammingError as error:
        role, database = _row("SELECT current_user, current_database()")
        raise ScratchRefused(
            f"The database role “{role}” may not make the schema “{name}”. "
            f'Run as the owner of the database: GRANT CREATE ON DATABASE "{database}" TO "{role}"'
        ) from error


def _copy_tables(schema: str, names: list[str], unlogged: bool, text_indexes: bool) -> None:
    """Indexes are made by their definition: a copied one gets another name, and migrations know them by name."""
    there = _tables_in(schema)
    kind = "UNLOGGED TABLE" if unlogged else "TABLE"
    for table in names:
        if table not in there:
            copy = f"{_quoted(schema)}.{_quoted(table)}"
            options = _ask("SELECT array_to_string(reloptions, ', ') FROM pg_class WHERE oid = %s::regclass", [table])
            storage = f"WITH ({options})" if options else ""
            _run(f"CREATE {kind} {copy} (LIKE {_quoted(table)} INCLUDING ALL EXCLUDING INDEXES) {storage}")
            _add_indexes(schema, table, text_indexes)


def _add_indexes(schema: str, table: str, text_indexes: bool) -> None:
    copy = f"{_quoted(schema)}.{_quoted(table)}"
    there = {row[0] for row in _rows(_DEFINITION_OF_INDEXES, {"table": copy})}
    with _looking_past(schema):
        wanted = _rows(_DEFINITION_OF_INDEXES, {"table": _quoted(table)})
    for name, is_unique, definition, is_dear, constraint in wanted:
        if name in there or (not text_indexes and (is_dear or table in _WORDS)):
            continue
        if constraint:
            _run(f"ALTER TABLE {copy} ADD CONSTRAINT {_quoted(name)} {definition}")
        else:
            unique = "UNIQUE" if is_unique else ""
            how = re.sub(r"^.*? USING ", "", definition)
            _run(f"CREATE {unique} INDEX {_quoted(name)} ON {copy} USING {how}")


@contextmanager
def _looking_past(schema: str) -> Iterator[None]:
    """Within the block names of tables mean those beside this schema."""
    before = _ask("SHOW search_path")
    kept = ", ".join(part for part in before.split(", ") if part not in (schema, _quoted(schema)))
    _run("SELECT set_config('search_path', %s, false)", [kept])
    yield
    _run("SELECT set_config('search_path', %s, false)", [before])


def _write_note(schema: str, note: str) -> None:
    _run(f"COMMENT ON TABLE {_documents_of(schema)} IS %s", [note or None])


def _documents_of(schema: str) -> str:
    return f"{_quoted(schema)}.search_searchdocument"


def _tables_in(schema: str) -> list[str]:
    rows = _rows("SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY tablename", [schema])
    return [name for (name,) in rows]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _run(sql: str, parameters=None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def _rows(sql: str, parameters=None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def _row(sql: str, parameters=None) -> tuple:
    return _rows(sql, parameters)[0]


def _ask(sql: str, parameters=None):
    return _row(sql, parameters)[0]

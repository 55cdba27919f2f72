"""Lets a new index take the place of the live one: nobody waits for long, and no change is lost."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from time import sleep

from django.db import OperationalError, connection, transaction

from core.actions import raise_generation
from core.kinds import models_by_kind
from search import index, scratch
from search.bitmaps import WORDS_AREA
from search.building import CHUNK, NEVER, Chunk, rows_of
from search.models import SearchDocument
from search.scratch import NEXT, searching_in

_FEW = 20
"""So many changes are brought in while writers wait."""
_LOCK_TIMEOUT, _LONG_LOCK_TIMEOUT = "300ms", "2s"
"""As a rule shorter than the time after which PostgreSQL looks for deadlocks, so that readers never lose; now and
then longer, because only who waits so long is let in by an autovacuum."""
_LONG_EVERY = 10
_TRIES = 400
_LONGEST_PAUSE = 1.0
_LOCKS_DENIED = {"55P03", "40P01"}
_CHANGED = """
    SELECT coalesce(live.kind, next.kind), item_id, coalesce(live.written_at, %(never)s)
    FROM {live}.search_searchdocument live FULL JOIN {next}.search_searchdocument next USING (item_id)
    WHERE coalesce(live.written_at, %(never)s) <> coalesce(next.written_at, %(never)s) OR next.id IS NULL
    ORDER BY 1, 2
"""
_GRANTS = """
    SELECT format('GRANT %%s ON %%s TO %%s', privilege_type, oid::regclass,
        CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
    FROM pg_class, aclexplode(relacl) WHERE oid = %s::regclass AND grantee <> relowner
"""


class SwapRefused(Exception):
    """The live index was in use all the time; the new one stands ready for another try."""


def swap(live: str) -> None:
    """The index in the scratch schema takes the place of the one in the schema `live`, with all changes until then."""
    for attempt in range(_TRIES):
        catch_up(live)
        try:
            _swap_now(live, _LONG_LOCK_TIMEOUT if attempt % _LONG_EVERY == _LONG_EVERY - 1 else _LOCK_TIMEOUT)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", "") not in _LOCKS_DENIED:
                raise
            sleep(min(_LONGEST_PAUSE, 0.05 * (attempt + 1)))
        else:
            return
    raise SwapRefused("The index was in use all the time. Run “search_rebuild” again: it goes on from here.")


def catch_up(live: str) -> None:
    """Brings in what has changed since it was read, until little is left for the moment when writers wait."""
    changed = _changed(live)
    while changed:
        _bring_in(changed, live)
        if len(changed) <= _FEW:
            return
        changed = _changed(live)


@transaction.atomic
def _swap_now(live: str, lock_timeout: str) -> None:
    with connection.cursor() as cursor, _waiting_at_most(lock_timeout):
        with searching_in(live):
            index.lock()
        _bring_in(_changed(live), live)
        _take_out_what_was_never_live()
        names = [(connection.ops.quote_name(live), connection.ops.quote_name(table)) for table in scratch.tables()]
        cursor.execute("LOCK TABLE " + ", ".join(f"{schema}.{table}" for schema, table in names))
        for schema, table in names:
            grants = _grants(f"{schema}.{table}")
            cursor.execute(f"DROP TABLE {schema}.{table}")
            cursor.execute(f"ALTER TABLE {NEXT}.{table} SET SCHEMA {schema}")
            for grant in grants:
                cursor.execute(grant)
    raise_generation(WORDS_AREA)  # what processes hold of the index is void


@contextmanager
def _waiting_at_most(lock_timeout: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), set_config('lock_timeout', %s, true)", [lock_timeout])
        before, _ = cursor.fetchone()
        yield
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [before])


def _grants(table: str) -> list[str]:
    """What others may do with the live table; they may do it with the new one too."""
    with connection.cursor() as cursor:
        cursor.execute(_GRANTS, [table])
        return [grant for (grant,) in cursor.fetchall()]


def _changed(live: str) -> list[tuple[str, uuid.UUID]]:
    """Items whose live row was written, or taken away, after they were read."""
    sql = _CHANGED.format(live=connection.ops.quote_name(live), next=NEXT)
    with connection.cursor() as cursor:
        cursor.execute(sql, {"never": NEVER})
        return [(kind, item_id) for kind, item_id, _ in cursor.fetchall()]


def _bring_in(changed: list[tuple[str, uuid.UUID]], live: str) -> None:
    for kind, group in groupby(changed, key=lambda pair: pair[0]):
        item_ids = [item_id for _, item_id in group]
        for start in range(0, len(item_ids), CHUNK):
            chunk = Chunk(kind, item_ids[start : start + CHUNK])
            with searching_in(live):
                rows = rows_of(chunk)
            gone = set(chunk.item_ids) - {row.item_id for row in rows}
            with transaction.atomic():
                index.take_out(sorted(gone))
                index.write_rows(rows)


def _take_out_what_was_never_live() -> None:
    """Items without a live row leave no trace there when they are no longer listed, so they are asked themselves."""
    for kind, model in sorted(models_by_kind().items()):
        never = SearchDocument.objects.filter(kind=kind, written_at=NEVER)
        gone = never.exclude(item_id__in=model.objects.listed().values("pk"))
        index.take_out(list(gone.values_list("item_id", flat=True)))

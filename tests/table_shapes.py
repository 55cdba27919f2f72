"""What the tables of the index look like, down to the names of their constraints."""

from django.db import connection

from search import scratch

SHAPE = """
    SELECT relname, relkind::text, coalesce(pg_get_indexdef(oid), '') FROM pg_class
    WHERE relnamespace = %(schema)s::regnamespace AND relname LIKE 'search_%%'
    UNION ALL
    SELECT relname || '.' || conname, contype::text, pg_get_constraintdef(pg_constraint.oid)
    FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
    WHERE relnamespace = %(schema)s::regnamespace AND relname LIKE 'search_%%'
    UNION ALL
    SELECT relname || '.' || attname, attnum::text,
        format_type(atttypid, atttypmod) || attidentity::text || attstorage::text || attcompression::text
    FROM pg_class JOIN pg_attribute ON pg_class.oid = attrelid
    WHERE relnamespace = %(schema)s::regnamespace AND relname LIKE 'search_%%' AND relkind = 'r' AND attnum > 0
"""


def shape_of(schema: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(SHAPE, {"schema": schema})
        rows = cursor.fetchall()
    shared = tuple(model._meta.db_table for model in scratch.SHARED)
    plain = [tuple(text.replace(f"{schema}.", "") for text in row) for row in rows]
    return sorted(row for row in plain if not row[0].startswith(shared))

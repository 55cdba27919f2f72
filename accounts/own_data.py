"""All that the portal holds about one person, for themselves."""

from collections.abc import Callable

from django.db.models import ForeignKey, Model, QuerySet

from accounts.models import User
from core.models import AuditRow, OutboxMessage

SECRET = frozenset({"password", "session_key", "session_data", "token_hash", "data"})
"""Columns that open the account to whoever reads them; `data` is what a second step keeps."""


_also_held: list[Callable[[User], QuerySet]] = []


def also_held(function: Callable[[User], QuerySet]) -> Callable[[User], QuerySet]:
    """Registers rows of another room that are somebody's without a column that names the account."""
    _also_held.append(function)
    return function


def own_data(user: User) -> dict:
    """{table: rows}; every table with a column that names an account is asked."""
    found = {"accounts.User": [_row(user)]}
    for column in columns_naming_a_person():
        rows = column.model._base_manager.filter(**{column.name: user}).order_by("pk")
        found.setdefault(column.model._meta.label, []).extend(_row(row) for row in rows)
    for rows in (held(user) for held in _also_held):
        found.setdefault(rows.model._meta.label, []).extend(_row(row) for row in rows)
    found["core.AuditRow"] = [_row(row) for row in AuditRow.objects.filter(actor_id=user.pk)]
    messages = OutboxMessage.objects.filter(to__iexact=user.email).defer("context").order_by("pk")
    found["core.OutboxMessage"] = [_row(message, leaving_out={"context"}) for message in messages]
    return {table: rows for table, rows in found.items() if rows}


def columns_naming_a_person() -> list[ForeignKey]:
    relations = User._meta.get_fields(include_hidden=True)
    columns = [relation.field for relation in relations if relation.auto_created and not relation.concrete]
    return [column for column in columns if column.many_to_one or column.one_to_one]


def _row(row: Model, leaving_out: frozenset | set = frozenset()) -> dict:
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: getattr(row, name) for name in names if name not in SECRET | leaving_out}

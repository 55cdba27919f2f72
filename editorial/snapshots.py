"""The immutable copy that each publication leaves."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from core.models import AuditRow, Item
from editorial.models import Snapshot

_OF_THE_DESK = {
    *("status", "source_key", "handling_editor_id", "publish_on", "submitted_at"),
    *("created_at", "created_by_id", "updated_at", "updated_by_id"),
}
"""How an item came to be public is told by the audit log, not by what it says."""
_OF_THE_TRANSLATOR = {"translator_id", "approved_by_id", "approved_at", "updated_at"}


def take_snapshot(item: Item, audit: AuditRow, *, is_new: bool = False) -> Snapshot:
    """Three statements, whatever the item holds; its row must be locked, so that numbers follow one another."""
    data = _data_of(item)
    before = None if is_new else _last(item)
    return Snapshot.objects.create(
        kind=item.kind,
        item_id=item.pk,
        number=before.number + 1 if before else 1,
        at=audit.at,
        action=audit.action,
        version=item.version,
        data=data,
        changed=sorted(set(_differing(before.data, data))) if before else [],
    )


def _last(item: Item) -> Snapshot | None:
    return Snapshot.objects.filter(kind=item.kind, item_id=item.pk).order_by("-number").first()


def _data_of(item: Item) -> dict:
    model = type(item)
    rows = model._default_manager.filter(pk=item.pk).annotate(facts=JSONObject(**_columns(model, _OF_THE_DESK)))
    for relation in model.part_relations:
        link = model._meta.get_field(relation)
        left_out = {link.field.attname, *_OF_THE_TRANSLATOR}
        rows = rows.with_rows(relation, **_columns(link.related_model, left_out))
    values = rows.values("facts", *(f"{relation}_rows" for relation in model.part_relations)).get()
    return {name.removesuffix("_rows"): value for name, value in values.items()}


def _columns(model, left_out: set[str]) -> dict:
    """Everything that may be told of a row, and the keys that it is joined with."""
    left_out = left_out | set(getattr(model, "private_fields", ()))
    columns = {field.attname: field.attname for field in model._meta.concrete_fields if field.attname not in left_out}
    for field in model._meta.many_to_many:
        links = field.remote_field.through._base_manager.filter(**{field.m2m_field_name(): OuterRef("pk")})
        key = f"{field.m2m_reverse_field_name()}_id"
        columns[field.name] = ArraySubquery(links.order_by(key).values(key))
    return columns


def _differing(before: dict, now: dict) -> Iterator[str]:
    for name in before["facts"].keys() | now["facts"].keys():
        if before["facts"].get(name) != now["facts"].get(name):
            yield name
    yield from _differing_words(_by_language(before), _by_language(now))
    for relation in now.keys() - {"facts", "texts"}:
        if before.get(relation) != now[relation]:
            yield relation


def _differing_words(before: dict, now: dict) -> Iterator[str]:
    for language in before.keys() | now.keys():
        old, new = before.get(language, {}), now.get(language, {})
        for name in (old.keys() | new.keys()) - {"id"}:
            if old.get(name) != new.get(name):
                yield f"texts.{language}.{name}"


def _by_language(data: dict) -> dict[str, dict]:
    return {text["language"]: text for text in data.get("texts", [])}

"""Compiled records: items made from the starter files by the system, and kept equal to them until a person edits."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import IntegrityError, models, transaction

from core.actions import raise_generation, record_audit
from core.choices import Source
from core.loading import Record, stable_id, stable_short_id
from core.models import Item, Text
from core.numbers import take_numbers
from core.syncing import replace_children
from editorial.workflow import MoveRefused, change_status
from search import index

_BATCH = 100
_OWN_TO_THE_ITEM = {
    *("id", "short_id", "number", "status", "handling_editor_id", "version", "submitted_at", "published_at"),
    *("publish_on", "last_confirmed_on", "revalidate_on", "created_at", "created_by_id", "updated_at", "updated_by_id"),
}
_OWN_TO_THE_TEXT = {"id", "item_id", "source_version", "translator_id", "approved_by_id", "approved_at", "updated_at"}


@dataclass
class Compiled:
    """What one record of a file says: facts on an unsaved item, its words, and rows of its parts by relation."""

    record: Record
    item: Item
    texts: list[Text]
    parts: dict[str, list[models.Model]] = field(default_factory=dict)


@dataclass
class LoadReport:
    added: int = 0
    changed: int = 0
    same: int = 0
    edited: int = 0
    """Left alone, because a person has worked on them since."""

    def __str__(self) -> str:
        return f"{self.added} new, {self.changed} changed, {self.same} as before, {self.edited} edited since"


@transaction.atomic
def load_compiled(wanted: list[Compiled], *, on_progress: Callable[[int, int], None] | None = None) -> LoadReport:
    """Adds and changes items until they equal the files, each with its search row. All are of one kind."""
    report = LoadReport()
    if not wanted:
        return report
    model = type(wanted[0].item)
    relations = ("texts", *wanted[0].parts)
    stored = {
        item.source_key: item for item in model.objects.filter(source=Source.COMPILED).prefetch_related(*relations)
    }
    new, changed = [], []
    for compiled in wanted:
        before = stored.get(compiled.item.source_key)
        if before is None:
            new.append(compiled)
        elif before.updated_by_id:
            report.edited += 1
        elif _update(compiled, before):
            changed.append(compiled)
        else:
            report.same += 1
    _insert(new, model)
    _publish(new, changed, model, on_progress or (lambda done, total: None))
    report.added, report.changed = len(new), len(changed)
    return report


def _insert(new: list[Compiled], model: type[Item]) -> None:
    taken = set(model.objects.values_list("short_id", flat=True))
    for compiled, number in zip(new, take_numbers(len(new)), strict=True):
        item = compiled.item
        item.id = stable_id(model.kind, item.source_key)
        item.short_id = stable_short_id(model.kind, item.source_key, taken)
        item.number = number
        item.source = Source.COMPILED
        taken.add(item.short_id)
    _insert_rows([(compiled.item, compiled.record) for compiled in new])
    rows: dict[type[models.Model], list[tuple[models.Model, Record]]] = {}
    for compiled in new:
        for part in (*compiled.texts, *(part for parts in compiled.parts.values() for part in parts)):
            _attach(part, compiled.item)
            rows.setdefault(type(part), []).append((part, compiled.record))
    for parts in rows.values():
        _insert_rows(parts)


def _insert_rows(rows: list[tuple[models.Model, Record]]) -> None:
    """All at once; when the database refuses, one by one, so that the mistake names its record."""
    if not rows:
        return
    manager = type(rows[0][0])._base_manager
    try:
        with transaction.atomic():
            manager.bulk_create([row for row, _ in rows])
    except IntegrityError:
        for row, record in rows:
            try:
                with transaction.atomic():
                    manager.bulk_create([row])
            except IntegrityError as refusal:
                raise record.error("", str(refusal).splitlines()[0]) from None
        raise


def _attach(part: models.Model, item: Item) -> None:
    """Points a part at its item, by the one foreign key that leads to the item's table."""
    key = next(field for field in part._meta.concrete_fields if field.name in ("item", item.kind) and field.is_relation)
    setattr(part, key.name, item)


def _update(compiled: Compiled, before: Item) -> bool:
    """Writes what differs from the stored item; tells whether anything did."""
    item = compiled.item
    item.pk = before.pk
    facts = [field.attname for field in item._meta.concrete_fields if field.attname not in _OWN_TO_THE_ITEM]
    item.source = Source.COMPILED
    differing = [name for name in facts if getattr(item, name) != getattr(before, name)]
    version = before.version + 1
    differs = bool(differing) | _update_texts(compiled.texts, before, version)
    for relation, parts in compiled.parts.items():
        for part in parts:
            _attach(part, before)
        differs |= replace_children(list(getattr(before, relation).all()), parts)
    if differs:
        for name in differing:
            setattr(before, name, getattr(item, name))
        before.version = version
        before.save(update_fields=[*differing, "version", "updated_at"])
    return differs


def _update_texts(wanted: Iterable[Text], before: Item, version: int) -> bool:
    """What a translator wrote or approved stays, and so do languages that the files do not have."""
    stored = {text.language: text for text in before.texts.all()}
    changed = []
    for text in wanted:
        names = [field.attname for field in text._meta.concrete_fields if field.attname not in _OWN_TO_THE_TEXT]
        known = stored.get(text.language)
        if known and (known.translator_id or known.approved_by_id):
            continue
        if known and all(getattr(text, name) == getattr(known, name) for name in names):
            continue
        text.item = before
        text.pk = known.pk if known else None
        changed.append(text)
    if not changed:
        return False
    for text in changed:
        text.source_version = version
        text.save()
    return True


def _publish(new: list[Compiled], changed: list[Compiled], model: type[Item], on_progress) -> None:
    """New items make their move and changed ones are found anew; read in batches, so that each costs no statement."""
    records = {compiled.item.pk: compiled.record for compiled in (*new, *changed)}
    added = {compiled.item.pk for compiled in new}
    keys = list(records)
    for start in range(0, len(keys), _BATCH):
        batch = keys[start : start + _BATCH]
        with index.gathered():
            for item in model.objects.filter(pk__in=batch).for_indexing().order_by("number"):
                if item.pk in added:
                    _move(item, records[item.pk])
                else:
                    record_audit(action="update compiled", item=item, detail={"version": item.version})
                    index.refresh(item)
        on_progress(min(start + _BATCH, len(keys)), len(keys))
    if changed:
        raise_generation("items")


def _move(item: Item, record: Record) -> None:
    try:
        change_status(item, "load compiled", is_new=True)
    except MoveRefused as refusal:
        raise record.error("", str(refusal)) from None

"""Compares the index with the items that it stands for."""

from collections.abc import Iterator

from core.kinds import models_by_kind
from core.models import Item
from search import index, words
from search.models import SearchDocument

_BATCH = 200
_COMPARED = [field.attname for field in SearchDocument._meta.concrete_fields if field.name not in ("id", "written_at")]


def listed_items() -> Iterator[Item]:
    """Every item that belongs in the index, with all that its document needs."""
    for _kind, model in sorted(models_by_kind().items()):
        yield from model.objects.listed().for_indexing().order_by("pk").iterator(chunk_size=_BATCH)


def number_of_listed_items() -> int:
    return sum(model.objects.listed().count() for model in models_by_kind().values())


def differences() -> Iterator[str]:
    """A sentence for every row that is missing, wrong, or stands for nothing listed, and for what does not follow."""
    seen = set()
    stored = SearchDocument.objects.in_bulk(field_name="item_id")
    for item in listed_items():
        seen.add(item.pk)
        yield from _differences_of(item, stored.get(item.pk))
    for item_id, row in stored.items():
        if item_id not in seen:
            yield f"{row} is in the index and no listed item."
    yield from words.differences()


def _differences_of(item: Item, row: SearchDocument | None) -> Iterator[str]:
    if row is None:
        yield f"{item.kind} {item.pk} is listed and not in the index."
        return
    wanted = index.row_of(item.search_document())
    wrong = [name for name in _COMPARED if getattr(row, name) != getattr(wanted, name)]
    if wrong:
        yield f"{row} differs in {', '.join(wrong)}."

from django.db import transaction

from core.syncing import Changes, sync_rows
from search.document import NamedValue
from search.facet_values import Value, all_values, labels_of, lexemes_of_names
from search.models import FacetValue, ValueName
from search.suggestion_words import name_row


@transaction.atomic
def sync_facet_values() -> Changes:
    """Makes the values of the facets equal to the vocabulary and the places. None is ever deleted: ids are for good."""
    wanted = {(value.facet, value.value): value for value in all_values()}
    stored = {(row.facet, row.value): row for row in FacetValue.objects.all()}
    rows = {key: _row(value, stored.get(key)) for key, value in wanted.items()}
    changes = sync_rows(FacetValue.objects.all(), list(rows.values()), key=("facet", "value"))
    _set_broader(wanted, rows)
    return changes + _sync_names(wanted, rows)


def _sync_names(wanted: dict[tuple, Value], rows: dict[tuple, FacetValue]) -> Changes:
    names = [name_row(rows[key].pk, name) for key, value in wanted.items() for name in value.names]
    return sync_rows(ValueName.objects.all(), names, key=("value_id", "language", "text"), removes=True)


def _row(value: Value, stored: FacetValue | None) -> FacetValue:
    return FacetValue(
        facet=value.facet,
        value=value.value,
        labels=value.labels,
        lexemes=value.lexemes,
        position=value.position,
        is_choice=value.is_choice,
        broader_id=stored.broader_id if stored else None,
    )


def _set_broader(wanted: dict[tuple, Value], rows: dict[tuple, FacetValue]) -> None:
    moved = []
    for key, row in rows.items():
        broader = rows.get(wanted[key].broader)
        broader_id = broader.pk if broader else None
        if row.broader_id != broader_id:
            row.broader_id = broader_id
            moved.append(row)
    FacetValue.objects.bulk_update(moved, ["broader"], batch_size=1000)


@transaction.atomic
def ensure_facet_value(*, facet: str, value: str, names: dict[str, str] | None = None, original: str = "en"):
    """The row of a value that comes with the items, such as an organisation; `names` is {language: name}.

    Without names the row that stands keeps those it has.
    """
    row, _ = FacetValue.objects.get_or_create(facet=facet, value=value)
    if names:
        labels, lexemes = labels_of(names, original), lexemes_of_names(names.items())
        if (row.labels, row.lexemes) != (labels, lexemes):
            row.labels, row.lexemes = labels, lexemes
            row.save(update_fields=["labels", "lexemes"])
    return row


def name_value(named: NamedValue) -> FacetValue:
    """The row of an item that others are filtered by, with the names that it has now."""
    return ensure_facet_value(facet=named.facet, value=named.value, names=named.names, original=named.original_language)


def forget_names(*, value: str) -> None:
    """What is not listed is not named either; the number of the value stays its own."""
    FacetValue.objects.filter(facet="owner", value=value).update(labels={}, lexemes=[])

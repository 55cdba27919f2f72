"""All that an item says, field by field, for the editor who decides about it: nothing is left out or made nicer.

Names of fields are those of the code, in English; words carry the language that they are written in.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.languages import BY_CODE
from core.models import Item
from core.reading import Phrase
from places.models import NamedPlace
from vocabulary.models import Concept

_OF_THE_DESK = {
    *("id", "short_id", "number", "status", "source_key", "handling_editor", "version", "created_by", "updated_by"),
    *("submitted_at", "published_at", "publish_on", "created_at", "updated_at"),
}
_OF_A_ROW = {"id", "item", "practice", "position", "part_words", "translator", "approved_by", "approved_at"}
_OF_A_TEXT = {*_OF_A_ROW, "language", "origin", "source_version", "updated_at"}


@dataclass(frozen=True)
class Told:
    label: Phrase
    values: tuple[Phrase, ...]


@dataclass(frozen=True)
class Section:
    """The words of one language, the facts, or the rows of one kind."""

    title: Phrase
    rows: list[Told]


def content_of(item: Item) -> list[Section]:
    """Words first, the original before its translations; then facts, then what repeats."""
    texts = sorted(item.texts.all(), key=lambda text: (text.language != item.original_language, text.language))
    sections = [_words(text) for text in texts]
    sections.append(Section(Phrase(_("Facts")), list(_fields(item, _OF_THE_DESK))))
    for relation in item.part_relations:
        if relation != "texts":
            sections.append(_parts(item, relation, texts))
    return [section for section in sections if section.rows]


def _words(text) -> Section:
    language = BY_CODE[text.language]
    title = Phrase(language.name, text.language, note=str(text.get_origin_display()))
    fields = [field for field in text._meta.concrete_fields if field.name not in _OF_A_TEXT]
    said = ((field, getattr(text, field.attname)) for field in fields)
    return Section(title, [Told(_label(field), (Phrase(value, text.language),)) for field, value in said if value])


def _parts(item: Item, relation: str, texts) -> Section:
    link = item._meta.get_field(relation)
    keys = [field.name for field in link.related_model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    rows = getattr(item, relation).select_related(*(key for key in keys if key != link.field.name))
    told = [Told(Phrase(str(number)), tuple(_part(row, texts))) for number, row in enumerate(rows, 1)]
    return Section(Phrase(str(link.related_model._meta.verbose_name).capitalize(), "en"), told)


def _part(row: models.Model, texts) -> Iterator[Phrase]:
    for told in _fields(row, _OF_A_ROW):
        yield from (Phrase(f"{told.label}: {value}", value.language or "en") for value in told.values)
    for text in texts:
        for name, words in getattr(text, "part_words", {}).get(str(row.pk), {}).items():
            yield Phrase(f"{_in_words(name)}: {words}", text.language)


def _fields(row: models.Model, left_out: set[str]) -> Iterator[Told]:
    for field in row._meta.concrete_fields:
        if field.name in left_out:
            continue
        values = tuple(_phrases(row, field))
        if values:
            yield Told(_label(field), values)


def _phrases(row: models.Model, field: models.Field) -> Iterable[Phrase]:
    value = getattr(row, field.name)
    if value in (None, "", [], {}):
        return ()
    if field.choices:
        return (Phrase(str(getattr(row, f"get_{field.name}_display")())),)
    return tuple(_phrase(each) for each in (value if isinstance(value, list) else [value]))


def _phrase(value) -> Phrase:
    if isinstance(value, bool):
        return Phrase(_("Yes") if value else _("No"))
    if isinstance(value, Concept):
        label = Concept.objects.with_labels().get(pk=value.pk).label_in(get_language())
        return Phrase(label.text, label.language)
    if isinstance(value, NamedPlace):
        return Phrase(*value.name_in(get_language()))
    if isinstance(value, Item):
        return Phrase(value.display_title(), value.title_language())
    if isinstance(value, int):
        return Phrase(number_format(value))
    if isinstance(value, datetime.date):
        return Phrase(date_format(value))
    return Phrase(str(value))


def _label(field: models.Field) -> Phrase:
    return Phrase(_in_words(field.name), "en")


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()

"""The one home of what the demonstration writes on items beside what people do: its mark, and English texts.

There is no page for translators yet, so the English text comes from the data file, as one of them would write it.
"""

from django.utils import timezone

from core.choices import Source, TextOrigin
from core.kinds import models_by_kind
from core.languages import SOURCE_LANGUAGE
from core.models import Item
from portal.demo.people import Cast
from portal.demo.records import PREFIX, Record
from practices.models import Practice, PracticeText


def mark(item: Item, record: Record) -> None:
    type(item)._base_manager.filter(pk=item.pk).update(source_key=record.key)
    item.source_key = record.key


def marked_items(kind: str):
    return models_by_kind()[kind].objects.filter(source=Source.FORM, source_key__startswith=PREFIX)


def find(kind: str, key: str) -> Item | None:
    return marked_items(kind).filter(source_key=PREFIX + key).first()


def write_english(practice: Practice, record: Record, cast: Cast) -> None:
    PracticeText.objects.create(
        item=practice,
        language=SOURCE_LANGUAGE,
        origin=TextOrigin.HUMAN,
        translator=cast["translator"],
        approved_by=cast.editor_of(practice),
        approved_at=timezone.now(),
        source_version=practice.version,
        **record.told["english"],
    )

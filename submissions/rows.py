"""How answers become rows, and where: the one home of what questionnaires of several kinds write alike.

Each function leaves alone what is equal already and tells whether it changed anything.
"""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.choices import TextOrigin
from core.models import Item, Text
from editorial.workflow import MoveRefused
from submissions.concept_fields import Known


def write_facts(item: Item, facts: dict, *, language: str, by) -> bool:
    """Columns of the item, by attribute; a new item gets its language and its sender."""
    if item._state.adding:
        item.original_language = language
        item.created_by = item.created_by or by
    changed = [name for name, value in facts.items() if getattr(item, name) != value]
    for name in changed:
        setattr(item, name, facts[name])
    if item._state.adding:
        item.save(force_insert=True)
        return True
    if changed:
        item.save(update_fields=[*changed, "updated_at"])
    return bool(changed)


@contextmanager
def taken_meanwhile():
    """Somebody else has sent in the same, after the answers were checked and before their rows are written."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise MoveRefused(_("Somebody has just sent in the same. Read your answers again, please.")) from error


def note_writer(item: Item, by) -> None:
    """After a change, so that nothing which comes from data files overwrites it."""
    item.updated_by = by
    item.save(update_fields=["updated_by", "updated_at"])


def write_text(item: Item, language: str, words: dict[str, str]) -> bool:
    """The words of one language. Their origin is the author, unless others of the same row came another way."""
    text = item.texts.filter(language=language).first()
    if text is None:
        if any(words.values()):
            item.texts.create(language=language, source_version=item.version, **words)
        return any(words.values())
    if all(getattr(text, name) == value for name, value in words.items()):
        return False
    for name, value in words.items():
        setattr(text, name, value)
    if not any(getattr(text, name) for name in _word_fields(text) - words.keys()):
        text.origin = TextOrigin.AUTHOR
    text.source_version = item.version
    text.save()
    return True


def _word_fields(text: Text) -> set[str]:
    shared = {field.name for field in Text._meta.fields}
    return {field.name for field in text._meta.concrete_fields} - shared - {"id", "item"}


def write_concepts(item: Item, role: str, wanted: list[Known], *, has_main: bool = False) -> bool:
    """What is said of the item in one role, the main one first. An order that nobody chose stays as it was."""
    stored = {row.concept_id: row for row in item.concepts.filter(role=role)}
    keys = [concept.pk for concept in wanted]
    main = next((key for key, row in stored.items() if row.is_main), None)
    if stored.keys() == set(keys) and (not has_main or main == next(iter(keys), None)):
        return False
    item.concepts.filter(role=role).delete()
    for position, key in enumerate(keys):
        item.concepts.create(concept_id=key, role=role, position=position, is_main=has_main and position == 0)
    return True

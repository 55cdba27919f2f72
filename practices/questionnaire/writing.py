"""Makes the rows of a practice equal to answers. The one home of these writes; its caller records who sent them."""

import copy
import uuid

from django.db import models, transaction
from django.utils import timezone

from core.choices import Source, TextOrigin
from core.languages import CONTENT_LANGUAGES
from core.numbers import take_numbers
from core.syncing import replace_children, sync_rows
from files.models import StoredFile
from organisations.memberships import writes_for
from organisations.names import folded_name
from practices.choices import PartnerRole, ShowContactAs
from practices.models import ContactPoint, Partner, Practice, PracticeConcept, PracticePlace, PracticeText
from practices.publication import SENSITIVE_THEMES
from practices.questionnaire.binding import BoundQuestionnaire
from practices.questionnaire.forms.organising import NamedOrganisation
from practices.questionnaire.parts import CONCEPT_FACTS, FACTS, MAIN, PARTS, ROLES, WORDS, PartKind
from submissions.concept_fields import Known


@transaction.atomic
def write(item: Practice, bound: BoundQuestionnaire, *, language: str, by) -> Practice:
    """From valid answers; a number of statements that does not grow with them. Equal answers change nothing."""
    bound.require_valid()
    is_new = item._state.adding
    if is_new:
        _begin(item, language, by)
    runner = bound.told["runner"]
    changed = _set(item, {**_facts(bound), "owner_id": _owner_id(item, runner, by)})
    if is_new:
        item.save(force_insert=True)
    changed |= _write_concepts(item, bound)
    changed |= _write_places(item, bound)
    changed |= _write_partners(item, runner, bound)
    changed |= _write_told(item, bound, language, by)
    if changed and not is_new:
        item.updated_by = by
        item.save()
    return item


def _begin(item: Practice, language: str, by) -> None:
    """What whoever began it has decided already stays."""
    item.number = item.number or take_numbers(1)[0]
    item.source = item.source or Source.FORM
    item.original_language = item.original_language or language
    item.created_by = item.created_by or by


def _set(row: models.Model, values: dict) -> bool:
    """Whether any of them was another before."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return bool(differing)


def _facts(bound: BoundQuestionnaire) -> dict:
    told = bound.told
    return {
        **{name: told[name] for name in FACTS},
        **{f"{name}_id": told[name].pk if told[name] else None for name in CONCEPT_FACTS},
        "open_to_questions": not told["no_questions"],
        "not_known": bound.not_known(),
    }


def _owner_id(item: Practice, runner: NamedOrganisation, by) -> uuid.UUID | None:
    """Only those who write for an organisation make it the owner; what others say waits for an editor."""
    found = runner.organisation_id
    is_theirs = found and found != item.owner_id and by is not None and writes_for(by, found)
    return found if is_theirs else item.owner_id


def _is_the_owner(item: Practice, runner: NamedOrganisation) -> bool:
    if not item.owner_id or runner.organisation_id:
        return item.owner_id is not None and runner.organisation_id == item.owner_id
    names = item.owner.texts.values_list("name", flat=True)
    return folded_name(runner.name) in {folded_name(name) for name in names}


def _write_concepts(item: Practice, bound: BoundQuestionnaire) -> bool:
    stored = list(item.concepts.all())
    places = {(row.role, row.concept_id): row.position for row in stored}
    wanted = []
    for field, role in ROLES.items():
        main = bound.told.get(MAIN.get(role, ""))
        # Browsers send ticks in the order of the page: what was there keeps its place, new ones follow, main first.
        chosen = sorted(
            bound.told[field],
            key=lambda each, role=role, main=main: (
                places.get((role, each.pk), len(places)),
                each.identifier != main,
            ),
        )
        wanted += [
            PracticeConcept(
                item=item, concept_id=each.pk, role=role, is_main=each.identifier == main, position=position
            )
            for position, each in enumerate(chosen)
        ]
    return replace_children(stored, wanted)


def _write_places(item: Practice, bound: BoundQuestionnaire) -> bool:
    wanted = [
        PracticePlace(
            item=item,
            country_id=where.country_id,
            region_id=where.region_id,
            municipality_id=where.municipality_id,
            locality=where.locality,
            position=position,
        )
        for position, where in enumerate(bound.parts["place"].places())
    ]
    return replace_children(list(item.places.all()), wanted)


def _write_partners(item: Practice, runner: NamedOrganisation, bound: BoundQuestionnaire) -> bool:
    """Whoever is said to run it stands among them, unless it is the owner."""
    stored = list(item.partners.all())
    known_as = {(row.organisation_id, row.role): row.name for row in stored if row.organisation_id}
    named = [(told["named"], told["role"], False) for told in bound.parts["partner"].told()]
    if not _is_the_owner(item, runner):
        named.insert(0, (runner, PartnerRole.PARTNER, True))
    wanted, seen = [], set()
    for organisation, role, is_owner in named:
        key = (organisation.organisation_id, role)
        if key[0] and key in seen:
            continue
        seen.add(key)
        # A partner that is known by its record alone keeps the name that stands there.
        name = "" if known_as.get(key) == "" else organisation.name
        wanted.append(
            Partner(
                practice=item,
                organisation_id=organisation.organisation_id,
                name=name,
                role=role,
                is_owner=is_owner,
                position=len(wanted),
            )
        )
    return replace_children(stored, wanted)


# --- Words and parts -----------------------------------------------------------------------------------------------


def _write_told(item: Practice, bound: BoundQuestionnaire, language: str, by) -> bool:
    changed, words, gone = False, {}, set()
    for kind in PARTS:
        rows = kind.model._default_manager.filter(practice=item)
        wanted, told = _wanted_parts(item, kind, rows, bound)
        gone |= {str(row.pk) for row in rows} - set(told)
        words |= told
        changed |= bool(sync_rows(rows, wanted, key=("id",), removes=True))
    return _write_texts(item, bound, language, words, gone, by) or changed


def _wanted_parts(item: Practice, kind: PartKind, stored, bound: BoundQuestionnaire) -> tuple[list, dict]:
    """Rows as they are to be, and {id: words} of each; what the form does not ask for stays as it is."""
    own = {row.pk: row for row in stored}
    matched = {getattr(row, kind.matched_by): row.pk for row in own.values()} if kind.matched_by else {}
    wanted, words = [], {}
    for number, told in enumerate(bound.parts[kind.prefix].told()):
        typed = matched.get(told[kind.matched_by]) if kind.matched_by else told["id"]
        key = _part_key(item, kind, typed, number, own, words)
        row = copy.copy(own[key]) if key in own else kind.model(id=key, practice=item)
        _fill(row, kind, told, bound, position=len(wanted))
        wanted.append(row)
        words[str(key)] = {field: told[field] for field in kind.words if told[field]}
    return wanted, words


def _part_key(item: Practice, kind: PartKind, typed, number: int, own: dict, used: dict) -> uuid.UUID:
    """The id of one of its own parts, or one that no part of another practice can have."""
    key = typed if typed in own else uuid.uuid5(item.pk, f"{kind.prefix}:{typed or number}")
    while str(key) in used:
        key = uuid.uuid5(key, "next")
    return key


def _fill(row: models.Model, kind: PartKind, told: dict, bound: BoundQuestionnaire, *, position: int) -> None:
    for field, column in kind.facts.items():
        value = told[field]
        setattr(row, column, value.pk if isinstance(value, Known | StoredFile) else value)
    row.position = position
    if isinstance(row, ContactPoint):
        others = [code for code in row.languages if code not in CONTENT_LANGUAGES]
        row.languages = [*told["languages"], *others]
        if _is_sensitive(bound):
            row.show_as = ShowContactAs.ORGANISATION_ONLY


def _is_sensitive(bound: BoundQuestionnaire) -> bool:
    return any(each.identifier in SENSITIVE_THEMES for field in ROLES for each in bound.told[field])


def _write_texts(item: Practice, bound: BoundQuestionnaire, language: str, words: dict, gone: set, by) -> bool:
    texts = {text.language: text for text in item.texts.all()}
    text = texts.pop(language, None) or PracticeText(item=item, language=language, title="", one_liner="")
    kept = {key: said for key, said in text.part_words.items() if key not in gone and key not in words}
    told = {name: bound.told[name] for name in WORDS}
    told["part_words"] = kept | {key: said for key, said in words.items() if said}
    changed = _set(text, told)
    if changed:
        _sign(text, item, by)
        text.save()
    return forget_parts(texts.values(), gone) or changed


def _sign(text: PracticeText, item: Practice, by) -> None:
    """Says whose words they are now."""
    is_original = text.language == item.original_language
    text.origin = TextOrigin.AUTHOR if is_original else TextOrigin.HUMAN
    text.translator = None if is_original else by
    text.approved_by = text.approved_at = None
    text.source_version = item.version


def forget_parts(texts, gone: set[str]) -> bool:
    """Takes the words of parts that are gone out of the other languages."""
    changed = [text for text in texts if gone & text.part_words.keys()]
    for text in changed:
        text.part_words = {key: said for key, said in text.part_words.items() if key not in gone}
        text.updated_at = timezone.now()
    if changed:
        PracticeText.objects.bulk_update(changed, ["part_words", "updated_at"])
    return bool(changed)

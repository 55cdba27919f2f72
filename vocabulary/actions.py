import unicodedata
from collections import Counter
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.actions import raise_generation, record_audit
from core.languages import CONTENT_LANGUAGES, INTERFACE_LANGUAGES
from core.loading import Record, StarterDataError, read_csv
from core.syncing import Changes, sync_rows
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import Collection, CollectionMember, Concept, ConceptDefinition, ConceptLabel, ConceptMatch

DATA = Path(__file__).resolve().parent / "data"
_LABEL_COLUMNS = tuple(f"label_{code}" for code in INTERFACE_LANGUAGES)
_THESAURUS_SCHEMES = {
    *(Scheme.THEME, Scheme.TARGET_GROUP, Scheme.METHOD, Scheme.ACTOR_TYPE),
    *(Scheme.LEGAL_STATUS, Scheme.EVIDENCE, Scheme.OTHER),
}
"""Identifiers are used once in all of these together."""
_THESAURUS_COLUMNS = (
    "id",
    "broader",
    "scheme",
    *(f"{kind}_{code}" for code in CONTENT_LANGUAGES for kind in ("prefLabel", "altLabels")),
    "definition_en",
    "exactMatch",
)


@transaction.atomic
def load_vocabulary(*, folder: Path = DATA) -> dict[str, Changes]:
    """Makes the vocabulary equal to its data files. Concepts are never deleted; their labels follow the files."""
    thesaurus = read_csv(folder / "thesaurus.csv", _THESAURUS_COLUMNS)
    code_lists = read_csv(folder / "code_lists.csv", ("scheme", "id", "broader", "position", *_LABEL_COLUMNS))
    records = thesaurus + code_lists
    concepts, changes = _load_concepts(records)
    concept_ids = {concept.pk for concept in concepts.values()}
    labels = _labels(thesaurus, code_lists, concepts, folder)
    changes = {
        "concepts": changes,
        "labels": _sync_labels(labels, concept_ids),
        "definitions": _sync_of(
            ConceptDefinition, _definitions(records, concepts, folder), concept_ids, ("concept_id", "language")
        ),
        "links to other vocabularies": _sync_of(
            ConceptMatch, _matches(thesaurus, concepts), concept_ids, ("concept_id", "uri")
        ),
        "display groups": _load_collections(folder, concepts),
    }
    if any(changes.values()):
        record_audit(action="load vocabulary", detail={name: str(change) for name, change in changes.items()})
        raise_generation("vocabulary")
    return changes


@transaction.atomic
def add_label(*, concept: Concept, language: str, text: str, by) -> ConceptLabel:
    """One more word for a concept. The index follows where `search.relabelling` calls this."""
    text = " ".join(unicodedata.normalize("NFC", text).split())
    everyday = ConceptLabel.objects.filter(text=text, expands_alone=False).exists()
    label = ConceptLabel(
        concept=concept,
        language=language,
        kind=LabelKind.ALTERNATIVE,
        text=text,
        folded=_folded(text),
        expands_alone=not everyday,
        is_added=True,
    )
    label.full_clean()
    if concept.labels.filter(language=language, folded=label.folded).exists():
        raise ValidationError({"text": _("The concept has this label already.")})
    label.save()
    record_audit(action="add label", by=by, detail={"concept": str(concept), "language": language, "text": text})
    raise_generation("vocabulary")
    return label


def _key(record: Record) -> tuple[str, str]:
    scheme = record.one_of("scheme", {scheme.value: scheme.value for scheme in Scheme})
    return scheme, record.required("id")


def _load_concepts(records: list[Record]) -> tuple[dict[tuple, Concept], Changes]:
    """{(scheme, identifier): concept}; broader concepts are set once all of them have a row."""
    concepts: dict[tuple, Concept] = {}
    for record in records:
        key = _key(record)
        if key in concepts:
            raise record.error("id", f"“{key[1]}” stands in scheme “{key[0]}” already.")
        position = record.number("position") or sum(scheme == key[0] for scheme, _ in concepts) + 1
        concepts[key] = Concept(scheme=key[0], identifier=key[1], position=position)
        record.check(concepts[key], identifier="id")
    known = {(row.scheme, row.identifier): row for row in Concept.objects.all()}
    for key in concepts.keys() & known.keys():
        concepts[key].broader_id, concepts[key].deprecated_on = known[key].broader_id, known[key].deprecated_on
        concepts[key].replaced_by_id = known[key].replaced_by_id
    changes = sync_rows(Concept.objects.all(), list(concepts.values()), key=("scheme", "identifier"))
    changes.changed += len(_set_broader(records, concepts) & known.keys())
    return concepts, changes


def _set_broader(records: list[Record], concepts: dict[tuple, Concept]) -> set[tuple]:
    moved = {}
    for record in records:
        key = _key(record)
        broader = record.get("broader")
        broader_id = record.one_of("broader", concepts, (key[0], broader)).pk if broader else None
        if concepts[key].broader_id != broader_id:
            concepts[key].broader_id = broader_id
            moved[key] = concepts[key]
    Concept.objects.bulk_update(moved.values(), ["broader"], batch_size=1000)
    return set(moved)


def _labels(thesaurus: list[Record], code_lists: list[Record], concepts, folder: Path) -> list[ConceptLabel]:
    words = _thesaurus_words(thesaurus)
    _hide_labels(words, thesaurus, folder)
    for record in code_lists:
        for code in INTERFACE_LANGUAGES:
            words[(*_key(record), code, record.required(f"label_{code}"))] = (LabelKind.PREFERRED, record)
    ambiguous = {row.required("label") for row in read_csv(folder / "ambiguous_labels.csv", ("label",))}
    labels = []
    for (scheme, identifier, code, text), (kind, record) in words.items():
        label = ConceptLabel(
            concept=concepts[scheme, identifier],
            language=code,
            kind=kind,
            text=text,
            folded=_folded(text),
            expands_alone=text not in ambiguous,
        )
        record.check(label, text=f"{kind}_{code}")
        labels.append(label)
    return labels


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def _sync_labels(labels: list[ConceptLabel], concept_ids: set[int]) -> Changes:
    """Labels that were added on the portal stay, until the files hold them too."""
    added = ConceptLabel.objects.filter(is_added=True)
    held = {(label.concept_id, label.language, label.text) for label in labels}
    added.filter(pk__in=[row.pk for row in added if (row.concept_id, row.language, row.text) in held]).delete()
    existing = ConceptLabel.objects.filter(concept__in=concept_ids, is_added=False)
    return sync_rows(existing, labels, key=("concept_id", "language", "kind", "text"), removes=True)


def _thesaurus_words(thesaurus: list[Record]) -> dict[tuple, tuple]:
    """{(scheme, identifier, language, text): (kind, record)}; a word that is preferred is not alternative too."""
    words = {}
    for record in thesaurus:
        record.required("prefLabel_en")
        for code in CONTENT_LANGUAGES:
            for text in filter(None, record.get(f"altLabels_{code}").split("|")):
                words[(*_key(record), code, text.strip())] = (LabelKind.ALTERNATIVE, record)
            if preferred := record.get(f"prefLabel_{code}"):
                words[(*_key(record), code, preferred)] = (LabelKind.PREFERRED, record)
    return words


def _hide_labels(words: dict, thesaurus: list[Record], folder: Path) -> None:
    schemes = {record.get("id"): record.get("scheme") for record in thesaurus}
    for row in read_csv(folder / "hidden_labels.csv", ("concept", "language", "label")):
        key = (row.one_of("concept", schemes), row.get("concept"), row.required("language"), row.required("label"))
        if words.get(key, ("", None))[0] != LabelKind.ALTERNATIVE:
            raise row.error("label", f"“{key[3]}” is not an alternative label of “{key[1]}” in “{key[2]}”.")
        words[key] = (LabelKind.HIDDEN, words[key][1])


def _definitions(records: list[Record], concepts, folder: Path) -> list[ConceptDefinition]:
    """The English ones stand beside the labels, the others in a file of their own."""
    definitions = []
    for record in records:
        if text := record.get("definition_en"):
            definitions.append(ConceptDefinition(concept=concepts[_key(record)], language="en", text=text))
            record.check(definitions[-1], text="definition_en")
    by_identifier = {key[1]: concept for key, concept in concepts.items() if key[0] in _THESAURUS_SCHEMES}
    for row in read_csv(folder / "definitions.csv", ("id", "language", "definition")):
        concept = row.one_of("id", by_identifier)
        text, language = row.required("definition"), row.required("language")
        definitions.append(ConceptDefinition(concept=concept, language=language, text=text))
        row.check(definitions[-1], text="definition")
    _require_one_per_language(definitions, folder / "definitions.csv")
    return definitions


def _require_one_per_language(definitions: list[ConceptDefinition], path: Path) -> None:
    counted = Counter((definition.concept.identifier, definition.language) for definition in definitions)
    for (identifier, language), times in counted.items():
        if times > 1:
            raise StarterDataError(path, identifier, "language", f"“{language}” is defined {times} times.")


def _matches(thesaurus: list[Record], concepts) -> list[ConceptMatch]:
    matches = []
    for record in thesaurus:
        for uri in filter(None, record.get("exactMatch").split("|")):
            match = ConceptMatch(concept=concepts[_key(record)], uri=uri.strip())
            record.check(match, uri="exactMatch")
            matches.append(match)
    return matches


def _sync_of(model, wanted: list, concept_ids: set[int], key: tuple[str, ...]) -> Changes:
    return sync_rows(model.objects.filter(concept__in=concept_ids), wanted, key=key, removes=True)


def _load_collections(folder: Path, concepts) -> Changes:
    rows = read_csv(folder / "method_groups.csv", ("id", "position", "members", *_LABEL_COLUMNS))
    collections, members = [], []
    for row in rows:
        collection = Collection(
            identifier=row.required("id"),
            position=row.number("position"),
            labels={code: row.required(f"label_{code}") for code in INTERFACE_LANGUAGES},
        )
        row.check(collection, identifier="id")
        collections.append(collection)
        for position, identifier in enumerate(row.required("members").split("|"), 1):
            concept = row.one_of("members", concepts, (Scheme.METHOD.value, identifier))
            members.append(CollectionMember(collection=collection, concept=concept, position=position))
    changes = sync_rows(Collection.objects.all(), collections, key=("identifier",), removes=True)
    for member in members:
        member.collection_id = member.collection.pk
    return changes + sync_rows(
        CollectionMember.objects.all(), members, key=("collection_id", "concept_id"), removes=True
    )

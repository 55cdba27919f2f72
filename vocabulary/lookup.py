"""Finds the concepts that a data file names."""

from core.loading import Record
from vocabulary.models import Concept


class ConceptLookup:
    """Current concepts by scheme and identifier, read once."""

    def __init__(self):
        self._concepts: dict[str, dict[str, Concept]] = {}
        for concept in Concept.objects.current():
            self._concepts.setdefault(concept.scheme, {})[concept.identifier] = concept

    def one(self, record: Record, field: str, scheme: str, *, is_needed: bool = False) -> Concept | None:
        return record.one_of(field, self._in(scheme)) if is_needed or field in record else None

    def several(self, record: Record, field: str, scheme: str) -> list[Concept]:
        concepts = [record.one_of(field, self._in(scheme), identifier) for identifier in record.listed(field)]
        if len(set(concepts)) < len(concepts):
            raise record.error(field, "a concept is named twice.")
        return concepts

    def _in(self, scheme: str) -> dict[str, Concept]:
        return self._concepts.get(scheme, {})


def assignments(model, role: str, concepts: list[Concept], *, first_is_main: bool = False) -> list:
    """Rows of a `ConceptAssignment`, in the order of the file."""
    return [
        model(concept=concept, role=role, position=position, is_main=first_is_main and position == 0)
        for position, concept in enumerate(concepts)
    ]

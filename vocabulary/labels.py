"""Labels of the concepts that one page names, read in one statement."""

from django.db.models import Q

from core.languages import BY_CODE, best_language
from core.reading import Phrase
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import ConceptLabel


class Labels:
    """Preferred labels for readers of `language`: of the concepts with `ids`, and of the languages with `codes`."""

    def __init__(self, language: str, ids, codes=()):
        wanted = Q(concept_id__in=set(ids))
        wanted |= Q(concept__scheme=Scheme.LANGUAGE, concept__identifier__in={_primary(code) for code in codes})
        rows = ConceptLabel.objects.filter(wanted, kind=LabelKind.PREFERRED)
        self._texts: dict[int, dict[str, str]] = {}
        self._languages: dict[str, int] = {}
        for concept_id, scheme, identifier, code, text in rows.values_list(
            "concept_id", "concept__scheme", "concept__identifier", "language", "text"
        ):
            self._texts.setdefault(concept_id, {})[code] = text
            if scheme == Scheme.LANGUAGE:
                self._languages[identifier] = concept_id
        self._reader = language

    def of(self, concept_id: int | None, url: str = "") -> Phrase | None:
        texts = self._texts.get(concept_id)
        if not texts:
            return None
        code = best_language(texts, self._reader, "en")
        return Phrase(texts[code], code, url)

    def of_language(self, code: str) -> Phrase:
        """Its name for the reader; its own name or its code where the vocabulary has none."""
        named = self.of(self._languages.get(_primary(code)))
        if named:
            return named
        return Phrase(BY_CODE[code].name, code) if code in BY_CODE else Phrase(code)


def _primary(code: str) -> str:
    return code.split("-")[0]

import unicodedata

from django.db import models
from django.db.models import OuterRef, Prefetch, Subquery


class ConceptQuerySet(models.QuerySet):
    def current(self):
        return self.filter(deprecated_on__isnull=True)

    def in_scheme(self, scheme: str):
        return self.filter(scheme=scheme)

    def called(self, text: str):
        """Concepts with a label of any kind and language that holds this text."""
        folded = unicodedata.normalize("NFC", text).lower()
        return self.filter(labels__folded__contains=folded).distinct()

    def with_labels(self):
        """Adds `preferred_labels`: the preferred labels in all languages, one statement more."""
        from vocabulary.models import ConceptLabel

        preferred = ConceptLabel.objects.filter(kind="prefLabel")
        return self.prefetch_related(Prefetch("labels", queryset=preferred, to_attr="preferred_labels"))

    def with_definition(self, language: str):
        """Adds `definition` in that language and `definition_en`, either may be None."""
        from vocabulary.models import ConceptDefinition

        def told_in(code: str) -> Subquery:
            words = ConceptDefinition.objects.filter(concept=OuterRef("pk"), language=code)
            return Subquery(words.values("text")[:1])

        return self.annotate(definition=told_in(language), definition_en=told_in("en"))

from django.db import models
from django.db.models import Prefetch


class ConceptQuerySet(models.QuerySet):
    def current(self):
        return self.filter(deprecated_on__isnull=True)

    def in_scheme(self, scheme: str):
        return self.filter(scheme=scheme)

    def with_labels(self):
        """Adds `preferred_labels`: the preferred labels in all languages, one statement more."""
        from vocabulary.models import ConceptLabel

        preferred = ConceptLabel.objects.filter(kind="prefLabel")
        return self.prefetch_related(Prefetch("labels", queryset=preferred, to_attr="preferred_labels"))

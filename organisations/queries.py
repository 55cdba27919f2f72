from django.db.models import Prefetch

from core.queries import ItemQuerySet
from vocabulary.models import Concept


class OrganisationQuerySet(ItemQuerySet):
    def with_place(self):
        return self.select_related("country", "region", "municipality")

    def for_indexing(self):
        """Everything that `indexing.document` reads, in five statements for any number of organisations."""
        labelled = Concept.objects.with_labels()
        return (
            self.with_texts()
            .with_place()
            .prefetch_related(Prefetch("type", labelled), "concepts", Prefetch("concepts__concept", labelled))
        )

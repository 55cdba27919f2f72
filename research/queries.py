from django.db.models import Prefetch

from core.queries import ItemQuerySet
from vocabulary.models import Concept


class ResearchItemQuerySet(ItemQuerySet):
    def for_indexing(self):
        """Everything that `indexing.document` reads, in a number of statements that does not grow with the works."""
        return self.with_texts().prefetch_related(
            "concepts",
            Prefetch("concepts__concept", Concept.objects.with_labels()),
            *("places__country", "places__region", "places__municipality"),
            *("contributions", "identifiers", "owner"),
        )

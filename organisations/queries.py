from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Func, Prefetch, Value
from django.db.models.functions import JSONObject

from core.queries import ItemQuerySet, array_of
from vocabulary.models import Concept


class OrganisationQuerySet(ItemQuerySet):
    title_field = "name"

    def with_countries(self):
        codes = ArrayField(CharField())
        own = Func(array_of("country_id", codes), Value(None), function="array_remove", output_field=codes)
        return self.annotate(codes=own)

    def with_place(self):
        return self.select_related("country", "region", "municipality")

    def for_indexing(self):
        """Everything that `indexing.document` reads, in five statements for any number of organisations."""
        labelled = Concept.objects.with_labels()
        return (
            self.with_texts()
            .read_whole()
            .with_place()
            .prefetch_related(Prefetch("type", labelled), "concepts", Prefetch("concepts__concept", labelled))
        )

    def for_page(self):
        """Everything that the page of an organisation says of itself, in two statements."""
        return (
            self.with_texts()
            .with_place()
            .select_related("type")
            .with_rows("concepts", role="role", concept_id="concept_id", identifier="concept__identifier")
            .with_rows("relations", kind="kind", organisation_id="to_organisation_id", period=_PERIOD)
            .with_rows("reverse_relations", kind="kind", organisation_id="from_organisation_id", period=_PERIOD)
        )


_PERIOD = JSONObject(from_date="from_date", to_date="to_date")

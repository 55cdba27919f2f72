from django.contrib.postgres.fields import ArrayField
from django.db.models import JSONField, Prefetch, Q
from django.db.models.functions import JSONObject

from core.queries import ItemQuerySet, array_of
from organisations.memberships import organisations_of
from places.display import PLACE_COLUMNS
from vocabulary.models import Concept


class ResearchItemQuerySet(ItemQuerySet):
    def called(self, words: str):
        return self.filter(title__icontains=words)

    def with_titles(self):
        own = JSONObject(language="language", title="title")
        return self.annotate(titles=array_of(own, ArrayField(JSONField())))

    def naming(self, organisation):
        named = Q(owner=organisation) | Q(contributions__organisation=organisation)
        return self.listed().filter(named).distinct()

    def belonging_to_people_of(self, person):
        theirs = organisations_of(person)
        return Q(owner__in=theirs) | Q(contributions__organisation__in=theirs)

    def for_indexing(self):
        """Everything that `indexing.document` reads, in a number of statements that does not grow with the works."""
        return (
            self.with_texts()
            .read_whole()
            .prefetch_related(
                "concepts",
                Prefetch("concepts__concept", Concept.objects.with_labels()),
                *("places__country", "places__region", "places__municipality"),
                *("contributions", "identifiers", "owner"),
            )
        )

    def for_page(self):
        """Everything that the page of a work says of itself, in two statements whatever the number of its parts."""
        return (
            self.with_texts()
            .with_rows("concepts", role="role", concept_id="concept_id", identifier="concept__identifier")
            .with_rows("places", **PLACE_COLUMNS)
            .with_rows("contributions", **_NAME_COLUMNS)
            .with_rows("identifiers", scheme="scheme", value="value")
            .with_rows("relations", kind="kind", work=_other_work("to_item"))
            .with_rows("reverse_relations", kind="kind", work=_other_work("from_item"))
        )


_NAME_COLUMNS = {name: name for name in ("role", "family", "given", "literal", "orcid", "organisation_id")}


def _other_work(end: str) -> JSONObject:
    fields = ("title", "language", "short_id", "status")
    return JSONObject(**{field: f"{end}__{field}" for field in fields})

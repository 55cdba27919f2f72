from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Prefetch, Q, Value, When
from django.db.models.functions import Concat, JSONObject

from accounts.models import Consent
from core.queries import ItemQuerySet
from organisations.memberships import organisations_of
from places.display import COUNTRY_COLUMNS, PLACE_COLUMNS
from practices.choices import ShowContactAs
from vocabulary.models import Concept


def _columns(*names: str, **renamed) -> dict:
    return {name: name for name in names} | renamed


class PracticeQuerySet(ItemQuerySet):
    def naming(self, organisation):
        named = Q(owner=organisation) | Q(partners__organisation=organisation)
        return self.listed().filter(named).distinct()

    def belonging_to_people_of(self, person):
        theirs = organisations_of(person)
        return Q(owner__in=theirs) | Q(partners__organisation__in=theirs)

    def for_indexing(self):
        """Everything that `indexing.document` reads, in so many statements whatever the number of practices."""
        labelled = Concept.objects.with_labels()
        concepts = ("scale", "maturity", "participant_duration", "cost_band", "concepts__concept")
        organisations = ("owner__texts", "owner__type", "partners__organisation__texts", "partners__organisation__type")
        return (
            self.with_texts()
            .read_whole()
            .prefetch_related(
                "concepts",
                *(Prefetch(path, labelled) for path in concepts),
                *("places__country", "places__region", "places__municipality"),
                *organisations,
                "results__outcome",
            )
        )

    def for_page(self):
        """Everything that the page of a practice says of itself, in two statements whatever the number of its parts.

        Names of people come along only where they are to be shown, with the address by which their yes is found;
        telephone numbers never.
        """
        return (
            self.with_texts()
            .select_related("owner__type", "cost_band")
            .with_rows("concepts", **_columns("role", "concept_id", identifier="concept__identifier"))
            .with_rows("places", **PLACE_COLUMNS)
            .with_rows("partners", **_columns("organisation_id", "name", "role", "is_owner"))
            ._with_part_rows()
        )

    def _with_part_rows(self):
        return (
            self.with_rows("buildingblocks", **_columns("id", "essential", materials=self._ids("buildingblocks")))
            .with_rows("resourceneeds", **_columns("id", "kind", "amount", "unit", "phase"))
            .with_rows("costs", **_columns(*_COST, funders=self._ids("costs")))
            .with_rows("legalbasiss", **_columns("id", "kind", "act_id", "url", "checked_on", country=_COUNTRY))
            .with_rows("results", **_columns(*_RESULT, outcome="outcome_id", method="method_id", group="group_id"))
            .with_rows("contactpoints", **_columns("id", "languages", "show_as", **_PERSON))
            .annotate(consents=_consents())
            .with_rows("attachments", **_columns("id", "url", "kind", "language", "licence", **_FILE))
        )

    def _ids(self, relation: str) -> ArraySubquery:
        """Ids at the other end of the many-to-many field of a part."""
        part = self.model._meta.get_field(relation).related_model
        field = part._meta.many_to_many[0]
        links = field.remote_field.through._base_manager.filter(**{field.m2m_field_name(): OuterRef("pk")})
        column = f"{field.m2m_reverse_field_name()}_id"
        return ArraySubquery(links.order_by("pk").values(column))


_COUNTRY = JSONObject(**COUNTRY_COLUMNS)


def _where_shown_as(field: str, *ways: ShowContactAs) -> Case:
    return Case(When(show_as__in=ways, then=F(field)), default=Value(""))


_PERSON = {
    "person_name": _where_shown_as("person_name", ShowContactAs.NAME_AND_EMAIL),
    "email": _where_shown_as("email", ShowContactAs.NAME_AND_EMAIL, ShowContactAs.FORM_ONLY),
}


def _consents() -> ArraySubquery:
    """What people of this practice have agreed to, each with the hash of the address: "show-email 3f…"."""
    about = Consent.objects.valid().filter(kind="practice", item_id=OuterRef("pk"))
    return ArraySubquery(about.values_list(Concat("purpose", Value(" "), "address_hash")))


_FILE = {
    "file_id": "file_id",
    "size": "file__size",
    "media_type": "file__media_type",
    "width": "file__width",
    "height": "file__height",
}
_COST = ("id", "phase", "total", "per_participant", "currency", "year", "includes_unpaid", "is_unknown")
_RESULT = ("id", "baseline", "value", "n", "started", "ended", "comparison", "source_url", "source_attachment_id")

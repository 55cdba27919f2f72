from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CharField, Exists, Func, OuterRef, Prefetch, Q, Value
from django.db.models.functions import JSONObject

from accounts.choices import Role
from core.queries import ItemQuerySet, array_of
from organisations.choices import MembershipRole, RequestState
from organisations.memberships import organisations_of
from vocabulary.models import Concept


class OrganisationQuerySet(ItemQuerySet):
    title_field = "name"

    def with_countries(self):
        codes = ArrayField(CharField())
        own = Func(array_of("country_id", codes), Value(None), function="array_remove", output_field=codes)
        return self.annotate(codes=own)

    def with_place(self):
        return self.select_related("country", "region", "municipality")

    def belonging_to_people_of(self, person):
        theirs = organisations_of(person)
        return Q(pk__in=theirs)

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

    def called(self, text: str):
        """Those whose name in any language, or short name, holds the text."""
        texts = self.model._meta.get_field("texts").related_model.objects
        named = texts.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
        return self.filter(pk__in=named.values("item"))


class MembershipQuerySet(models.QuerySet):
    def current(self):
        return self.filter(to_date__isnull=True)

    def managers(self):
        return self.current().filter(role=MembershipRole.MANAGER, user__is_active=True)

    def with_names(self):
        return self.select_related("organisation").prefetch_related("organisation__texts")


class RequestQuerySet(models.QuerySet):
    """What is asked of organisations: to join them, or to take over an item."""

    def open(self):
        return self.filter(state=RequestState.OPEN)

    def with_names(self):
        return self.select_related("organisation").prefetch_related("organisation__texts")

    def answered_by(self, person):
        """Of organisations that this person manages, or whose editor they are while nobody manages them."""
        memberships = apps.get_model("organisations", "Membership").objects.managers()
        managed = memberships.filter(organisation=OuterRef("organisation"))
        found = Exists(managed.filter(user=person))
        countries = {grant.country_id for grant in person.current_grants if grant.role in _EDITORS}
        if countries:
            of_theirs = Q() if None in countries else Q(organisation__country__in=countries)
            found |= ~Exists(managed) & of_theirs
        return self.filter(found)

    def of(self, item):
        """Offers of one item."""
        return self.filter(kind=item.kind, item_id=item.pk)


_EDITORS = (Role.COUNTRY_EDITOR, Role.CHIEF_EDITOR)
_PERIOD = JSONObject(from_date="from_date", to_date="to_date")

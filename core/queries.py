from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import JSONObject

from core.choices import LISTED_STATUSES, PUBLIC_STATUSES


class ItemQuerySet(models.QuerySet):
    """The vocabulary of reading that every kind of item shares."""

    def public(self):
        """Items whose page anyone may read."""
        return self.filter(status__in=PUBLIC_STATUSES)

    def listed(self):
        """Items that stand in search, lists, maps and counts."""
        return self.filter(status__in=LISTED_STATUSES)

    def visible_to(self, person):
        """Public items, and for signed-in people those of the organisations they belong to."""
        if not person.is_authenticated:
            return self.public()
        return self.filter(Q(status__in=PUBLIC_STATUSES) | self.maintained_by(person))

    def maintained_by(self, person) -> Q:
        if self.model.kind == "organisation":
            belongs = Q(memberships__user=person, memberships__to_date__isnull=True)
        else:
            belongs = Q(owner__memberships__user=person, owner__memberships__to_date__isnull=True)
        return Q(pk__in=self.model._base_manager.filter(belongs).values("pk"))

    def naming(self, organisation):
        """Listed items that name an organisation as the one that runs them or takes part."""
        return self.none()

    def with_texts(self):
        return self.prefetch_related("texts")

    def read_whole(self):
        """Says of each row that all of it is read that the index asks for."""
        return self.annotate(is_read_whole=Value(True))

    def with_rows(self, relation: str, **columns):
        """Adds `<relation>_rows`: the related rows in order as a list of {column: value}, in the same statement."""
        return self.annotate(**{f"{relation}_rows": rows_as_list(self.model, relation, **columns)})


class TakeDownQuerySet(models.QuerySet):
    def now(self):
        """Those that have not been put back."""
        return self.filter(ended_at__isnull=True)

    def of(self, item):
        return self.now().filter(kind=item.kind, item_id=item.pk)

    def current(self, item):
        return self.of(item).first()

    def unconfirmed(self):
        """What the chief editor has yet to look at, longest waiting first."""
        return self.now().filter(confirmed_at__isnull=True).order_by("at", "pk")


def rows_as_list(model, relation: str, **columns) -> ArraySubquery:
    """The rows that point at each row of `model` under the related name `relation`."""
    link = model._meta.get_field(relation)
    rows = link.related_model._base_manager.filter(**{link.field.name: OuterRef("pk")})
    in_order = rows.order_by(*link.related_model._meta.ordering, "pk")
    return ArraySubquery(in_order.values(row=JSONObject(**columns)))

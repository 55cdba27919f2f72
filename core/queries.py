from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Value
from django.db.models.functions import JSONObject

from core.choices import LISTED_STATUSES, PUBLIC_STATUSES, Source


class ItemQuerySet(models.QuerySet):
    """The vocabulary of reading that every kind of item shares."""

    title_field = "title"
    """Of the texts."""

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

    def called(self, words: str):
        """Items with these words in a title."""
        named = Q(**{f"texts__{self.title_field}__icontains": words})
        return self.filter(pk__in=self.model._base_manager.filter(named).values("pk"))

    def with_titles(self):
        """Adds `titles`: [{"language", "title"}], in the same statement."""
        return self.annotate(titles=rows_as_list(self.model, "texts", language="language", title=self.title_field))

    def with_countries(self):
        """Adds `codes` of the countries whose editors handle the item, in the same statement."""
        places = self.model._meta.get_field("places").related_model._base_manager.filter(item=OuterRef("pk"))
        return self.annotate(codes=ArraySubquery(places.order_by("country_id").values("country_id").distinct()))

    def with_conflict(self, person):
        """Adds `has_conflict` of `Item.has_conflict(person)`, in the same statement; False for nobody."""
        sent_in = Q(created_by=person) & ~Q(source=Source.EDITOR)
        close = self.belonging_to_people_of(person) | sent_in if person else Q(pk__in=[])
        mine = self.model._base_manager.filter(close, pk=OuterRef("pk"))
        return self.annotate(has_conflict=Exists(mine))

    def belonging_to_people_of(self, person) -> Q:
        """Items of which `person` decides nothing, for belonging to an organisation of theirs."""
        raise NotImplementedError

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


def array_of(expression, output_field: models.Field) -> Func:
    """A list with one value."""
    return Func(expression, function="ARRAY", template="%(function)s[%(expressions)s]", output_field=output_field)


def rows_as_list(model, relation: str, **columns) -> ArraySubquery:
    """The rows that point at each row of `model` under the related name `relation`."""
    link = model._meta.get_field(relation)
    rows = link.related_model._base_manager.filter(**{link.field.name: OuterRef("pk")})
    in_order = rows.order_by(*link.related_model._meta.ordering, "pk")
    return ArraySubquery(in_order.values(row=JSONObject(**columns)))

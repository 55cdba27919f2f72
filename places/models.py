from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from places.queries import MunicipalityQuerySet, RegionQuerySet


class NamedPlace(models.Model):
    """A place with an official name in its own language and names in others."""

    name = models.CharField(max_length=120)
    names = models.JSONField(default=dict, blank=True)
    """{language: name} where a language has a name of its own for it."""
    languages = ArrayField(models.CharField(max_length=3), default=list, blank=True)
    """Official languages, that of `name` first."""

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def name_in(self, language: str) -> tuple[str, str]:
        """(name, language of that name) for a reader of `language`."""
        own = self.languages[0] if self.languages else "en"
        if language == own or language not in self.names:
            return self.name, own
        return self.names[language], language


class Country(NamedPlace):
    """A country, or a self-governing area that stands beside its country; countries outside the region too."""

    code = models.CharField(max_length=2, primary_key=True)
    is_nordic = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]


class Region(NamedPlace):
    """County, region or whole area: one feature of the map. Codes are ISO 3166-2 where there is one."""

    code = models.CharField(max_length=8, primary_key=True)
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="regions")
    national_code = models.CharField(max_length=8, blank=True)
    nuts3 = models.CharField(max_length=8, blank=True)
    path = models.TextField(blank=True)
    """SVG path data in the map's own coordinates, made from the geometry when it is loaded."""
    label_x = models.FloatField(null=True, blank=True)
    label_y = models.FloatField(null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        ordering = ["country", "code"]


class Municipality(NamedPlace):
    """Key is (country, code); codes are text: Reykjavík is "0000"."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="municipalities")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    code = models.CharField(max_length=8)
    code_system = models.CharField(max_length=60, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_on = models.DateField(null=True, blank=True)
    population_source = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    website = models.URLField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        ordering = ["country", "code"]
        constraints = [
            models.UniqueConstraint(fields=["country", "code"], name="municipality_once_per_country"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)), name="municipality_latitude"
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)), name="municipality_longitude"
            ),
        ]


class PlaceAssignment(models.Model):
    """Where an item is: a country, or a region or municipality in it. Subclasses add `item`."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locality = models.CharField(max_length=120, blank=True)
    """Town or district by name, where no municipality of ours has it."""
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=True) | Q(region__isnull=False),
                name="%(class)s_municipality_has_region",
            )
        ]


class InPlaces:
    """What `Item` asks about countries, where `places` are its `PlaceAssignment`s; before `Item` among the bases."""

    def country_codes(self) -> set[str]:
        return set(self.places.values_list("country_id", flat=True)) or {""}

    def first_country(self) -> str:
        return self.places.order_by("position", "pk").values_list("country_id", flat=True).first() or ""

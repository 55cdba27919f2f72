from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q

from search.queries import FacetValueQuerySet, SearchDocumentQuerySet


class FacetValue(models.Model):
    """One value of one facet, with the small integer that stands for it in the index. Ids are never reused."""

    facet = models.CharField(max_length=16)
    value = models.CharField(max_length=80)
    """Concept identifier, place code or short id of an organisation, as it stands in the address."""
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    position = models.PositiveIntegerField(default=0)
    labels = models.JSONField(default=dict)
    """{interface language: [label, language of the label]}"""
    is_choice = models.BooleanField(default=True)
    """False for values that are counted under their broader value and have no tick box."""
    lexemes = ArrayField(models.TextField(), default=list)
    """Lexemes of its labels in all languages: documents that carry the value are found by them."""

    objects = FacetValueQuerySet.as_manager()

    class Meta:
        ordering = ["facet", "position", "value"]
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="facet_value_once")]

    def __str__(self):
        return f"{self.facet}={self.value}"


class SearchDocument(models.Model):
    """One row per listed item, all its language versions in it. Written in the transaction that changes the item."""

    kind = models.CharField(max_length=20)
    item_id = models.UUIDField(unique=True)
    short_id = models.CharField(max_length=12)
    vector = SearchVectorField()
    facets = ArrayField(models.IntegerField(), default=list)
    published_on = models.DateField()
    confirmed_on = models.DateField(null=True)
    quality = models.SmallIntegerField(default=0)
    evidence = models.SmallIntegerField(default=0)
    is_running = models.BooleanField(default=True)
    main_theme = models.CharField(max_length=80, blank=True)
    cards = models.JSONField(default=dict)
    """{interface language: fields of `Card`}"""
    sort_keys = models.JSONField(default=dict)
    """{interface language: sort key of the title shown there}"""

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_vector", fastupdate=False),
            GinIndex(OpClass("facets", name="array_ops"), name="search_facets", fastupdate=False),
            models.Index(fields=["-published_on", "-id"], name="search_newest"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(cards={}), name="search_document_has_cards")]

    def __str__(self):
        return f"{self.kind} {self.item_id}"

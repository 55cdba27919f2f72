from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from core.languages import CONTENT_LANGUAGE_CHOICES
from search.fields import BitsField
from search.queries import FacetValueQuerySet, SearchDocumentQuerySet

BLOCK = 20_480
"""Documents per bitmap: three rows of 2 560 bytes fit on a page of PostgreSQL."""
EVERY_DOCUMENT = "*"
"""The key that every document carries."""


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
    """Lexemes of the names of places and organisations in all languages: documents are found by them.

    Concepts have keys of their own in the index.
    """

    objects = FacetValueQuerySet.as_manager()

    class Meta:
        ordering = ["facet", "position", "value"]
        constraints = [models.UniqueConstraint(fields=["facet", "value"], name="facet_value_once")]

    def __str__(self):
        return f"{self.facet}={self.value}"


class ValueName(models.Model):
    """One name of a value in one language, for readers who type its beginning or misspell it."""

    value = models.ForeignKey(FacetValue, on_delete=models.CASCADE, related_name="names")
    language = models.CharField(max_length=12)
    text = models.CharField(max_length=200)
    is_hidden = models.BooleanField(default=False)
    """Dated or loaded: found by, and never shown."""
    words = ArrayField(models.TextField(), default=list)
    """Its words in bare letters."""
    typo_keys = ArrayField(models.IntegerField(), default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["value", "language", "text"], name="value_name_once")]
        indexes = [
            GinIndex(Func("words", function="array_to_tsvector"), name="value_name_words"),
            GinIndex(OpClass("typo_keys", name="array_ops"), name="value_name_typo_keys"),
        ]

    def __str__(self):
        return self.text


class SearchDocument(models.Model):
    """One row per listed item, all its language versions in it. Written in the transaction that changes the item.

    The id is the place of the item in the bitmaps, so ids are small and follow one another; what is removed leaves a
    gap until the index is built anew.
    """

    id = models.IntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    item_id = models.UUIDField(unique=True)
    short_id = models.CharField(max_length=12)
    vector = SearchVectorField()
    """All that the item is found by."""
    rank_vector = SearchVectorField()
    """The part of it that tells how well the item fits: short, so that ranking reads little."""
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

    title_words = ArrayField(models.TextField(), default=list)
    """Words of its titles in bare letters, for readers who type the beginning of one."""
    passages = models.JSONField(default=dict)
    """{language: fields of `Passage`}, for snippets"""
    forms = ArrayField(models.TextField(), default=list)
    """Words that it adds to what misspelt words are compared with, each as `language:word`."""
    written_at = models.DateTimeField(default=timezone.now)

    objects = SearchDocumentQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="search_vector", fastupdate=False),
            GinIndex(OpClass("facets", name="array_ops"), name="search_facets", fastupdate=False),
            GinIndex(Func("title_words", function="array_to_tsvector"), name="search_title_words", fastupdate=False),
            models.Index(fields=["-published_on", "-id"], name="search_newest"),
            models.Index(
                *(F(name).desc() for name in ("quality", "evidence", "is_running")),
                *(F("confirmed_on").desc(nulls_last=True), F("published_on").desc(), F("id")),
                name="search_best",
            ),
            models.Index(
                F("confirmed_on").desc(nulls_last=True),
                *(F(name).desc() for name in ("quality", "evidence", "is_running", "published_on")),
                F("id"),
                name="search_confirmed",
            ),
        ]
        constraints = [models.CheckConstraint(condition=~Q(cards={}), name="search_document_has_cards")]

    def __str__(self):
        return f"{self.kind} {self.item_id}"


class Bitmap(models.Model):
    """Which documents of one block carry a key: one bit for each document."""

    key = models.TextField(db_collation="C")
    """Compared byte by byte, so that those of one kind follow one another."""
    block = models.IntegerField()
    bits = BitsField(length=BLOCK)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "block"], name="search_bitmap_once")]
        indexes = [models.Index(fields=["block"], name="search_bitmap_block")]

    def __str__(self):
        return f"{self.key} in block {self.block}"


class TrackedWord(models.Model):
    """A lexeme so frequent that bitmaps are kept for it; `search_rebuild` decides which are."""

    lexeme = models.TextField(primary_key=True)

    def __str__(self):
        return self.lexeme


class SearchWord(models.Model):
    """A word as it stands in listed items, for readers who misspell it."""

    form = models.TextField()
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES)
    frequency = models.PositiveIntegerField()
    """Number of items that hold it in this language."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["form", "language"], name="search_word_once"),
            models.CheckConstraint(condition=Q(frequency__gt=0), name="search_word_is_used"),
        ]
        indexes = [models.Index(OpClass("form", name="text_pattern_ops"), name="search_word_beginning")]

    def __str__(self):
        return f"{self.form} ({self.language})"


class SearchTypo(models.Model):
    """A word with letters left out: two words that are one slip apart share one of these."""

    key = models.IntegerField()
    form = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "form"], name="search_typo_once")]
        indexes = [models.Index(fields=["form"], name="search_typo_form")]

    def __str__(self):
        return self.form


class ZeroHit(models.Model):
    """How often words found nothing on one day. Nothing says who asked."""

    day = models.DateField()
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES)
    """Language of the page."""
    words = models.CharField(max_length=100)
    number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "language", "words"], name="zero_hit_once")]

    def __str__(self):
        return f"{self.words} ({self.number})"

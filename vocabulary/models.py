from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from core.languages import CONTENT_LANGUAGE_CHOICES, CONTENT_LANGUAGES, best_language
from vocabulary.choices import LabelKind, MatchKind, Scheme
from vocabulary.queries import ConceptQuerySet

IDENTIFIER = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")


class Concept(models.Model):
    """A SKOS concept. `identifier` never changes and is never reused; words are in `ConceptLabel`."""

    scheme = models.CharField(max_length=20, choices=Scheme)
    identifier = models.CharField(max_length=80, validators=[IDENTIFIER])
    broader = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="narrower")
    position = models.PositiveSmallIntegerField(default=0)
    """Order among its siblings; 0 everywhere means by label."""
    replaced_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces")
    deprecated_on = models.DateField(null=True, blank=True)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "position", "identifier"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "identifier"], name="concept_once_per_scheme"),
            models.CheckConstraint(condition=Q(scheme__in=Scheme.values), name="concept_scheme_known"),
            models.CheckConstraint(condition=~Q(broader=models.F("id")), name="concept_not_its_own_broader"),
        ]

    def __str__(self):
        return f"{self.scheme}:{self.identifier}"

    def label_in(self, language: str) -> "ConceptLabel":
        """Preferred label for a reader of `language`, by fallback; needs `with_labels()`."""
        preferred = {label.language: label for label in self.preferred_labels}
        return preferred[best_language(preferred, language, "en")]


class ConceptLabel(models.Model):
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES)
    kind = models.CharField(max_length=12, choices=LabelKind)
    text = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    """`search` form of the text: lower case, NFC."""
    expands_alone = models.BooleanField(default=True)
    """False for short or everyday words that widen a search only in company."""
    is_added = models.BooleanField(default=False)
    """Added on the portal; loading the data files again does not take it away."""

    class Meta:
        ordering = ["concept", "language", "kind", "text"]
        constraints = [
            models.UniqueConstraint(fields=["concept", "language", "kind", "text"], name="label_once"),
            models.UniqueConstraint(
                fields=["concept", "language"],
                condition=Q(kind=LabelKind.PREFERRED),
                name="label_one_preferred_per_language",
            ),
            models.CheckConstraint(condition=Q(kind__in=LabelKind.values), name="label_kind_known"),
            models.CheckConstraint(condition=Q(language__in=CONTENT_LANGUAGES), name="label_language_known"),
            models.CheckConstraint(condition=~Q(text=""), name="label_not_empty"),
        ]

    def __str__(self):
        return self.text


class ConceptDefinition(models.Model):
    """`skos:definition`: one plain sentence per language."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="definitions")
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES)
    text = models.CharField(max_length=600)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concept", "language"], name="definition_once_per_language")]

    def __str__(self):
        return self.text


class ConceptMatch(models.Model):
    """SKOS mapping relation to a concept of another vocabulary (EuroVoc, YSO)."""

    concept = models.ForeignKey(Concept, on_delete=models.CASCADE, related_name="matches")
    kind = models.CharField(max_length=12, choices=MatchKind, default=MatchKind.EXACT)
    uri = models.URLField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concept", "uri"], name="match_once")]

    def __str__(self):
        return self.uri


class Collection(models.Model):
    """A SKOS collection: an ordered display group of concepts that is no concept itself."""

    identifier = models.CharField(max_length=80, unique=True, validators=[IDENTIFIER])
    position = models.PositiveSmallIntegerField(default=0)
    labels = models.JSONField(default=dict)
    """{language: label} in the interface languages."""
    members = models.ManyToManyField(Concept, through="CollectionMember", related_name="collections")

    class Meta:
        ordering = ["position"]

    def __str__(self):
        return self.identifier


class CollectionMember(models.Model):
    collection = models.ForeignKey(Collection, on_delete=models.CASCADE)
    concept = models.ForeignKey(Concept, on_delete=models.CASCADE)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["collection", "position"]
        constraints = [models.UniqueConstraint(fields=["collection", "concept"], name="member_once")]


class ConceptAssignment(models.Model):
    """A concept said of an item, in a role. Subclasses add `item` and their roles."""

    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    is_main = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "role", "concept"], name="%(class)s_once"),
            models.UniqueConstraint(
                fields=["item", "role"], condition=Q(is_main=True), name="%(class)s_one_main_per_role"
            ),
        ]

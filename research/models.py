from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.constraints import index_by_spelling, one_of
from core.fields import PartialDateField, partial_date_check, partial_dates_in_order
from core.kind_words import KindWords
from core.models import LANGUAGE_TAG, Item, Text
from core.references import repoint
from organisations.keeping import KeptByPeople
from places.models import InPlaces, PlaceAssignment
from research import choices
from research.identifiers import normalise, resolver_url, validate, validate_orcid
from research.queries import ResearchItemQuerySet
from vocabulary.models import ConceptAssignment


class ResearchItem(KeptByPeople, InPlaces, Item):
    """One bibliographic record (CSL 1.0.2 variables). The original title is a fact; plain words are texts."""

    kind = "research"
    url_name = "research:detail"
    words = KindWords(
        name=_("Research"),
        invitation=_("Tell us about research"),
        lead=_("Tell us about a study or a report that others should find."),
    )
    part_relations = ("texts", "concepts", "places", "contributions", "identifiers", "relations")
    private_fields = ("abstract", "raw")

    csl_type = models.CharField(max_length=20, choices=choices.CslType)
    title = models.CharField(max_length=400)
    language = models.CharField(max_length=35, validators=[LANGUAGE_TAG])
    """BCP 47 language of the work and of its title."""
    issued = PartialDateField()
    container_title = models.CharField(max_length=400, blank=True)
    collection_title = models.CharField(max_length=400, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    publisher_place = models.CharField(max_length=120, blank=True)
    volume = models.CharField(max_length=40, blank=True)
    issue = models.CharField(max_length=40, blank=True)
    page = models.CharField(max_length=60, blank=True)
    series_number = models.CharField(max_length=60, blank=True)
    edition = models.CharField(max_length=60, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    pdf_url = models.URLField(max_length=1000, blank=True)
    oa_url = models.URLField(max_length=1000, blank=True)
    abstract = models.TextField(max_length=4000, blank=True)
    abstract_public = models.BooleanField(default=False)
    keywords = ArrayField(models.CharField(max_length=120), default=list, blank=True)
    sample_size = models.PositiveIntegerField(null=True, blank=True)
    is_place_bound = models.BooleanField(default=True)
    data_started = PartialDateField()
    data_ended = PartialDateField()
    evidence_level = models.PositiveSmallIntegerField(null=True, blank=True)
    funding = models.CharField(max_length=300, blank=True)
    open_access = models.CharField(max_length=8, choices=choices.OpenAccess, default=choices.OpenAccess.UNKNOWN)
    peer_reviewed = models.BooleanField(null=True, blank=True)
    retraction_status = models.CharField(
        max_length=10, choices=choices.RetractionStatus, default=choices.RetractionStatus.NONE
    )
    raw = models.JSONField(default=dict, blank=True)
    """The record as it came, for reading it again."""

    objects = ResearchItemQuerySet.as_manager()

    class Meta(Item.Meta):
        constraints = [
            *Item.Meta.constraints,
            partial_date_check("issued", "research_issued_date"),
            partial_date_check("data_started", "research_data_started_date"),
            partial_date_check("data_ended", "research_data_ended_date"),
            models.CheckConstraint(condition=~Q(title=""), name="research_has_title"),
            partial_dates_in_order("data_started", "data_ended", "research_data_in_order"),
            one_of("csl_type", choices.CslType, name="research_type_known"),
            one_of("open_access", choices.OpenAccess, name="research_open_access_known"),
            one_of("retraction_status", choices.RetractionStatus, name="research_retraction_known"),
            models.CheckConstraint(
                condition=Q(evidence_level__isnull=True) | Q(evidence_level__range=(1, 5)),
                name="research_evidence_one_to_five",
            ),
        ]
        indexes = [*Item.Meta.indexes, index_by_spelling("title", "research_title_spelling")]

    def __str__(self):
        return self.title

    @classmethod
    def questionnaire(cls):
        from research.questionnaire.questions import ResearchQuestionnaire

        return ResearchQuestionnaire()

    def display_title(self) -> str:
        return self.title

    def title_language(self) -> str:
        return self.language

    def organisation_ids(self):
        keys = self.contributions.values_list("organisation_id", flat=True)
        return {key for key in (self.owner_id, *keys) if key}

    def publish_problems(self) -> list[str]:
        from research.publication import problems

        return problems(self)

    def gate_findings(self):
        from research.gate import findings

        return findings(self)

    @classmethod
    def lookalike_rules(cls):
        from research.lookalikes import RULES

        return RULES

    def move_references(self, into):
        repoint(self.relations.all(), "from_item", into)
        repoint(self.reverse_relations.all(), "to_item", into)

    def search_document(self):
        from research.indexing import document

        return document(self)


class ResearchText(Text):
    """Plain words about a work: written by us, so always publishable."""

    item = models.ForeignKey(ResearchItem, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=400, blank=True)
    """Translated title, where there is one."""
    key_message = models.CharField(max_length=200, blank=True)
    plain_summary = models.TextField(max_length=1200, blank=True)
    population = models.CharField(max_length=300, blank=True)

    class Meta(Text.Meta):
        indexes = [index_by_spelling("title", "research_own_title_spelling")]


class ResearchConcept(ConceptAssignment):
    item = models.ForeignKey(ResearchItem, on_delete=models.CASCADE, related_name="concepts")

    class Meta(ConceptAssignment.Meta):
        constraints = [
            *ConceptAssignment.Meta.constraints,
            one_of("role", choices.ConceptRole, name="research_concept_role_known"),
        ]


class ResearchPlace(PlaceAssignment):
    """Where the studied people or places are."""

    item = models.ForeignKey(ResearchItem, on_delete=models.CASCADE, related_name="places")

    class Meta(PlaceAssignment.Meta):
        pass


class Contribution(models.Model):
    """A name on the work, in order: a person (family, given) or a body (literal). Published authorship only."""

    item = models.ForeignKey(ResearchItem, on_delete=models.CASCADE, related_name="contributions")
    role = models.CharField(max_length=12, choices=choices.ContributorRole, default=choices.ContributorRole.AUTHOR)
    family = models.CharField(max_length=120, blank=True)
    given = models.CharField(max_length=120, blank=True)
    literal = models.CharField(max_length=200, blank=True)
    orcid = models.CharField(max_length=19, blank=True, validators=[validate_orcid])
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["role", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "role", "position"], name="contribution_in_order"),
            one_of("role", choices.ContributorRole, name="contribution_role_known"),
            models.CheckConstraint(
                condition=~Q(family="") | ~Q(literal="") | Q(organisation__isnull=False), name="contribution_is_named"
            ),
        ]

    def __str__(self):
        return self.literal or f"{self.family}, {self.given}".rstrip(", ")


class Identifier(models.Model):
    """A normalised identifier. One work has a DOI, PMID, handle or OpenAlex id for itself; ISBN and ISSN are shared."""

    item = models.ForeignKey(ResearchItem, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=10, choices=choices.IdentifierScheme)
    value = models.CharField(max_length=200)

    class Meta:
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["item", "scheme", "value"], name="identifier_once"),
            models.UniqueConstraint(
                fields=["scheme", "value"],
                condition=Q(scheme__in=["doi", "pmid", "handle", "openalex", "urn"]),
                name="identifier_of_one_work",
            ),
            one_of("scheme", choices.IdentifierScheme, name="identifier_scheme_known"),
            models.CheckConstraint(
                condition=~Q(scheme="doi") | Q(value__regex=r"^10\.\d{4,9}/\S+$"), name="identifier_doi_form"
            ),
        ]

    def __str__(self):
        return f"{self.scheme}:{self.value}"

    def clean(self):
        self.value = normalise(self.scheme, self.value)
        validate(self.scheme, self.value)

    @property
    def url(self) -> str:
        """Where the identifier leads; empty when nothing resolves it."""
        return resolver_url(self.scheme, self.value)


class Relation(models.Model):
    kind = models.CharField(max_length=12, choices=choices.RelationKind)
    from_item = models.ForeignKey(ResearchItem, on_delete=models.CASCADE, related_name="relations")
    to_item = models.ForeignKey(ResearchItem, on_delete=models.CASCADE, related_name="reverse_relations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "from_item", "to_item"], name="research_relation_once"),
            one_of("kind", choices.RelationKind, name="research_relation_kind_known"),
            models.CheckConstraint(condition=~Q(from_item=F("to_item")), name="research_not_related_to_itself"),
        ]

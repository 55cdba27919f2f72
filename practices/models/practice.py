from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinLengthValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.constraints import index_by_beginning, index_by_spelling, one_of
from core.fields import PartialDateField, partial_date_check, partial_dates_in_order
from core.kind_words import KindWords
from core.models import Item, Text
from organisations.keeping import KeptByPeople
from places.models import InPlaces, PlaceAssignment
from practices import choices
from practices.queries import PracticeQuerySet
from vocabulary.models import ConceptAssignment

CURRENCY_FORM = r"^[A-Z]{3}$"
"""ISO 4217"""


def concept_key(**options):
    return models.ForeignKey(
        "vocabulary.Concept", null=True, blank=True, on_delete=models.PROTECT, related_name="+", **options
    )


class Practice(KeptByPeople, InPlaces, Item):
    """Something that is done for integration, told so that others can do it. Facts here, words in `PracticeText`."""

    kind = "practice"
    url_name = "practices:detail"
    words = KindWords(
        name=_("Practice"),
        invitation=_("Share a practice"),
        lead=_("Tell what you do, so that others can do it too. Plain words are fine."),
    )
    part_relations = (
        *("texts", "concepts", "places", "partners", "buildingblocks", "resourceneeds", "costs", "legalbasiss"),
        *("results", "contactpoints", "attachments"),
    )

    scale = concept_key()
    maturity = concept_key()
    started = PartialDateField()
    ended = PartialDateField()
    is_running = models.BooleanField(null=True, blank=True)
    """None means that nobody has told."""
    participants_per_year = models.PositiveIntegerField(
        null=True, blank=True, validators=[MaxValueValidator(1_000_000)]
    )
    participant_duration = concept_key()
    cost_band = concept_key()
    website = models.URLField(max_length=1000, blank=True)
    quality_label = models.CharField(max_length=16, choices=choices.QualityLabel, blank=True)
    evidence_level = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    evidence_scope = models.CharField(max_length=16, choices=choices.EvidenceScope, blank=True)
    evidence_flags = ArrayField(models.CharField(max_length=24, choices=choices.EvidenceFlag), default=list, blank=True)
    similar_to = models.ManyToManyField("self", blank=True)
    """Found alike by an editor; what the portal itself finds alike is not stored."""
    open_to_questions = models.BooleanField(default=True)
    open_to_visits = models.BooleanField(default=False)
    not_known = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    """Names of the questions to which "we do not know" was the answer."""

    objects = PracticeQuerySet.as_manager()

    class Meta(Item.Meta):
        constraints = [
            *Item.Meta.constraints,
            partial_date_check("started", "practice_started_date"),
            partial_date_check("ended", "practice_ended_date"),
            partial_dates_in_order("started", "ended", "practice_ends_after_start"),
            models.CheckConstraint(
                condition=Q(evidence_level__isnull=True) | Q(evidence_level__range=(1, 5)),
                name="practice_evidence_one_to_five",
            ),
            models.CheckConstraint(
                condition=~Q(source="compiled") | Q(quality_label=""), name="practice_compiled_has_no_label"
            ),
            one_of("quality_label", choices.QualityLabel, name="practice_label_known", may_be_empty=True),
            one_of("evidence_scope", choices.EvidenceScope, name="practice_evidence_scope_known", may_be_empty=True),
            models.CheckConstraint(
                condition=Q(evidence_flags__contained_by=choices.EvidenceFlag.values),
                name="practice_evidence_flags_known",
            ),
            models.CheckConstraint(
                condition=Q(participants_per_year__isnull=True) | Q(participants_per_year__lte=1_000_000),
                name="practice_participants_bounded",
            ),
        ]
        indexes = [*Item.Meta.indexes, index_by_beginning("website", "practice_website_beginning")]

    def __str__(self):
        return self.number or self.source_key or str(self.pk)

    def display_title(self) -> str:
        return self.text_in(get_language()).title

    def organisation_ids(self):
        return {key for key in (self.owner_id, *self.partners.values_list("organisation_id", flat=True)) if key}

    @classmethod
    def questionnaire(cls):
        from practices.questionnaire.questions import QUESTIONNAIRE

        return QUESTIONNAIRE

    def gate_findings(self):
        from practices.gate import findings

        return findings(self)

    def publish_problems(self) -> list[str]:
        from practices.publication import problems

        return problems(self)

    def confirmation_period(self) -> int:
        if self.is_running is False or self.quality_label == choices.QualityLabel.LEARNING_CASE:
            return 36
        if not self.is_scored():
            return 6
        return 24 if self.quality_label in (choices.QualityLabel.GOOD, choices.QualityLabel.BEST) else 12

    def is_scored(self) -> bool:
        return self.maturity is None or self.maturity.identifier != choices.PILOT

    def is_sensitive(self) -> bool:
        from practices.publication import SENSITIVE_THEMES

        return self.concepts.filter(concept__identifier__in=SENSITIVE_THEMES).exists()

    @classmethod
    def lookalike_rules(cls):
        from practices.lookalikes import RULES

        return RULES

    def shows_file(self, file_id) -> bool:
        return self.attachments.filter(file_id=file_id).exists()

    def owner_was_named(self):
        self.partners.filter(is_owner=True).delete()

    def ask_people_named(self, *, by):
        from practices.actions import ask_for_consent

        for contact in self.contactpoints.all():
            ask_for_consent(contact, by=by)

    def move_references(self, into):
        into.similar_to.add(*self.similar_to.exclude(pk=into.pk))
        self.similar_to.clear()

    def search_document(self):
        from practices.indexing import document

        return document(self)


class PracticeText(Text):
    """All words of a practice in one language; those of its parts in `part_words`."""

    item = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(max_length=90, validators=[MinLengthValidator(8)])
    one_liner = models.CharField(max_length=160, validators=[MinLengthValidator(40)])
    summary = models.TextField(max_length=900)
    problem = models.TextField(max_length=1200, blank=True)
    goal = models.TextField(max_length=800, blank=True)
    what_we_do = models.TextField(max_length=4000, blank=True)
    results_summary = models.TextField(max_length=1500, blank=True)
    lessons = models.TextField(max_length=2000, blank=True)
    obstacles = models.TextField(max_length=2000, blank=True)
    participation = models.TextField(max_length=1200, blank=True)
    equality = models.TextField(max_length=1200, blank=True)
    risks_and_ethics = models.TextField(max_length=1200, blank=True)
    transfer_conditions = models.TextField(max_length=1500, blank=True)
    must_keep = models.TextField(max_length=800, blank=True)
    can_adapt = models.TextField(max_length=800, blank=True)
    smallest_start = models.CharField(max_length=300, blank=True)
    funding = models.TextField(max_length=800, blank=True)
    continuation = models.TextField(max_length=800, blank=True)
    end_reason = models.TextField(max_length=600, blank=True)
    target_group_note = models.CharField(max_length=300, blank=True)
    evidence_reason = models.TextField(max_length=800, blank=True)
    part_words = models.JSONField(default=dict, blank=True)
    """{id of the part: {field: text}}, fields as `word_fields` of the part names them."""

    class Meta(Text.Meta):
        constraints = [
            *Text.Meta.constraints,
            models.CheckConstraint(condition=~Q(title="") & ~Q(one_liner=""), name="practice_text_has_title"),
        ]
        indexes = [index_by_spelling("title", "practice_title_spelling")]

    def __str__(self):
        return self.title


class PracticeConcept(ConceptAssignment):
    item = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="concepts")

    class Meta(ConceptAssignment.Meta):
        constraints = [
            *ConceptAssignment.Meta.constraints,
            one_of("role", choices.ConceptRole, name="practice_concept_role_known"),
        ]


class PracticePlace(PlaceAssignment):
    item = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="places")

    class Meta(PlaceAssignment.Meta):
        pass


class Partner(models.Model):
    """An organisation beside the owner; by plain name while it has no record of its own."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="partnerships"
    )
    name = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=12, choices=choices.PartnerRole, default=choices.PartnerRole.PARTNER)
    is_owner = models.BooleanField(default=False)
    """True for the one that is said to run it, while no organisation of the portal is known to."""
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["practice", "organisation", "role"], name="partner_once"),
            models.CheckConstraint(condition=Q(organisation__isnull=False) | ~Q(name=""), name="partner_is_named"),
            one_of("role", choices.PartnerRole, name="partner_role_known"),
        ]

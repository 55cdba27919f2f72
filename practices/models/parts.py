import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.constraints import one_of
from core.fields import PartialDateField, partial_date_check, partial_dates_in_order
from files.choices import AttachmentKind
from practices import choices
from practices.models.practice import CURRENCY_FORM, Practice, concept_key


class Part(models.Model):
    """A repeatable part of a practice. `word_fields` names the texts that stand in `PracticeText.part_words`."""

    word_fields: dict[str, int] = {}
    """{field: longest text in characters}"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="%(class)ss")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position"]


class BuildingBlock(Part):
    """A piece that others can lift out."""

    word_fields = {"title": 90, "purpose": 600, "how": 1500, "enabling_factors": 600, "lessons": 600}

    essential = models.BooleanField(default=False)
    materials = models.ManyToManyField("Attachment", blank=True, related_name="building_blocks")

    class Meta(Part.Meta):
        pass


class ResourceNeed(Part):
    word_fields = {"competence": 200}

    kind = models.CharField(max_length=12, choices=choices.ResourceKind)
    amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=12, choices=choices.ResourceUnit, blank=True)
    phase = models.CharField(max_length=8, choices=choices.Phase, default=choices.Phase.RUNNING)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gte=0), name="resource_not_negative"),
            one_of("kind", choices.ResourceKind, name="resource_kind_known"),
            one_of("unit", choices.ResourceUnit, name="resource_unit_known", may_be_empty=True),
            one_of("phase", choices.Phase, name="resource_phase_known"),
        ]


class Cost(Part):
    """One amount for starting, one for a year; `currency` is ISO 4217, `year` the price level."""

    word_fields = {"funding": 200}

    phase = models.CharField(max_length=14, choices=choices.CostPhase)
    total = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    per_participant = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    includes_unpaid = models.BooleanField(default=False)
    is_unknown = models.BooleanField(default=False)
    """“We do not know” was the answer."""
    funding_sources = models.ManyToManyField("organisations.Organisation", blank=True, related_name="+")

    class Meta(Part.Meta):
        constraints = [
            models.UniqueConstraint(fields=["practice", "phase"], name="cost_once_per_phase"),
            one_of("phase", choices.CostPhase, name="cost_phase_known"),
            models.CheckConstraint(
                condition=(Q(total__isnull=True) | Q(total__gte=0))
                & (Q(per_participant__isnull=True) | Q(per_participant__gte=0)),
                name="cost_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True, per_participant__isnull=True)
                | Q(currency__regex=CURRENCY_FORM, year__isnull=False),
                name="cost_has_currency",
            ),
        ]


class LegalBasis(Part):
    word_fields = {"text": 300}

    country = models.ForeignKey("places.Country", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=choices.LegalBasisKind)
    act_id = models.CharField(max_length=80, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    checked_on = models.DateField(null=True, blank=True)

    class Meta(Part.Meta):
        constraints = [one_of("kind", choices.LegalBasisKind, name="legal_basis_kind_known")]


class Result(Part):
    word_fields = {"indicator": 160, "unintended": 600}

    outcome = models.ForeignKey("vocabulary.Concept", on_delete=models.PROTECT, related_name="+")
    baseline = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=60, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    group = concept_key()
    started = PartialDateField()
    ended = PartialDateField()
    method = concept_key()
    comparison = models.CharField(max_length=12, choices=choices.Comparison, default=choices.Comparison.NONE)
    source_url = models.URLField(max_length=1000, blank=True)
    source_attachment = models.ForeignKey(
        "Attachment", null=True, blank=True, on_delete=models.SET_NULL, related_name="results"
    )

    class Meta(Part.Meta):
        constraints = [
            partial_date_check("started", "result_started_date"),
            partial_date_check("ended", "result_ended_date"),
            partial_dates_in_order("started", "ended", "result_ends_after_start"),
            one_of("comparison", choices.Comparison, name="result_comparison_known"),
        ]


class ContactPoint(Part):
    """Someone to ask. Addresses never stand in the page; messages go through the portal."""

    word_fields = {"role": 80}
    private_fields = ("person_name", "email", "phone")

    person_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)
    languages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    show_as = models.CharField(max_length=20, choices=choices.ShowContactAs, default=choices.ShowContactAs.FORM_ONLY)

    class Meta(Part.Meta):
        constraints = [one_of("show_as", choices.ShowContactAs, name="contact_show_as_known")]


class Attachment(Part):
    """A file of ours or an address elsewhere; exactly one of them."""

    word_fields = {"title": 200, "alt": 300}

    file = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="attachments"
    )
    url = models.URLField(max_length=1000, blank=True)
    kind = models.CharField(max_length=14, choices=AttachmentKind)
    language = models.CharField(max_length=12, blank=True)
    licence = models.CharField(max_length=40, blank=True)
    people_visible = models.BooleanField(default=False)
    image_consent = models.BooleanField(default=False)

    class Meta(Part.Meta):
        constraints = [
            models.CheckConstraint(
                condition=(Q(file__isnull=True) & ~Q(url="")) | Q(file__isnull=False, url=""),
                name="attachment_file_or_address",
            ),
            models.CheckConstraint(
                condition=Q(people_visible=False) | Q(image_consent=True), name="attachment_people_agreed"
            ),
            one_of("kind", AttachmentKind, name="attachment_kind_known"),
        ]

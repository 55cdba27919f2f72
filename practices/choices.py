from django.db import models
from django.utils.translation import gettext_lazy as _


class ConceptRole(models.TextChoices):
    THEME = "theme", _("Theme")
    TARGET_GROUP = "target_group", _("Target group")
    BENEFICIARY = "beneficiary", _("Who benefits in the end")
    METHOD = "method", _("Type of work")
    SETTING = "setting", _("Where it happens")


class PartnerRole(models.TextChoices):
    PARTNER = "partner", _("Partner")
    CO_OWNER = "co-owner", _("Runs it together")
    FUNDER = "funder", _("Pays for it")
    DELIVERY = "delivery", _("Carries it out")
    RESEARCH = "research", _("Studies it")
    REFERENCE = "reference", _("Gives advice")


class QualityLabel(models.TextChoices):
    PILOT = "pilot", _("Pilot")
    SHARED = "shared", _("Shared practice")
    GOOD = "good", _("Good practice")
    BEST = "best", _("Best practice")
    LEARNING_CASE = "learning-case", _("Learning case")


class EvidenceScope(models.TextChoices):
    THIS_PRACTICE = "this-practice", _("this practice itself")
    SAME_METHOD = "same-method", _("the same method elsewhere")


class EvidenceFlag(models.TextChoices):
    NO_EFFECT = "no-effect-shown", _("No effect shown")
    HARM = "harmful-effect-shown", _("Harmful effect shown")


class ResourceKind(models.TextChoices):
    STAFF = "staff", _("Staff")
    VOLUNTEERS = "volunteers", _("Volunteers")
    PREMISES = "premises", _("Premises")
    EQUIPMENT = "equipment", _("Equipment")
    TRAINING = "training", _("Training")
    LICENCE = "licence", _("Licence")
    OTHER = "other", _("Something else")


class ResourceUnit(models.TextChoices):
    FULL_TIME = "FTE", _("full-time posts")
    HOURS_PER_WEEK = "hours/week", _("hours a week")
    SQUARE_METRES = "m2", _("square metres")
    PIECES = "pieces", _("pieces")


class Phase(models.TextChoices):
    START = "start", _("To start")
    RUNNING = "running", _("To run")


class CostPhase(models.TextChoices):
    START = "start", _("To start")
    RUNNING_YEAR = "running-year", _("A year")


class LegalBasisKind(models.TextChoices):
    REQUIRED_BY = "required-by", _("Required by law")
    ALLOWED_BY = "allowed-by", _("Allowed by law")
    LIMITS = "limits", _("Limited by law")


class Comparison(models.TextChoices):
    NONE = "none", _("no comparison")
    BEFORE = "before", _("before and after")
    OTHER_GROUP = "other group", _("another group")
    RANDOM = "random", _("drawn by lot")


class ShowContactAs(models.TextChoices):
    NAME_AND_EMAIL = "name+email", _("Name and e-mail")
    FORM_ONLY = "form only", _("Only through a form")
    ORGANISATION_ONLY = "organisation only", _("Only the organisation")


PILOT = "maturity-pilot"
"""How far a practice has come that is published without scores."""

EVIDENCE_LEVELS = {
    1: (_("well described"), _("We know what they do. We do not know yet if it works.")),
    2: (_("well reasoned"), _("There is good reason to believe it works.")),
    3: (_("first results"), _("Participants did better afterwards. We cannot be sure it was because of this.")),
    4: (_("good evidence"), _("A fair comparison shows that it helped.")),
    5: (_("strong evidence"), _("Several fair comparisons, also under Nordic conditions, show that it helps.")),
}
"""Level: (its name, what it says to a reader)."""

EVIDENCE_FLAG_SENTENCES = {
    EvidenceFlag.NO_EFFECT: _("Good studies looked for an effect and found none."),
    EvidenceFlag.HARM: _("Good studies show that some participants ended up worse off."),
}

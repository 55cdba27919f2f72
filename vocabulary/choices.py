from django.db import models


class Scheme(models.TextChoices):
    """Concept schemes: the thesaurus and the code lists."""

    THEME = "theme"
    TARGET_GROUP = "target_group"
    METHOD = "method"
    ACTOR_TYPE = "actor_type"
    LEGAL_STATUS = "legal_status"
    EVIDENCE = "evidence"
    OTHER = "other"
    COST = "cost"
    DURATION = "duration"
    SIZE = "size"
    OUTCOME = "outcome"
    LANGUAGE = "language"
    KIND = "kind"
    CHECKED = "checked"
    CONTACT = "contact"
    OPEN_ACCESS = "oa"


class LabelKind(models.TextChoices):
    """SKOS lexical labels. Hidden ones (dated, loaded) are found and never shown."""

    PREFERRED = "prefLabel"
    ALTERNATIVE = "altLabel"
    HIDDEN = "hiddenLabel"


class MatchKind(models.TextChoices):
    """SKOS mapping relations."""

    EXACT = "exactMatch"
    CLOSE = "closeMatch"

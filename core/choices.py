from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Received")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_REQUESTED = "changes_requested", _("Changes asked for")
    ACCEPTED = "accepted", _("Accepted")
    PUBLISHED = "published", _("Published")
    ARCHIVED = "archived", _("Archived")
    REJECTED = "rejected", _("Not accepted")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    TAKEN_DOWN = "taken_down", _("Taken down")
    MERGED = "merged", _("Merged")


PUBLIC_STATUSES = (Status.PUBLISHED, Status.ARCHIVED)
"""Anyone may read the page of an item with one of these."""

LISTED_STATUSES = (Status.PUBLISHED,)
"""Only these stand in search, feeds, maps and counts."""


class TakeDownReason(models.TextChoices):
    """The kind of reason that readers are told; what exactly happened stays inside."""

    PERSONAL_DATA = "personal-data", _("It named somebody who does not want to be named.")
    SAFETY = "safety", _("It could have put somebody in danger.")
    RIGHTS = "rights", _("It used texts or pictures that belong to others.")
    WRONG = "wrong", _("It was not right.")
    OTHER = "other", _("There was another reason.")


class Source(models.TextChoices):
    FORM = "form", _("Sent in by the organisation")
    IMPORT = "import", _("Imported")
    PARTNER_FEED = "partner-feed", _("From a partner")
    EDITOR = "editor", _("Written by an editor")
    COMPILED = "compiled", _("Compiled from public sources")


class TextOrigin(models.TextChoices):
    AUTHOR = "author", _("Written by the organisation")
    HUMAN = "human", _("Translated by a person")
    MACHINE = "machine", _("Translated by machine")
    MACHINE_CHECKED = "machine-checked", _("Translated by machine and checked by a person")
    COMPILED = "compiled", _("Compiled from public sources")


class Licence(models.TextChoices):
    CC_BY_4 = "CC-BY-4.0", "CC BY 4.0"
    CC0_1 = "CC0-1.0", "CC0 1.0"
    ALL_RIGHTS_RESERVED = "all-rights-reserved", pgettext_lazy("licence", "All rights reserved")

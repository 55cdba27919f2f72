from django.db import models
from django.utils.translation import gettext_lazy as _


class Occupation(models.TextChoices):
    MUNICIPAL = "municipal", _("Municipality")
    STATE = "state", _("State authority")
    REGION = "region", _("Region")
    NGO = "ngo", _("Voluntary organisation")
    RESEARCH = "research", _("Research")
    STUDENT = "student", _("Student")
    OTHER = "other", _("Something else")


class Role(models.TextChoices):
    """What a person may do for the whole portal; what they may do for an organisation is a membership."""

    TRANSLATOR = "translator", _("Translator")
    REVIEWER = "reviewer", _("Reviewer")
    METHODS_REVIEWER = "methods_reviewer", _("Methods reviewer")
    COUNTRY_EDITOR = "country_editor", _("Country editor")
    CHIEF_EDITOR = "chief_editor", _("Chief editor")
    ANALYST = "analyst", _("Analyst")
    ADMINISTRATOR = "administrator", _("Administrator")


NEEDS_SECOND_STEP = frozenset({Role.COUNTRY_EDITOR, Role.CHIEF_EDITOR, Role.ANALYST, Role.ADMINISTRATOR})
"""Whoever decides what is public, or sees what is not, signs in with two steps."""


class MailFrequency(models.TextChoices):
    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")
    NEVER = "never", _("Never")


class ConsentPurpose(models.TextChoices):
    SHOW_NAME = "show-name", _("Your name is shown")
    SHOW_EMAIL = "show-email", _("Your name and e-mail address are shown")
    CONTACT_FORM = "contact-form", _("People write to you through the portal; your name and address are not shown")
    PHOTO = "photo", _("A photo with you in it is shown")
    NEWSLETTER = "newsletter", _("You get the newsletter")
    REVIEWER_LIST = "reviewer-list", _("Your name stands in the list of reviewers")
    ALERTS = "alerts", _("You get messages about new items")


class ConsentMethod(models.TextChoices):
    LINK = "link", _("By a link in a mail")
    FORM = "form", _("In a form")
    PAPER = "paper", _("On paper")

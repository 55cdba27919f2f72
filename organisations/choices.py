from django.db import models
from django.utils.translation import gettext_lazy as _


class Verification(models.TextChoices):
    UNVERIFIED = "unverified", _("Not verified")
    VERIFIED = "verified", _("Verified")


class OrganisationScope(models.TextChoices):
    LOCAL = "local", _("Local")
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")
    NORDIC = "nordic", _("Nordic")


class RelationKind(models.TextChoices):
    PART_OF = "part-of", _("Part of")
    MEMBER_OF = "member-of", _("Member of")
    SUCCESSOR_OF = "successor-of", _("Follows after")


class MembershipRole(models.TextChoices):
    MEMBER = "member", _("Member")
    CONTRIBUTOR = "contributor", _("Contributor")
    MANAGER = "manager", _("Manager")


class VerifiedBy(models.TextChoices):
    DOMAIN = "domain", _("E-mail domain")
    MANAGER = "manager", _("Manager")
    EDITOR = "editor", _("Editor")


class Cooperation(models.TextChoices):
    """What an organisation can offer others, or looks for."""

    STUDY_VISIT = "study-visit", _("Study visit")
    MENTORING = "mentoring", _("Mentoring of colleagues")
    PARTNER_FOR_FUNDING = "partner-for-funding", _("Partner for an application")
    ADVICE = "advice", _("Advice")
    DATA = "data", _("Data")
    SPEAKERS = "speakers", _("Speakers")


class RequestState(models.TextChoices):
    OPEN = "open", _("Waits for an answer")
    ACCEPTED = "accepted", _("Answered with yes")
    DECLINED = "declined", _("Answered with no")
    WITHDRAWN = "withdrawn", _("Withdrawn")

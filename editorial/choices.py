from django.db import models
from django.utils.translation import gettext_lazy as _


class ProposalPurpose(models.TextChoices):
    NEW = "new", _("Something new")
    CHANGE = "change", _("A change to what is public")


class ProposalState(models.TextChoices):
    """Of the writing alone: what has become of a new item is told by the item's status."""

    OPEN = "open", _("Draft")
    SENT = "sent", _("Sent in")
    RETURNED = "returned", _("Changes asked for")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Not accepted")
    DISCARDED = "discarded", _("Thrown away")


BEING_WRITTEN = (ProposalState.OPEN, ProposalState.RETURNED)
"""Its writers may change the answers."""


class ChangeAnswer(models.TextChoices):
    """What an author says to a change that was asked for."""

    WAITING = "", _("Not answered yet")
    CHANGED = "changed", _("Changed")
    KEPT = "kept", _("Kept as it is")


class AgreementAnswer(models.TextChoices):
    """What somebody says who was asked to agree before a draft is sent."""

    WAITING = "", _("Not answered yet")
    AGREED = "agreed", _("Agreed")
    NOT_YET = "not yet", _("Not yet")


class GateReply(models.TextChoices):
    """To one question of the gate."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNSURE = "unsure", _("Not sure")


class Gate(models.TextChoices):
    """The questions of the gate, as the review criteria number them."""

    G1 = "G1"
    G2 = "G2"
    G3 = "G3"
    G4 = "G4"
    G5 = "G5"
    G6 = "G6"
    G7 = "G7"

"""What the room of accounts asks about drafts: which are somebody's, and which go with an account."""

from django.db.models import Q

from accounts.farewells import before_closing
from accounts.own_data import also_held
from editorial.models import DraftAgreement, Proposal
from submissions import actions
from submissions.models import DraftReport
from submissions.permissions import addresses_of


@before_closing
def leave_drafts(user) -> None:
    actions.leave_drafts(user=user)


@also_held
def drafts_of_addresses(user):
    """Begun without an account, with an address that is the person's."""
    return Proposal.objects.filter(author=None, email__in=addresses_of(user)).order_by("pk")


@also_held
def questions_to_agree(user):
    """Put to an address that is the person's."""
    return DraftAgreement.objects.filter(email__in=addresses_of(user)).order_by("pk")


@also_held
def reports_of_drafts(user):
    """What was found in reports that the person let us read."""
    own = Q(proposal__author=user) | Q(proposal__author=None, proposal__email__in=addresses_of(user))
    return DraftReport.objects.filter(own).order_by("pk")

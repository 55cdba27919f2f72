"""How those are called who ask and who are asked."""

from django.utils.translation import gettext as _

from editorial.models import DraftAgreement


def asker_of(agreement: DraftAgreement) -> str:
    """By name, else by the address, which they have confirmed before they could ask."""
    proposal = agreement.proposal
    return str(agreement.asked_by or proposal.author or proposal.email)


def known_as(agreement: DraftAgreement) -> str:
    """To the writers, who have given the address themselves."""
    return agreement.name or agreement.email or _("Somebody")


def shown_as(agreement: DraftAgreement) -> str:
    """To everybody else: an address is shown to nobody who has not given it."""
    return agreement.name or _("Somebody who was asked to agree")

from django.utils.translation import gettext as _

from accounts.choices import Role
from core.access import ALLOWED, Answer, denied, rule
from core.choices import Status
from core.kinds import models_by_kind
from core.models import Item
from editorial.choices import ProposalState
from editorial.models import Proposal
from editorial.permissions import standing_of

CHANGE, SEE_CHANGES, DECIDE = "change item", "see changes", "decide on change"
_EDITORS = (Role.COUNTRY_EDITOR, Role.CHIEF_EDITOR)


@rule(CHANGE)
def may_change(person, item: Item) -> Answer:
    if not person.is_authenticated or not item.is_maintained_by(person):
        return denied(_("Only those who maintain it can change it."))
    if item.status != Status.PUBLISHED:
        return denied(_("Only what is published is changed here."))
    return ALLOWED


@rule(SEE_CHANGES)
def may_see_changes(person, item=None) -> Answer:
    """The list at the desk; what may be decided is asked for each change by itself."""
    if person.is_authenticated and any(person.has_role(role) for role in _EDITORS):
        return ALLOWED
    return denied(_("Changes are for editors."))


@rule(DECIDE)
def may_decide(person, proposal: Proposal) -> Answer:
    item = item_of(proposal)
    if item is None or not person.is_authenticated:
        return denied(_("There is nothing to decide."))
    standing = standing_of(person, item)
    if not standing.actors & {"editor", "chief editor"}:
        return denied(_("Another editor decides on changes here."))
    if standing.has_conflict or proposal.author_id == person.pk:
        return denied(standing.conflict or _("Another editor decides on changes here."))
    if proposal.state != ProposalState.SENT:
        return denied(_("This is now “%(state)s”, so that step is over.") % {"state": proposal.get_state_display()})
    return ALLOWED


def item_of(proposal: Proposal) -> Item | None:
    model = models_by_kind().get(proposal.kind)
    return model.objects.with_texts().filter(pk=proposal.item_id).first() if model else None

"""Who joins an organisation, who answers for it, who hands over what it owns."""

from django.utils.translation import gettext as _

from core.access import ALLOWED, Answer, denied, rule
from core.choices import Status
from core.models import Item
from editorial.permissions import NAME_OWNER
from organisations.memberships import edits_for, managers_of, manages
from organisations.models import Handover, JoinRequest, Membership, Organisation

JOIN = "join organisation"
SEE_MEMBERS = "see members"
ANSWER_JOIN_REQUEST = "answer join request"
CHANGE_ROLE = "change role of member"
END_MEMBERSHIP = "end membership"
OFFER_ITEM = "offer item"
TAKE_BACK_OFFER = "take back offered item"
ANSWER_HANDOVER = "answer handover"
NOT_HANDED_OVER = frozenset({Status.WITHDRAWN, Status.REJECTED, Status.TAKEN_DOWN, Status.MERGED})


@rule(JOIN)
def may_join(person, organisation: Organisation) -> Answer:
    if not person.is_authenticated:
        return denied(_("Sign in first."))
    if organisation.is_closed or not organisation.is_listed:
        return denied(_("This organisation takes nobody in."))
    if organisation.memberships.current().filter(user=person).exists():
        return denied(_("You belong to this organisation already."))
    return ALLOWED


@rule(SEE_MEMBERS)
def may_see_members(person, organisation: Organisation) -> Answer:
    if person.is_authenticated and (manages(person, organisation.pk) or edits_for(person, organisation)):
        return ALLOWED
    return denied(_("Managers of the organisation see who belongs to it."))


@rule(ANSWER_JOIN_REQUEST)
def may_answer(person, request: JoinRequest) -> Answer:
    """The editor stands in while there is no manager."""
    if person.pk == request.user_id:
        return denied(_("Somebody else answers what you have asked for."))
    if manages(person, request.organisation_id):
        return ALLOWED
    if edits_for(person, request.organisation) and not managers_of(request.organisation_id).exists():
        return ALLOWED
    return denied(_("The managers of the organisation answer."))


@rule(CHANGE_ROLE)
def may_change_role(person, membership: Membership) -> Answer:
    if person.pk == membership.user_id:
        return denied(_("Nobody changes their own role: ask another manager or the editor."))
    return may_see_members(person, membership.organisation)


@rule(END_MEMBERSHIP)
def may_end_membership(person, membership: Membership) -> Answer:
    """Everybody may leave, but for the last manager."""
    if person.pk != membership.user_id:
        return may_see_members(person, membership.organisation)
    others = membership.organisation.memberships.managers().exclude(pk=membership.pk)
    if manages(person, membership.organisation_id) and not others.exists():
        return denied(_("You are the last manager: name another one before you leave, or ask the editor to."))
    return ALLOWED


@rule(OFFER_ITEM)
def may_offer(person, item: Item) -> Answer:
    """By a manager of the owner; by the person who sent it, while nobody owns it."""
    if item.kind == Organisation.kind or item.status in NOT_HANDED_OVER:
        return denied(_("This cannot be handed over."))
    if item.owner_id is None and item.is_maintained_by(person):
        return ALLOWED
    if manages(person, item.owner_id):
        return ALLOWED
    return denied(_("A manager of the owner hands it over."))


@rule(NAME_OWNER)
def may_name_owner(person, item: Item) -> Answer:
    """By an editor, while nobody owns it."""
    if item.kind == Organisation.kind or item.status in NOT_HANDED_OVER:
        return denied(_("This cannot be handed over."))
    if item.owner_id is not None:
        return denied(_("It has an owner already, who can hand it over."))
    if not edits_for(person, item):
        return denied(_("An editor of its country names the organisation."))
    return ALLOWED


@rule(ANSWER_HANDOVER)
def may_answer_handover(person, handover: Handover) -> Answer:
    if manages(person, handover.organisation_id):
        return ALLOWED
    if person.pk != handover.offered_by_id and edits_for(person, handover.organisation):
        return ALLOWED
    return denied(_("The managers of the organisation answer."))


@rule(TAKE_BACK_OFFER)
def may_take_back(person, handover: Handover) -> Answer:
    if person.pk == handover.offered_by_id or manages(person, handover.from_organisation_id):
        return ALLOWED
    return denied(_("Only the side that offered it takes it back."))

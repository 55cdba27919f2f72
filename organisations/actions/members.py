"""Who belongs to an organisation: joining, answering, changing roles, leaving. Nothing here is ever deleted."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions import record_audit
from organisations import emails
from organisations.actions.requests import check, check_is_open, close_request
from organisations.choices import MembershipRole, RequestState, VerifiedBy
from organisations.domains import shows_who_employs
from organisations.memberships import manages
from organisations.models import JoinRequest, Membership, Organisation
from organisations.permissions import ANSWER_JOIN_REQUEST, CHANGE_ROLE, END_MEMBERSHIP, JOIN
from organisations.refusals import Refused


@transaction.atomic
def join(*, organisation: Organisation, by: User, message: str = "") -> Membership | JoinRequest:
    """At once when the confirmed address shows it, else a request; asking again changes nothing.

    Who has left, or was made to, never comes back by the address alone.
    """
    _lock(organisation)
    open_request = organisation.joinrequests.open().filter(user=by).first()
    if open_request:
        return open_request
    check(by, JOIN, organisation)
    was_there = organisation.memberships.filter(user=by).exists()
    if not was_there and shows_who_employs(by.confirmed_domain, organisation):
        audit = _audit("join organisation", by, organisation, by, verified_by=VerifiedBy.DOMAIN)
        membership = _add(organisation, by, MembershipRole.CONTRIBUTOR, VerifiedBy.DOMAIN)
        emails.somebody_joined(membership, audit)
        return membership
    request = JoinRequest.objects.create(organisation=organisation, user=by, message=message)
    emails.somebody_asked(request, _audit("ask to join", by, organisation, by))
    return request


@transaction.atomic
def answer_join_request(*, request: JoinRequest, is_yes: bool, by: User, as_manager: bool = False) -> JoinRequest:
    """The first answer holds. The editor, who answers while there is no manager, may make the person one."""
    _lock(request.organisation)
    request.refresh_from_db(from_queryset=JoinRequest.objects.select_for_update())
    check_is_open(request)
    check(by, ANSWER_JOIN_REQUEST, request)
    if is_yes and not request.user.is_active:
        raise Refused(_("This person has closed their account."))
    close_request(request=request, state=RequestState.ACCEPTED if is_yes else RequestState.DECLINED, by=by)
    if is_yes and not request.organisation.memberships.current().filter(user=request.user).exists():
        role = MembershipRole.MANAGER if as_manager else MembershipRole.CONTRIBUTOR
        _add(request.organisation, request.user, role, _vouching(by, request.organisation))
    action = "accept join request" if is_yes else "decline join request"
    emails.join_request_answered(request, _audit(action, by, request.organisation, request.user))
    return request


@transaction.atomic
def withdraw_join_request(*, request: JoinRequest, by: User) -> JoinRequest:
    request.refresh_from_db(from_queryset=JoinRequest.objects.select_for_update())
    if request.user_id != by.pk:
        raise Refused(_("Only the person who asked takes it back."))
    check_is_open(request)
    close_request(request=request, state=RequestState.WITHDRAWN, by=by)
    _audit("withdraw join request", by, request.organisation, by)
    return request


@transaction.atomic
def change_role(*, membership: Membership, role: str, by: User) -> Membership:
    """Somebody else vouches for the person from now on, whatever their address says."""
    _lock_current(membership)
    check(by, CHANGE_ROLE, membership)
    if membership.role == role:
        return membership
    before, membership.role = membership.role, MembershipRole(role)
    membership.verified_by = _vouching(by, membership.organisation)
    membership.save(update_fields=["role", "verified_by"])
    audit = _audit("change role of member", by, membership.organisation, membership.user, before=before, role=role)
    emails.role_changed(membership, audit)
    return membership


@transaction.atomic
def end_membership(*, membership: Membership, by: User) -> Membership:
    """By the person, a manager or the editor."""
    _lock_current(membership)
    check(by, END_MEMBERSHIP, membership)
    return _end(membership, by)


@transaction.atomic
def end_memberships_by_domain(*, user: User) -> None:
    """After a new address: what rested on the domain of the old one alone is over."""
    user.refresh_from_db(fields=["email"])
    for membership in user.memberships.current().filter(verified_by=VerifiedBy.DOMAIN).order_by("pk"):
        if not shows_who_employs(user.confirmed_domain, membership.organisation):
            _lock_current(membership)
            _end(membership, None)


@transaction.atomic
def leave_everything(user: User) -> None:
    """Before an account is closed: what it belonged to goes with it, and the audit trail tells that it ended."""
    for membership in user.memberships.current().select_related("organisation").order_by("organisation_id"):
        _lock(membership.organisation)
        _audit("end membership", user, membership.organisation, user, role=membership.role)


def take_in(*, organisation: Organisation, user: User, role: str, verified_by: str) -> Membership:
    """Part of something greater that says why; who belongs to it already stays what they are."""
    there = organisation.memberships.current().filter(user=user).first()
    return there or _add(organisation, user, role, verified_by)


def _end(membership: Membership, by: User | None) -> Membership:
    membership.to_date = timezone.localdate()
    membership.save(update_fields=["to_date"])
    audit = _audit("end membership", by, membership.organisation, membership.user, role=membership.role)
    if by != membership.user:
        emails.membership_ended(membership, audit)
    return membership


def _add(organisation: Organisation, user: User, role: str, verified_by: str) -> Membership:
    return Membership.objects.create(
        organisation=organisation, user=user, role=role, verified_by=verified_by, from_date=timezone.localdate()
    )


def _vouching(by: User, organisation: Organisation) -> VerifiedBy:
    return VerifiedBy.MANAGER if manages(by, organisation.pk) else VerifiedBy.EDITOR


def _lock(organisation: Organisation) -> None:
    """One change at a time for each organisation, so that its last manager is counted right."""
    organisation.refresh_from_db(from_queryset=Organisation._base_manager.select_for_update())


def _lock_current(membership: Membership) -> None:
    _lock(membership.organisation)
    membership.refresh_from_db(from_queryset=Membership.objects.select_for_update().select_related("organisation"))
    if membership.to_date:
        raise Refused(_("This membership is over already."))


def _audit(action: str, by: User | None, organisation: Organisation, user: User, **detail):
    return record_audit(action=action, by=by, item=organisation, detail={"user": str(user.pk), **detail})

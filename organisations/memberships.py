"""Who belongs to which organisation, asked from above and below without importing the models."""

import datetime

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from organisations.choices import MembershipRole


def writes_for(person, organisation_id) -> bool:
    memberships = apps.get_model("organisations", "Membership").objects
    return memberships.filter(
        user_id=person.pk,
        organisation_id=organisation_id,
        to_date__isnull=True,
        role__in=[MembershipRole.CONTRIBUTOR, MembershipRole.MANAGER],
    ).exists()


def organisations_written_for(person) -> set:
    """Their ids."""
    memberships = apps.get_model("organisations", "Membership").objects.filter(
        user_id=person.pk, to_date__isnull=True, role__in=[MembershipRole.CONTRIBUTOR, MembershipRole.MANAGER]
    )
    return set(memberships.values_list("organisation_id", flat=True))


CONFLICT_LASTS = datetime.timedelta(days=3 * 365)


def belongs_to_any(person, organisation_ids) -> bool:
    """Now or within the last three years: such people decide nothing about these organisations."""
    memberships = apps.get_model("organisations", "Membership").objects
    since = timezone.localdate() - CONFLICT_LASTS
    recent = Q(to_date__isnull=True) | Q(to_date__gte=since)
    return memberships.filter(recent, user_id=person.pk, organisation_id__in=organisation_ids).exists()


def people_behind(item) -> list:
    """Its sender while they may write for it; else those who write for its organisation, managers before others."""
    if item.created_by_id and item.created_by.is_active and item.is_maintained_by(item.created_by):
        return [item.created_by]
    organisation_id = item.pk if item.kind == "organisation" else item.owner_id
    memberships = (
        apps.get_model("organisations", "Membership")
        .objects.select_related("user")
        .filter(organisation_id=organisation_id, to_date__isnull=True, user__is_active=True)
    )
    by_role = {role: [each.user for each in memberships.order_by("pk") if each.role == role] for role in _WRITING}
    return next((people for people in by_role.values() if people), [])


_WRITING = (MembershipRole.MANAGER, MembershipRole.CONTRIBUTOR)

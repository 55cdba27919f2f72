"""Who belongs to which organisation, asked from above and below without importing the models."""

import datetime

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils import timezone

from accounts.choices import Role
from core.choices import Source
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


def manages(person, organisation_id) -> bool:
    return organisation_id is not None and managers_of(organisation_id).filter(pk=person.pk).exists()


def managers_of(organisation_id):
    """People, as a queryset."""
    managing = apps.get_model("organisations", "Membership").objects.managers().filter(organisation_id=organisation_id)
    return get_user_model().objects.filter(pk__in=managing.values("user")).order_by("pk")


def edits_for(person, item) -> bool:
    """Whether this editor decides in the country of the item, and is not one of its people."""
    if not person.is_authenticated:
        return False
    is_editor = person.has_role(Role.CHIEF_EDITOR) or any(
        person.has_role(Role.COUNTRY_EDITOR, country) for country in item.country_codes()
    )
    return is_editor and not item.has_conflict(person)


def people_who_answer(organisation) -> list:
    """Its managers; without any the editors of its country, and without those the chief editors."""
    users = get_user_model().objects
    [country] = organisation.country_codes()
    found = list(managers_of(organisation.pk)) or list(users.with_role(Role.COUNTRY_EDITOR, country))
    return found or list(users.with_role(Role.CHIEF_EDITOR))


CONFLICT_LASTS = datetime.timedelta(days=3 * 365)


def organisations_of(person):
    """Keys of those that the person belongs to or left within three years, as a queryset."""
    memberships = apps.get_model("organisations", "Membership").objects
    since = timezone.localdate() - CONFLICT_LASTS
    recent = Q(to_date__isnull=True) | Q(to_date__gte=since)
    return memberships.filter(recent, user_id=person.pk).values("organisation_id")


def is_too_close(person, item) -> bool:
    """Who sent it in, or belongs to an organisation of it, now or within the last three years, decides nothing."""
    if sent_in_by(person, item):
        return True
    return organisations_of(person).filter(organisation_id__in=item.organisation_ids()).exists()


def sent_in_by(person, item) -> bool:
    """What an editor writes for the portal is nobody's own."""
    return item.created_by_id is not None and item.created_by_id == person.pk and item.source != Source.EDITOR


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

"""Who belongs to which organisation, asked from above and below without importing the models."""

from django.apps import apps

from organisations.choices import MembershipRole


def writes_for(person, organisation_id) -> bool:
    memberships = apps.get_model("organisations", "Membership").objects
    return memberships.filter(
        user_id=person.pk,
        organisation_id=organisation_id,
        to_date__isnull=True,
        role__in=[MembershipRole.CONTRIBUTOR, MembershipRole.MANAGER],
    ).exists()

"""An editor says which organisation runs what somebody sent in; until then it belongs to its sender alone."""

from django.db import transaction

from accounts.models import User
from core.actions import raise_generation, record_audit
from core.choices import Source
from core.models import AuditRow, Item
from editorial.proposals import follow_owner
from editorial.workflow import MoveRefused, change_status
from organisations import emails
from organisations.actions.members import take_in
from organisations.actions.requests import check
from organisations.choices import MembershipRole, VerifiedBy
from organisations.models import Organisation, OrganisationText
from organisations.permissions import NAME_OWNER
from organisations.refusals import Refused
from search import index
from vocabulary.models import Concept


@transaction.atomic
def name_owner(*, item: Item, organisation: Organisation, by: User, sender_joins: bool) -> Item:
    """The sender who joins goes on writing for the item; others are asked by the organisation from now on."""
    _lock(item)
    check(by, NAME_OWNER, item)
    item.owner, item.updated_by = organisation, by
    item.save(update_fields=["owner", "updated_by", "updated_at"])
    item.owner_was_named()
    follow_owner(item)
    if sender_joins and item.created_by and item.created_by.is_active:
        has_managers = organisation.memberships.managers().exists()
        role = MembershipRole.CONTRIBUTOR if has_managers else MembershipRole.MANAGER
        take_in(organisation=organisation, user=item.created_by, role=role, verified_by=VerifiedBy.EDITOR)
    index.refresh(item)
    raise_generation("items")
    emails.owner_named(item, _audit(item, organisation, by, sender_joins))
    return item


@transaction.atomic
def make_owner(*, item: Item, name: str, kind_of_organisation: Concept, by: User, sender_joins: bool) -> Item:
    """A public record of an organisation that the idea bank does not know yet, and it runs the item."""
    check(by, NAME_OWNER, item)
    organisation = Organisation.objects.create(
        type=kind_of_organisation,
        country_id=item.first_country() or None,
        original_language=item.original_language,
        source=Source.EDITOR,
        created_by=by,
    )
    OrganisationText.objects.create(item=organisation, language=item.original_language, name=name)
    try:
        change_status(organisation, "accept", by=by)
        change_status(organisation, "publish", by=by)
    except MoveRefused as refused:
        raise Refused(str(refused)) from refused
    return name_owner(item=item, organisation=organisation, by=by, sender_joins=sender_joins)


def _lock(item: Item) -> None:
    item.refresh_from_db(from_queryset=type(item)._base_manager.select_for_update())
    item.__dict__.pop("is_read_whole", None)


def _audit(item: Item, organisation: Organisation, by: User, sender_joins: bool) -> AuditRow:
    detail = {"to": str(organisation.pk), "sender_joins": sender_joins}
    return record_audit(action="name owner", by=by, item=item, detail=detail)

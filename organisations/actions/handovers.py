"""Handing an item to another owner: one side offers it, the other takes it."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from core.actions import raise_generation, record_audit
from core.kinds import models_by_kind
from core.models import Item
from editorial.proposals import follow_owner
from organisations import emails
from organisations.actions.requests import check, check_is_open, close_request
from organisations.choices import RequestState
from organisations.models import Handover, Organisation
from organisations.permissions import ANSWER_HANDOVER, NOT_HANDED_OVER, OFFER_ITEM, TAKE_BACK_OFFER
from organisations.refusals import Refused
from search import index


@transaction.atomic
def offer_item(*, item: Item, to: Organisation, by: User, message: str = "") -> Handover:
    """Offering it again to the same organisation changes nothing; to another, the first offer is taken back before."""
    _lock(item)
    check(by, OFFER_ITEM, item)
    if not _takes_items(to) or to.pk == item.owner_id:
        raise Refused(_("Choose another organisation."))
    waiting = Handover.objects.open().of(item).first()
    if waiting and waiting.organisation_id == to.pk:
        return waiting
    if waiting:
        raise Refused(_("It is offered to another organisation already. Take that back first."))
    handover = Handover.objects.create(
        kind=item.kind,
        item_id=item.pk,
        organisation=to,
        from_organisation_id=item.owner_id,
        offered_by=by,
        message=message,
    )
    emails.item_offered(handover, item, _audit("offer item", by, item, handover))
    return handover


@transaction.atomic
def answer_handover(*, handover: Handover, is_yes: bool, by: User) -> Handover:
    """The first answer holds; with a yes the owner changes, and the search says so."""
    item = _locked_item(handover)
    check(by, ANSWER_HANDOVER, handover)
    if is_yes:
        _check_still_holds(item, handover)
    close_request(request=handover, state=RequestState.ACCEPTED if is_yes else RequestState.DECLINED, by=by)
    if is_yes:
        item.owner, item.updated_by = handover.organisation, by
        item.save(update_fields=["owner", "updated_by", "updated_at"])
        follow_owner(item)
        index.refresh(item)
        raise_generation("items")
    audit = _audit("hand over item" if is_yes else "decline offered item", by, item, handover)
    emails.handover_answered(handover, item, audit)
    return handover


@transaction.atomic
def take_back_offer(*, handover: Handover, by: User) -> Handover:
    item = _locked_item(handover)
    check(by, TAKE_BACK_OFFER, handover)
    close_request(request=handover, state=RequestState.WITHDRAWN, by=by)
    _audit("take back offered item", by, item, handover)
    return handover


def item_of(handover: Handover) -> Item:
    return models_by_kind()[handover.kind]._base_manager.get(pk=handover.item_id)


def _locked_item(handover: Handover) -> Item:
    """Item and handover, in this order as when it is offered; refused when somebody has answered."""
    item = item_of(handover)
    _lock(item)
    handover.refresh_from_db(from_queryset=Handover.objects.select_for_update())
    check_is_open(handover)
    return item


def _check_still_holds(item: Item, handover: Handover) -> None:
    """Between offer and yes the item may have gone, the owner changed, the receiver closed."""
    if item.owner_id != handover.from_organisation_id:
        raise Refused(_("It has another owner by now, so this offer does not hold any more."))
    if item.status in NOT_HANDED_OVER or not _takes_items(handover.organisation):
        raise Refused(_("This cannot be handed over."))


def _takes_items(organisation: Organisation) -> bool:
    return organisation.is_listed and not organisation.is_closed


def _lock(item: Item) -> None:
    item.refresh_from_db(from_queryset=type(item)._base_manager.select_for_update())
    item.__dict__.pop("is_read_whole", None)


def _audit(action: str, by: User, item: Item, handover: Handover):
    owners = {"from": handover.from_organisation_id, "to": handover.organisation_id}
    detail = {name: str(key) if key else None for name, key in owners.items()}
    return record_audit(action=action, by=by, item=item, detail=detail)

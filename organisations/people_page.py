"""What the pages about belonging to organisations show."""

from django.db.models import Q

from core.access import can
from core.kinds import models_by_kind
from core.models import Item
from core.reading import Phrase
from organisations.choices import MembershipRole
from organisations.memberships import manages
from organisations.models import Handover, JoinRequest, Membership, Organisation
from organisations.permissions import (
    ANSWER_HANDOVER,
    ANSWER_JOIN_REQUEST,
    CHANGE_ROLE,
    END_MEMBERSHIP,
    OFFER_ITEM,
    TAKE_BACK_OFFER,
)

_MOST_SHOWN = 100


def name_of(organisation: Organisation) -> Phrase:
    url = organisation.get_absolute_url() if organisation.is_public else ""
    return Phrase(organisation.display_title(), organisation.title_language(), url)


def mine(person) -> dict:
    """One's memberships, what one has asked for, and what waits for one's answer."""
    memberships = Membership.objects.current().with_names().filter(user=person).order_by("pk")
    requests = JoinRequest.objects.open().with_names().order_by("created_at", "pk")
    return {
        "memberships": [_membership(row, person) for row in memberships],
        "asked": [{"row": row, "name": name_of(row.organisation)} for row in requests.filter(user=person)],
        "waiting": [
            {"row": row, "name": name_of(row.organisation)}
            for row in requests.answered_by(person).select_related("user")[:_MOST_SHOWN]
            if can(person, ANSWER_JOIN_REQUEST, row)
        ],
        "offers": _offers(Handover.objects.open().answered_by(person), person),
        "items": _items_of(person),
    }


def people_of(organisation: Organisation, person) -> dict:
    rows = organisation.memberships.current().select_related("user", "organisation")
    asked = organisation.joinrequests.open().select_related("user", "organisation").order_by("created_at", "pk")
    return {
        "name": name_of(organisation),
        "people": [_membership(row, person) for row in rows.order_by("from_date", "pk")[:_MOST_SHOWN]],
        "requests": [{"row": row, "may_answer": can(person, ANSWER_JOIN_REQUEST, row)} for row in asked[:_MOST_SHOWN]],
        "offers": _offers(organisation.handovers.open(), person),
        "is_manager": manages(person, organisation.pk),
    }


def _membership(row: Membership, person) -> dict:
    return {
        "row": row,
        "name": name_of(row.organisation),
        "is_manager": row.role == MembershipRole.MANAGER,
        "may_change": can(person, CHANGE_ROLE, row),
        "may_end": can(person, END_MEMBERSHIP, row),
    }


def title_of(item: Item) -> Phrase:
    url = item.get_absolute_url() if item.is_public else ""
    return Phrase(item.display_title(), item.title_language(), url)


def _offers(handovers, person) -> list[dict]:
    """What others want to hand over, with the answer whether this person may take it."""
    rows = list(handovers.with_names().select_related("offered_by").order_by("created_at", "pk")[:_MOST_SHOWN])
    items = _items_by_key({(row.kind, row.item_id) for row in rows})
    return [
        {
            "row": row,
            "title": title_of(items[row.item_id]),
            "name": name_of(row.organisation),
            "may_answer": can(person, ANSWER_HANDOVER, row),
        }
        for row in rows
        if row.item_id in items
    ]


def _items_by_key(keys: set) -> dict:
    found = {}
    for kind, model in models_by_kind().items():
        ids = [item_id for named, item_id in keys if named == kind]
        found |= model.objects.with_texts().in_bulk(ids) if ids else {}
    return found


def _items_of(person) -> list[dict]:
    """What this person may hand over, and to whom it is offered already."""
    managed = Membership.objects.managers().filter(user=person).values("organisation")
    found = []
    for kind, model in models_by_kind().items():
        if kind != Organisation.kind:
            theirs = Q(owner__in=managed) | Q(owner__isnull=True, created_by=person)
            found += model.objects.with_texts().filter(theirs).order_by("-created_at", "pk")[:_MOST_SHOWN]
    offered = Handover.objects.open().with_names().filter(item_id__in=[item.pk for item in found])
    by_item = {row.item_id: row for row in offered}
    return [_own_item(item, by_item.get(item.pk), person) for item in found if can(person, OFFER_ITEM, item)]


def _own_item(item: Item, offered: Handover | None, person) -> dict:
    return {
        "item": item,
        "title": title_of(item),
        "offered": offered,
        "to": name_of(offered.organisation) if offered else None,
        "may_take_back": offered and can(person, TAKE_BACK_OFFER, offered),
    }

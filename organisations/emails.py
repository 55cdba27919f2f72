"""One function per message about belonging to an organisation, and about handing over what it owns."""

from django.urls import reverse

from core.actions import queue_messages
from core.mailing import headline, message_to, one_line
from core.models import AuditRow, Item
from organisations.choices import RequestState
from organisations.memberships import managers_of, people_who_answer
from organisations.models import Handover, JoinRequest, Membership, Organisation


def somebody_joined(membership: Membership, audit: AuditRow) -> None:
    """To the managers; where there are none nobody waits for it."""
    who = one_line(membership.user.display_name)
    people = managers_of(membership.organisation_id)
    _tell(
        people,
        "emails/organisations/joined.txt",
        audit,
        membership.organisation,
        people_page=True,
        who=who,
        address=membership.user.email,
    )


def somebody_asked(request: JoinRequest, audit: AuditRow) -> None:
    who = one_line(request.user.display_name)
    more = {"who": who, "address": request.user.email, "words": request.message}
    _tell(
        people_who_answer(request.organisation),
        "emails/organisations/asked.txt",
        audit,
        request.organisation,
        people_page=True,
        **more,
    )


def join_request_answered(request: JoinRequest, audit: AuditRow) -> None:
    is_yes = request.state == RequestState.ACCEPTED
    _tell([request.user], "emails/organisations/answered.txt", audit, request.organisation, is_yes=is_yes)


def role_changed(membership: Membership, audit: AuditRow) -> None:
    more = {"is_manager": membership.role == "manager"}
    _tell([membership.user], "emails/organisations/role_changed.txt", audit, membership.organisation, **more)


def membership_ended(membership: Membership, audit: AuditRow) -> None:
    by_address = audit.actor_id is None
    _tell(
        [membership.user],
        "emails/organisations/membership_ended.txt",
        audit,
        membership.organisation,
        by_address=by_address,
    )


def item_offered(handover: Handover, item: Item, audit: AuditRow) -> None:
    more = {"who": audit.actor_label, "organisation": one_line(handover.organisation.display_title())}
    more |= {"words": handover.message}
    people = people_who_answer(handover.organisation)
    _tell(people, "emails/organisations/item_offered.txt", audit, item, people_of=handover.organisation, **more)


def handover_answered(handover: Handover, item: Item, audit: AuditRow) -> None:
    """To the side that offered it."""
    people = {person.pk: person for person in managers_of(handover.from_organisation_id)}
    if handover.offered_by and handover.offered_by.is_active:
        people[handover.offered_by_id] = handover.offered_by
    more = {"is_yes": handover.state == RequestState.ACCEPTED}
    more |= {"organisation": one_line(handover.organisation.display_title())}
    _tell(people.values(), "emails/organisations/handover_answered.txt", audit, item, **more)


def owner_named(item: Item, audit: AuditRow) -> None:
    """To the sender, who hears whether they go on writing for it."""
    if item.created_by is None or not item.created_by.is_active:
        return
    more = {"organisation": one_line(item.owner.display_title()), "joins": audit.detail["sender_joins"]}
    _tell([item.created_by], "emails/organisations/owner_named.txt", audit, item, **more)


def _tell(
    people, template: str, audit: AuditRow, about: Item, *, people_of: Organisation | None = None, **more
) -> None:
    def said() -> dict:
        path = reverse("organisations:mine")
        if people_of:
            path = reverse("organisations:people", kwargs={"short_id": people_of.short_id})
        return headline(about) | {"path": path} | more

    queue_messages([message_to(person, template, cause=str(audit.pk), said=said) for person in people])

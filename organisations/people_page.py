"""What the pages about belonging to organisations show."""

from core.access import can
from core.reading import Phrase
from organisations.choices import MembershipRole
from organisations.memberships import manages
from organisations.models import JoinRequest, Membership, Organisation
from organisations.permissions import ANSWER_JOIN_REQUEST, CHANGE_ROLE, END_MEMBERSHIP

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
    }


def people_of(organisation: Organisation, person) -> dict:
    rows = organisation.memberships.current().select_related("user", "organisation")
    asked = organisation.joinrequests.open().select_related("user", "organisation").order_by("created_at", "pk")
    return {
        "name": name_of(organisation),
        "people": [_membership(row, person) for row in rows.order_by("from_date", "pk")[:_MOST_SHOWN]],
        "requests": [{"row": row, "may_answer": can(person, ANSWER_JOIN_REQUEST, row)} for row in asked[:_MOST_SHOWN]],
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

"""What the room of files asks about drafts: who may read and change their files, and which of them are in use."""

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.choices import Role
from core.access import ALLOWED, Answer, denied, rule
from editorial.choices import BEING_WRITTEN
from editorial.models import Proposal
from files.holders import holds_files_of_drafts
from files.permissions import CHANGE_FILES_OF_DRAFT, READ_FILES_OF_DRAFT


@rule(READ_FILES_OF_DRAFT)
def may_read(person, proposal_id: UUID) -> Answer:
    """Those who write it; editors once it has been sent."""
    proposal = _find(proposal_id)
    if proposal and (_writes(person, proposal) or (proposal.sent_at and _edits(person, proposal))):
        return ALLOWED
    return denied(_("This draft belongs to somebody else."))


@rule(CHANGE_FILES_OF_DRAFT)
def may_change(person, proposal_id: UUID) -> Answer:
    """Nobody (None) stands for whoever holds the link to a draft that is written without an account."""
    proposal = _find(proposal_id)
    if proposal is None or proposal.state not in BEING_WRITTEN:
        return denied(_("This draft has been sent, so it stays as it is."))
    may = proposal.author_id is None if person is None else _writes(person, proposal)
    return ALLOWED if may else denied(_("This draft belongs to somebody else."))


@holds_files_of_drafts
def files_named_in_drafts(files) -> set[UUID]:
    """Answers are kept as they were typed, so a file is in use wherever its id stands in them."""
    answers = dict(Proposal.objects.filter(pk__in={file.proposal_id for file in files}).values_list("pk", "answers"))
    said = defaultdict(set, {key: _values(found) for key, found in answers.items()})
    return {file.pk for file in files if str(file.pk) in said[file.proposal_id]}


def _values(answers: dict) -> set[str]:
    return {str(value) for values in answers.values() for value in values}


def _find(proposal_id: UUID) -> Proposal | None:
    return Proposal.objects.select_related("owner").filter(pk=proposal_id).first()


def _writes(person, proposal: Proposal) -> bool:
    is_author = person.pk is not None and proposal.author_id == person.pk
    return is_author or (proposal.owner is not None and proposal.owner.is_maintained_by(person))


def _edits(person, proposal: Proposal) -> bool:
    countries = proposal.owner.country_codes() if proposal.owner else {""}
    return person.has_role(Role.CHIEF_EDITOR) or any(
        person.has_role(Role.COUNTRY_EDITOR, country) for country in countries
    )

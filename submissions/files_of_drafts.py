"""What the room of files asks about drafts: who reads and changes their files, and which of them are in use."""

from collections import defaultdict
from uuid import UUID

from django.utils.translation import gettext as _

from accounts.choices import Role
from accounts.second_step import lacks_second_step
from core.access import ALLOWED, Answer, can, denied, rule
from editorial.choices import ProposalState
from editorial.models import Proposal
from files.holders import holds_files_of_drafts
from files.permissions import CHANGE_FILES_OF_DRAFT, READ_FILES_OF_DRAFT
from files.readers import reads_drafts
from submissions.browsers import writer_of
from submissions.models import DraftReport
from submissions.permissions import READ, WRITE, Writer

reads_drafts(writer_of)


@rule(READ_FILES_OF_DRAFT)
def may_read(person, proposal_id: UUID) -> Answer:
    """Those who write it; editors once it has been sent."""
    proposal = _find(proposal_id)
    if proposal and (can(person, READ, proposal) or (proposal.sent_at and _edits(person, proposal))):
        return ALLOWED
    return denied(_("This draft belongs to somebody else."))


@rule(CHANGE_FILES_OF_DRAFT)
def may_change(person, proposal_id: UUID) -> Answer:
    proposal = _find(proposal_id)
    return can(person, WRITE, proposal) if proposal else denied(_("This draft belongs to somebody else."))


@holds_files_of_drafts
def files_named_in_drafts(files) -> set[UUID]:
    """Answers are kept as they were typed, so a file is in use wherever its id stands in them."""
    answers = dict(Proposal.objects.filter(pk__in={file.proposal_id for file in files}).values_list("pk", "answers"))
    said = defaultdict(set, {key: _values(found) for key, found in answers.items()})
    return {file.pk for file in files if str(file.pk) in said[file.proposal_id]}


@holds_files_of_drafts
def files_of_reports(files) -> set[UUID]:
    """As long as the report is kept."""
    return set(DraftReport.objects.filter(stored__in=files).values_list("stored_id", flat=True))


def _values(answers: dict) -> set[str]:
    return {str(value) for values in answers.values() for value in values}


def _find(proposal_id: UUID) -> Proposal | None:
    found = Proposal.objects.exclude(state=ProposalState.DISCARDED).filter(pk=proposal_id)
    return found.select_related("owner").first()


def _edits(person, proposal: Proposal) -> bool:
    account = person.account if isinstance(person, Writer) else person
    if account is None or not account.is_authenticated or lacks_second_step(account):
        return False
    countries = proposal.owner.country_codes() if proposal.owner else {""}
    return account.has_role(Role.CHIEF_EDITOR) or any(
        account.has_role(Role.COUNTRY_EDITOR, country) for country in countries
    )

"""A report is kept with its draft for a while, and goes with all that was found in it."""

import datetime
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from core.actions import record_audit
from editorial.models import Proposal
from files import actions as files
from files.receiving import CleanFile, Words
from submissions.actions import DraftClosed, save_answers
from submissions.answers import Answers
from submissions.inputs import inputs_of
from submissions.models import DraftReport
from submissions.reports.finding import Found
from submissions.screens import Draft

KEPT = datetime.timedelta(days=30)
_TRIES = 5


@transaction.atomic
def keep_report(
    *, proposal: Proposal, clean: CleanFile, words: Words, language: str, found: list[Found], by=None, writer=None
) -> DraftReport:
    """In the place of the one that was there. Raises `FileRefused` where the draft takes no more files."""
    proposal = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if proposal is None or not proposal.is_being_written:
        raise DraftClosed
    forget_report(proposal=proposal, by=by)
    stored = files.keep_file(clean, by=by, proposal_id=proposal.pk, writer=writer)
    record_audit(action="read report", by=by, detail={"draft": str(proposal.pk), "file": str(stored.pk)})
    return DraftReport.objects.create(
        proposal=proposal,
        stored=stored,
        language=language,
        page_count=words.page_count,
        pages_read=len(words.pages),
        found=[one.as_json() for one in found],
    )


@transaction.atomic
def forget_report(*, proposal: Proposal, by=None) -> bool:
    """The file stays only where the writer has made it an attachment. Tells whether there was a report."""
    report = DraftReport.objects.select_for_update(of=("self",)).filter(proposal=proposal).first()
    if report is None:
        return False
    stored = report.stored
    report.delete()
    if stored is not None and stored.proposal_id is not None and not is_named(stored.pk, proposal.answers):
        files.remove(stored=stored, by=by)
    record_audit(action="forget report", by=by, detail={"draft": str(proposal.pk)})
    return True


class WrittenMeanwhile(Exception):
    """Somebody else saves the same answers all the time."""


def write_answers(*, proposal: Proposal, change: Callable[[Answers], Answers], by=None) -> Proposal:
    """Saved as pages save them. Where somebody has saved in between, the change is made to what they wrote."""
    for _ in range(_TRIES):
        draft = Draft(Proposal.objects.get(pk=proposal.pk))
        saved, merged = save_answers(
            proposal=draft.proposal,
            inputs=inputs_of(*draft.questions),
            sent=change(draft.proposal.answers),
            seen=draft.seen(*draft.questions),
            at=draft.proposal.question,
            by=by,
        )
        if not merged.conflicts:
            return saved
    raise WrittenMeanwhile


def is_named(file_id, answers: Answers) -> bool:
    return any(str(file_id) in values for values in answers.values())


def forget_old_reports(now: datetime.datetime | None = None) -> int:
    """Whatever has become of their drafts."""
    old = DraftReport.objects.filter(read_at__lt=(now or timezone.now()) - KEPT).select_related("proposal")
    return sum(forget_report(proposal=report.proposal) for report in old)

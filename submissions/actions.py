"""All that is written about drafts. Saving leaves no row in the audit trail: it happens every few seconds."""

import datetime
import json
import uuid
from collections.abc import Callable

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from core.actions import record_audit
from core.models import Item
from editorial.choices import ProposalState
from editorial.models import DraftAgreement, Proposal
from submissions import emails
from submissions.agreement.forgetting import forget_asked, forget_person, forget_rows_agreed_to
from submissions.answers import Answers
from submissions.inputs import Inputs, row_of, rows_in, without_row
from submissions.merging import Merged, merged
from submissions.models import DraftReport
from submissions.permissions import addresses_of
from submissions.uploads import forget_all_files

MOST_TEXT = 200_000
"""All answers of a draft together, as they stand in the database."""
PRESSED_TWICE_WITHIN = datetime.timedelta(minutes=5)


class DraftClosed(Exception):
    """It has been sent or thrown away meanwhile."""


class TooLong(Exception):
    """More text than a draft may hold."""


@transaction.atomic
def begin(
    *, key: uuid.UUID, kind: str, language: str, interface_language: str, by=None, email: str = "", owner_id=None
) -> tuple[Proposal, bool]:
    """The draft that this key begins, and whether it is new: the same key never begins two.

    Who writes without an account (`by` is None) gets a link by mail.
    """
    facts = {
        "kind": kind,
        "language": language,
        "interface_language": interface_language,
        "author": by,
        "updated_by": by,
        "email": "" if by else email,
        "owner_id": owner_id,
    }
    proposal, is_new = Proposal.objects.get_or_create(key=key, defaults=facts)
    if is_new:
        record_audit(action="begin draft", by=by, detail=_named(proposal))
        if proposal.email:
            emails.link_to_go_on(proposal)
    return proposal, is_new


def was_just_begun(proposal: Proposal, email: str) -> bool:
    """Within the minutes in which a page is pressed twice, by somebody who gave the same address."""
    is_fresh = proposal.created_at > timezone.now() - PRESSED_TWICE_WITHIN
    return is_fresh and bool(email) and proposal.email == email and proposal.email_confirmed_at is None


@transaction.atomic
def save_answers(
    *,
    proposal: Proposal,
    inputs: Inputs,
    sent: Answers,
    seen: str,
    at: str,
    by=None,
    kept: frozenset[str] = frozenset(),
) -> tuple[Proposal, Merged]:
    """Puts what was sent for these inputs into the draft, as it is typed, and remembers where the writer is (`at`).

    Units that somebody else has changed since the page was read stay theirs, and are told as conflicts; for those in
    `kept` the writer has chosen the other text already. That choice raises the version, too: by it a device forgets
    the text that it kept.
    """
    proposal = locked(proposal)
    stored = inputs.by_unit(proposal.answers)
    units = inputs.by_unit(sent) | {unit: stored[unit] for unit in kept if unit in stored}
    result = merged(stored, units, seen)
    names = {name for unit in stored.values() for name in unit}
    answers = {name: values for name, values in proposal.answers.items() if name not in names} | result.answers
    if len(json.dumps(answers, ensure_ascii=False).encode("utf-8", "replace")) > MOST_TEXT:
        raise TooLong
    if answers != proposal.answers or kept:
        proposal.answers, proposal.version = answers, proposal.version + 1
    proposal.question, proposal.updated_at, proposal.updated_by = at, timezone.now(), by
    proposal.save(update_fields=["answers", "version", "question", "updated_at", "updated_by"])
    return proposal, result


@transaction.atomic
def confirm_address(*, proposal: Proposal, keeps_first_browser: bool = False) -> Proposal:
    """Somebody has pressed the link that only reads who reads the mail.

    From now on the draft is closed to browsers where it was not pressed, unless `keeps_first_browser` is chosen once.
    """
    proposal = _read_locked(proposal)
    if proposal.email_confirmed_at is None:
        proposal.email_confirmed_at = timezone.now()
        proposal.save(update_fields=["email_confirmed_at"])
        record_audit(action="confirm address of draft", detail=_named(proposal))
    if keeps_first_browser and not proposal.keeps_first_browser:
        proposal.keeps_first_browser = True
        proposal.save(update_fields=["keeps_first_browser"])
        record_audit(action="keep draft open where it was begun", detail=_named(proposal))
    return proposal


@transaction.atomic
def send_link_again(*, proposal: Proposal) -> None:
    emails.link_to_go_on(proposal, again=True)
    record_audit(action="send link to draft", detail=_named(proposal))


@transaction.atomic
def throw_away(*, proposal: Proposal, by=None) -> None:
    """The text goes at once; the empty row stays for a while, so that its key begins nothing anew."""
    proposal = locked(proposal)
    if proposal.sent_at:
        raise DraftClosed
    forget_all_files(proposal, by=by)
    Proposal.objects.filter(pk=proposal.pk).update(
        state=ProposalState.DISCARDED,
        answers={},
        email="",
        email_confirmed_at=None,
        share_key=None,
        link_stamp=F("link_stamp") + 1,
        updated_at=timezone.now(),
        updated_by=by,
    )
    proposal.comments.all().delete()
    forget_asked(proposal.agreements.all())
    DraftReport.objects.filter(proposal=proposal).delete()
    record_audit(action="throw draft away", by=by, detail=_named(proposal))


@transaction.atomic
def leave_drafts(*, user) -> None:
    """Before the account is closed: drafts of the person alone go, and the address goes out of all that was sent."""
    drafts = Proposal.objects.select_for_update().filter(Q(author=user) | Q(author=None, email__in=addresses_of(user)))
    forget_person(DraftAgreement.objects.filter(email__in=addresses_of(user)))
    for proposal in drafts.filter(owner=None, sent_at=None):
        forget_all_files(proposal, by=user)
        forget_asked(proposal.agreements.all())
        proposal.delete()
    drafts.exclude(email="").update(email="", email_confirmed_at=None)


@transaction.atomic
def forget_rows(*, item: Item, prefix: str, is_meant: Callable[[Answers], bool]) -> None:
    """Takes rows of a repeated part out of all that was ever written about the item, also where it has been sent."""
    for proposal in Proposal.objects.select_for_update().filter(kind=item.kind, item_id=item.pk):
        kept = {name: _without(getattr(proposal, name), prefix, is_meant) for name in ("answers", "base_answers")}
        if any(getattr(proposal, name) != answers for name, answers in kept.items()):
            Proposal.objects.filter(pk=proposal.pk).update(**kept, version=F("version") + 1)
        forget_rows_agreed_to(proposal, lambda answers: _without(answers, prefix, is_meant))


def _without(answers: Answers, prefix: str, is_meant: Callable[[Answers], bool]) -> Answers:
    for index in reversed(range(rows_in(answers, prefix))):
        if is_meant(row_of(answers, prefix, index)):
            answers = without_row(answers, prefix, index)
    return answers


def locked(proposal: Proposal) -> Proposal:
    """As it is now; nobody else changes it until the end of the transaction."""
    proposal = _read_locked(proposal)
    if not proposal.is_being_written:
        raise DraftClosed
    return proposal


def _read_locked(proposal: Proposal) -> Proposal:
    try:
        return Proposal.objects.select_for_update().get(pk=proposal.pk)
    except Proposal.DoesNotExist as error:
        raise DraftClosed from error


def _named(proposal: Proposal) -> dict:
    return {"draft": str(proposal.pk), "kind": proposal.kind}

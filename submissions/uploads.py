"""Files that come with the answers of a page: kept at once, so that their ids can stand among the answers."""

import re

from allauth.core.ratelimit import consume
from django.http import HttpRequest

from core.models import Item
from editorial.models import Proposal
from editorial.workflow import MoveRefused
from files import actions
from files.forms import FILE, STORED
from files.models import StoredFile
from files.receiving import NOT_SCANNED, FileRefused
from submissions.answers import Answers
from submissions.browsers import writer_of
from submissions.inputs import MOST_ROWS, Inputs

_IN_A_ROW = re.compile(rf"(\w+)-(\d{{1,3}})-{FILE}")


def take_files(
    request: HttpRequest, proposal: Proposal, inputs: Inputs, sent: Answers
) -> tuple[Answers, dict[str, str]]:
    """The answers with the ids of what was uploaded beside them, and {input: why a file was not taken}."""
    answers, refused = dict(sent), {}
    writer = writer_of(request)
    for name, upload in request.FILES.items():
        if not _is_asked_for(name, inputs):
            continue
        try:
            check_rate(request)
            stored = actions.keep_file(upload, by=writer.account, proposal_id=proposal.pk, writer=writer)
        except FileRefused as refusal:
            refused[name] = refusal.messages[0]
        else:
            answers[name.removesuffix(FILE) + STORED] = [str(stored.pk)]
    return answers, refused


def check_rate(request: HttpRequest) -> None:
    if not consume(request, action="upload"):
        raise FileRefused(NOT_SCANNED)


def _is_asked_for(name: str, inputs: Inputs) -> bool:
    row = _IN_A_ROW.fullmatch(name)
    return bool(row) and STORED in inputs.parts.get(row[1], ()) and int(row[2]) < MOST_ROWS


def forget_files(proposal: Proposal, before: Answers, *, by) -> None:
    """What the draft named before and names no longer; files that an item has taken over stay."""
    kept = {stored.pk for stored in _named(proposal, proposal.answers)}
    for stored in _named(proposal, before):
        if stored.pk not in kept:
            actions.remove(stored=stored, by=by)


def forget_all_files(proposal: Proposal, *, by) -> None:
    """Of a draft that goes as a whole."""
    for stored in StoredFile.objects.filter(proposal_id=proposal.pk):
        actions.remove(stored=stored, by=by)


def hand_over_files(proposal: Proposal, item: Item, *, by) -> None:
    """The files that the draft names are those of the item from now on, with those of the item that it still names."""
    own, said = StoredFile.objects.filter(kind=item.kind, item_id=item.pk), _ids_said(proposal.answers)
    coming = [stored.pk for stored in _named(proposal, proposal.answers)]
    if not coming:
        return
    files = [*coming, *(stored.pk for stored in own if str(stored.pk) in said)]
    try:
        actions.attach(files=files, item=item, by=by, proposal_id=proposal.pk)
    except FileRefused as refusal:
        raise MoveRefused(refusal.messages[0]) from refusal


def _named(proposal: Proposal, answers: Answers) -> list[StoredFile]:
    said = _ids_said(answers)
    own = StoredFile.objects.filter(proposal_id=proposal.pk) if said else ()
    return [stored for stored in own if str(stored.pk) in said]


def _ids_said(answers: Answers) -> set[str]:
    return {value for name, values in answers.items() if name.endswith(f"-{STORED}") for value in values}

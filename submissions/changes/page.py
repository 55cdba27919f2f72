"""What the pages about a change show, to its author and to editors."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from core.kinds import models_by_kind
from core.models import AuditRow, Item
from core.reading import Phrase
from editorial.choices import ProposalPurpose, ProposalState
from editorial.models import Proposal
from submissions.changes.fields import FieldDifference, field_differences
from submissions.changes.merging import merged_with_public
from submissions.changes.permissions import item_of
from submissions.trail.page import title_of

LISTED_FOR = datetime.timedelta(days=60)
MOST_ROWS = 100


@dataclass(frozen=True)
class Clash:
    """A field that is public in one way by now and proposed in another."""

    unit: str
    differences: list[FieldDifference]
    """`before` is public, `after` proposed."""


@dataclass(frozen=True)
class ChangePage:
    proposal: Proposal
    item: Item
    title: Phrase
    differences: list[FieldDifference]
    clashes: list[Clash]
    asked: list
    """What editors have asked for about this change."""

    @property
    def language(self) -> str:
        return self.proposal.language


@dataclass(frozen=True)
class Row:
    title: Phrase
    number: str
    author: str
    at: datetime.datetime
    url: str
    language: str
    differences: list[FieldDifference]


def change_page(proposal: Proposal) -> ChangePage:
    """Against what is public now while the change is under way; as it was made when it is over."""
    item = item_of(proposal)
    base, ours, clashes = proposal.base_answers, proposal.answers, {}
    is_under_way = proposal.is_being_written or proposal.state == ProposalState.SENT
    if is_under_way and item.version != proposal.item_version:
        merged = merged_with_public(proposal, item)
        base, ours, clashes = merged.public, merged.with_ours, merged.clashes
    found = field_differences(proposal, base, ours)
    return ChangePage(
        proposal=proposal,
        item=item,
        title=title_of(item),
        differences=[each for each in found if each.unit not in clashes],
        clashes=[Clash(unit, [each for each in found if each.unit == unit]) for unit in clashes],
        asked=list(proposal.requested_changes.all()),
    )


def waiting() -> list[Row]:
    """Changes that editors decide on, longest waiting first."""
    sent = Proposal.objects.filter(purpose=ProposalPurpose.CHANGE, state=ProposalState.SENT)
    return _rows(sent.select_related("author").order_by("sent_at", "pk")[:MOST_ROWS], with_differences=False)


def small_changes() -> list[Row]:
    """What went live without an editor, newest first."""
    rows = AuditRow.objects.filter(action="small change", at__gte=timezone.now() - LISTED_FOR)
    keys = [row.detail["proposal"] for row in rows.order_by("-at", "-id")[:MOST_ROWS]]
    found = Proposal.objects.select_related("author").in_bulk(keys)
    by_key = {str(key): proposal for key, proposal in found.items()}
    return _rows([by_key[key] for key in keys if key in by_key], with_differences=True)


def _rows(proposals, *, with_differences: bool) -> list[Row]:
    proposals = list(proposals)
    items: dict = {}
    for kind, model in models_by_kind().items():
        items |= model.objects.with_texts().in_bulk([each.item_id for each in proposals if each.kind == kind])
    return [
        Row(
            title=title_of(items[each.item_id]),
            number=items[each.item_id].number or "",
            author=str(each.author or ""),
            at=each.sent_at,
            url=reverse("changes:decide", kwargs={"pk": each.pk}),
            language=each.language,
            differences=_differences(each) if with_differences else [],
        )
        for each in proposals
        if each.item_id in items and items[each.item_id].is_public
    ]


def _differences(proposal: Proposal) -> list[FieldDifference]:
    return field_differences(proposal, proposal.base_answers, proposal.answers)

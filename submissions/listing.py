"""All that somebody has begun or sent, and that of their organisations, with what happens next."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import Status
from core.kind_words import KindWords
from core.kinds import has_owner, models_by_kind
from core.models import Item
from editorial.choices import BEING_WRITTEN, ProposalState
from editorial.models import Proposal
from submissions.owners import written_for
from submissions.permissions import Writer, belonging_to, lost_by
from submissions.questionnaires import start_page_of
from submissions.screens import Draft

MOST_ROWS = 200


@dataclass(frozen=True)
class Row:
    title: str
    language: str
    """Of the title; empty for that of the page."""
    kind: str | Promise
    state: str
    url: str
    when: object
    held_draft: uuid.UUID | None = None
    """The draft, where this browser holds it and can forget it."""


@dataclass(frozen=True)
class Group:
    heading: str
    rows: list[Row]


def rows_for(writer: Writer) -> list[Group]:
    """What waits for the writer first, then drafts, then what has been sent."""
    owners = written_for(writer.account) if writer.account else set()
    proposals = list(_proposals_of(writer))
    items = _items_of(writer, owners, proposals)
    waiting = [_draft_row(each, writer) for each in proposals if each.state == ProposalState.RETURNED]
    drafts = [_draft_row(each, writer) for each in proposals if each.state == ProposalState.OPEN]
    by_item = {each.item_id: each for each in proposals if not each.is_being_written}
    open_items = {each.item_id for each in proposals if each.is_being_written and each.purpose == "new"}
    sent = [
        _item_row(each, by_item.get(each.pk), is_own=writer.account is not None)
        for each in items
        if each.pk not in open_items
    ]
    groups = (Group(_("Waiting for you"), waiting), Group(_("Drafts"), drafts), Group(_("Sent in"), sent))
    return [group for group in groups if group.rows]


def invitations() -> list[tuple[KindWords, str]]:
    """What may be sent in, and where that begins."""
    return [(model.words, reverse(start_page_of(kind))) for kind, model in models_by_kind().items()]


def owners_of(person) -> list[tuple[uuid.UUID, str]]:
    """Organisations that the person writes for, by name."""
    ids = written_for(person)
    if not ids:
        return []
    model = Proposal._meta.get_field("owner").related_model
    found = model._default_manager.filter(pk__in=ids).prefetch_related("texts")
    return sorted(((each.pk, each.display_title()) for each in found), key=lambda pair: pair[1].casefold())


def _proposals_of(writer: Writer) -> Iterable[Proposal]:
    shown = Proposal.objects.filter(belonging_to(writer)).exclude(state=ProposalState.DISCARDED)
    return shown.filter(Q(state__in=BEING_WRITTEN) | Q(item_id__isnull=False)).order_by("-updated_at")[:MOST_ROWS]


def lost_drafts(writer: Writer) -> list[str]:
    """Addresses of drafts that were begun here and are opened by the link in the mail now."""
    if writer.held <= writer.confirmed:
        return []
    lost = Proposal.objects.filter(lost_by(writer), state__in=BEING_WRITTEN).order_by("-updated_at")
    return [reverse("submissions:draft", kwargs={"pk": key}) for key in lost.values_list("pk", flat=True)[:MOST_ROWS]]


def _items_of(writer: Writer, owners: set, proposals: list[Proposal]) -> list[Item]:
    """One statement for each kind, and one for its texts."""
    ids = {each.item_id for each in proposals if each.item_id}
    found = []
    for model in models_by_kind().values():
        own = Q(pk__in=ids | owners)
        if has_owner(model):
            own |= Q(owner__in=owners)
        if writer.account:
            own |= Q(created_by=writer.account)
        items = model._default_manager.filter(own).exclude(status=Status.DRAFT)
        found += items.order_by("-updated_at").prefetch_related("texts")[:MOST_ROWS]
    return sorted(found, key=lambda item: item.updated_at, reverse=True)


def _draft_row(proposal: Proposal, writer: Writer) -> Row:
    draft = Draft(proposal)
    if proposal.state == ProposalState.RETURNED:
        state = _("An editor asks you for changes.")
    else:
        state = _("Continue at question %(number)s of %(total)s.") % {
            "number": draft.current_number,
            "total": draft.total,
        }
    return Row(
        title=draft.title or _("Without a name so far"),
        language=proposal.language if draft.title else "",
        kind=models_by_kind()[proposal.kind].words.name,
        state=state,
        url=reverse("submissions:draft", kwargs={"pk": proposal.pk}),
        when=proposal.updated_at,
        held_draft=proposal.pk if str(proposal.pk) in writer.held else None,
    )


def _item_row(item: Item, proposal: Proposal | None, *, is_own: bool) -> Row:
    if is_own:
        url = reverse("trail:page", kwargs={"kind": item.kind, "item_id": item.pk})
    elif item.is_public or proposal is None:
        url = item.get_absolute_url() if item.is_public else ""
    else:
        url = reverse("submissions:sent", kwargs={"pk": proposal.pk})
    return Row(
        title=item.display_title(),
        language=item.title_language(),
        kind=item.words.name,
        state=_STATES.get(item.status) or item.get_status_display(),
        url=url,
        when=item.updated_at,
    )


_STATES = {
    Status.SUBMITTED: gettext_lazy("We have it. An editor reads it within five working days."),
    Status.IN_REVIEW: gettext_lazy("Two reviewers are reading it."),
    Status.CHANGES_REQUESTED: gettext_lazy("An editor asks you for changes."),
    Status.ACCEPTED: gettext_lazy("Accepted. It will be published soon."),
    Status.PUBLISHED: gettext_lazy("Published."),
    Status.ARCHIVED: gettext_lazy("In the archive."),
    Status.REJECTED: gettext_lazy("Not accepted."),
    Status.WITHDRAWN: gettext_lazy("Withdrawn."),
    Status.TAKEN_DOWN: gettext_lazy("Hidden from readers for now."),
    Status.MERGED: gettext_lazy("Lives on in another record."),
}

"""What has happened to an item, in sentences that its owner may read."""

import datetime
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import AuditRow, Item
from submissions.agreement.told import agreed_about, sentence


@dataclass(frozen=True)
class Event:
    at: datetime.datetime
    sentence: str | Promise
    by: str = ""
    """Empty for editors and the system: what they decide, they decide for the portal."""
    note: str = ""


_SENTENCES = {
    "load compiled": _("We compiled it from public sources."),
    "submit": _("It was sent in."),
    "withdraw": _("It was withdrawn."),
    "reopen": _("It was opened again as a draft."),
    "return": _("An editor asked for changes."),
    "send to review": _("It was given to reviewers."),
    "accept": _("It was accepted."),
    "reject": _("It was not accepted."),
    "publish": _("It was published."),
    "publish imported": _("It was published."),
    "archive": _("It was moved to the archive."),
    "restore": _("It came back from the archive."),
    "take down": _("It was taken down."),
    "put back": _("It was put back."),
    "merge": _("It was merged into another record."),
    "uphold appeal": _("The appeal was upheld, and another editor handles it now."),
    "write to desk": _("A message was sent to the editors."),
    "small change": _("A small change went live."),
    "send change": _("A change was sent to the editors."),
    "take back change": _("A change was taken back before an editor decided."),
    "accept change": _("A change was accepted and is public now."),
    "return change": _("An editor asked for something about a change."),
    "reject change": _("A change was not accepted."),
}
"""Actions that are not named here are not told: notes, scores and held decisions stay inside."""
_OF_WRITERS = {
    *("submit", "withdraw", "reopen", "archive", "write to desk"),
    *("small change", "send change", "take back change"),
}
_NOTE_IS_TOLD = {"return", "reject", "archive", "take down", "return change", "reject change"}
"""Their messages carry the note, too."""


def events_of(item: Item, person) -> list[Event]:
    """Newest first. People of the owner are named, the reader as “you”."""
    rows = AuditRow.objects.filter(kind=item.kind, item_id=item.pk, action__in=_SENTENCES).order_by("-at", "-id")
    agreed = [Event(each.answered_at, sentence(each)) for each in agreed_about(item)]
    return sorted([*(_event(row, person) for row in rows), *agreed], key=lambda event: event.at, reverse=True)


def _event(row: AuditRow, person) -> Event:
    by = ""
    if row.action in _OF_WRITERS and row.actor_id:
        by = str(_("You")) if row.actor_id == person.pk else row.actor_label
    note = row.detail.get("note", "") if row.action in _NOTE_IS_TOLD else ""
    return Event(row.at, _SENTENCES[row.action], by, note)

"""Where an item stands, in the words that its owner reads: who has it, what happens next, by when."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.choices import Status
from core.models import AuditRow, Item, TakeDown
from editorial import promises
from editorial.conditions import REOPENED_WITHIN, SILENT_FOR

Sentence = str | Promise


@dataclass(frozen=True)
class Standing:
    sentence: Sentence
    next_step: Sentence = ""
    expected: datetime.date | None = None
    """Until when we promise the next step."""
    until: datetime.date | None = None
    """Until when the reader can do theirs."""

    @property
    def is_late(self) -> bool:
        return self.expected is not None and self.expected < timezone.localdate()


def standing_of(item: Item) -> Standing:
    return _TOLD[Status(item.status)](item)


def _draft(item: Item) -> Standing:
    return Standing(
        _("You are writing it. Nobody outside your organisation sees it."), _("Send it in when you are ready.")
    )


def _submitted(item: Item) -> Standing:
    sentence = _("An editor is reading it.") if item.handling_editor_id else _("We have received it.")
    next_step = _("An editor looks whether everything is there and writes to you.")
    return Standing(sentence, next_step, expected=_promised(item, item.submitted_at, promises.COMPLETENESS_WITHIN))


def _in_review(item: Item) -> Standing:
    return Standing(
        _("Two reviewers are reading it."),
        _("An editor decides when both have answered, and writes to you."),
        expected=_promised(item, _last(item, "send to review"), promises.REVIEW_WITHIN),
    )


def _changes_requested(item: Item) -> Standing:
    asked = _last(item, "return")
    return Standing(
        _("It is your turn: an editor asks for some changes."),
        _("Change the text, answer each point below, and send it in again."),
        until=timezone.localdate(asked + SILENT_FOR) if asked else None,
    )


def _accepted(item: Item) -> Standing:
    if item.publish_on and item.publish_on > timezone.localdate():
        return Standing(
            _("It is accepted."), _("It is published on the day that was chosen."), expected=item.publish_on
        )
    return Standing(
        _("It is accepted."),
        _("We see to the English text and publish it."),
        expected=_promised(item, _last(item, "accept"), promises.PUBLICATION_WITHIN),
    )


def _published(item: Item) -> Standing:
    if item.revalidate_on and item.revalidate_on <= timezone.localdate():
        return Standing(_("Everyone can read it."), _("Please look whether it is still right, and change what is not."))
    return Standing(_("Everyone can read it."), _("Change it whenever something in it is no longer right."))


def _archived(item: Item) -> Standing:
    return Standing(
        _("It is in the archive: its page stays, and nobody finds it by searching."),
        _("Is it still right? Write to the editors below: it does not come back by itself."),
    )


def _rejected(item: Item) -> Standing:
    return Standing(
        _("It was not accepted. The reason stands below."),
        _("You can open it again, change it and send it in anew."),
        until=_reopened_until(item, "reject"),
    )


def _withdrawn(item: Item) -> Standing:
    return Standing(
        _("It is withdrawn. Nobody works on it."),
        _("You can open it again and go on."),
        until=_reopened_until(item, "withdraw"),
    )


def _taken_down(item: Item) -> Standing:
    hidden = TakeDown.objects.current(item)
    if hidden and hidden.confirmed_at:
        sentence = _("It is hidden. The chief editor has looked at it, and it stays so.")
        return Standing(sentence, _("Do you think that we are wrong? Write to the editors below."))
    return Standing(_("An editor has hidden it."), _("The chief editor looks at it. Write to the editors below."))


def _merged(item: Item) -> Standing:
    return Standing(_("It lives on in another record: its old address leads there."))


def _promised(item: Item, since: datetime.datetime | None, days: int) -> datetime.date | None:
    return promises.due_on(item.country_codes(), since, days) if since else None


def _reopened_until(item: Item, action: str) -> datetime.date | None:
    left = _last(item, action)
    return timezone.localdate(left + REOPENED_WITHIN) if left else None


def _last(item: Item, action: str) -> datetime.datetime | None:
    rows = AuditRow.objects.filter(kind=item.kind, item_id=item.pk, action=action).order_by("-at", "-id")
    return rows.values_list("at", flat=True).first()


_TOLD = {
    Status.DRAFT: _draft,
    Status.SUBMITTED: _submitted,
    Status.IN_REVIEW: _in_review,
    Status.CHANGES_REQUESTED: _changes_requested,
    Status.ACCEPTED: _accepted,
    Status.PUBLISHED: _published,
    Status.ARCHIVED: _archived,
    Status.REJECTED: _rejected,
    Status.WITHDRAWN: _withdrawn,
    Status.TAKEN_DOWN: _taken_down,
    Status.MERGED: _merged,
}

"""What becomes of the records of the demonstration: each story is a walk through the table of moves.

Days are moved back between the steps, so that promises, reminders and confirmations look as they do in real life.
"""

import datetime
from collections.abc import Callable

from django.utils import timezone, translation

from accounts import consents
from accounts.models import Consent
from core.choices import TakeDownReason
from core.models import Item
from editorial import actions as desk
from editorial.choices import ChangeAnswer, Gate, GateReply
from editorial.models import RequestedChange
from editorial.workflow import change_status, confirm_take_down
from organisations.actions.members import answer_join_request, join
from portal.demo import writing
from portal.demo.ageing import move_back, move_draft_back
from portal.demo.marking import find, write_english
from portal.demo.people import Cast
from portal.demo.records import Record
from submissions.sharing.actions import comment, share
from submissions.trail.actions import answer_change, write_to_desk

Story = Callable[[Record, Cast], object]


def tell(record: Record, cast: Cast) -> None:
    with translation.override(record.language):
        STORIES[record.story](record, cast)


# --- Drafts --------------------------------------------------------------------------------------------------------


def draft(record: Record, cast: Cast) -> None:
    move_draft_back(writing.begin(record, cast), 3)


def draft_without_account(record: Record, cast: Cast) -> None:
    move_draft_back(writing.begin_without_account(record), 1)


def shared_draft(record: Record, cast: Cast) -> None:
    proposal = share(writing.begin(record, cast), by=writing.author_of(record, cast))
    for question, name, text in record.said("comments"):
        comment(proposal, share_key=proposal.share_key, by_name=name, text=text, question=question)
    move_draft_back(proposal, 2)


# --- Sent in -------------------------------------------------------------------------------------------------------


def received(record: Record, cast: Cast) -> Item:
    item = writing.send(record, cast)
    move_back(item, 2)
    return item


def late(record: Record, cast: Cast) -> None:
    """Nobody has begun with it within the days that are promised."""
    move_back(received(record, cast), 8)


def checked(record: Record, cast: Cast) -> None:
    """An editor has begun; both sides have written, and editors among themselves."""
    item, editor = _taken(record, cast)
    desk.answer_gate(item, by=editor, answers={Gate.G1: (GateReply.YES, ""), Gate.G5: (GateReply.UNSURE, "")})
    desk.write_to_author(item, by=editor, text=record.said("to_author"))
    desk.take_note(item, by=editor, text=record.said("internal"))
    move_back(item, 2)
    author = writing.author_of(record, cast)
    write_to_desk(item, by=author, text=record.said("to_desk"), language=record.language)


def passed_gate(record: Record, cast: Cast) -> None:
    """All seven questions are answered with yes: it waits for reviewers."""
    item, editor = _taken(record, cast)
    desk.answer_gate(item, by=editor, answers=dict.fromkeys(Gate, (GateReply.YES, "")))
    move_back(item, 2)


def returned(record: Record, cast: Cast) -> None:
    """It is the author's turn, who has answered one of the changes already."""
    item, editor = _taken(record, cast)
    desk.take_note(item, by=editor, text=record.said("internal"))
    _decide(item, "return", by=editor, note=record.said("note"), asked=record.said("asked"))
    move_back(item, 4)
    last = RequestedChange.objects.filter(kind=item.kind, item_id=item.pk).last()
    author = writing.author_of(record, cast)
    answer_change(item, last.pk, by=author, answer=ChangeAnswer.KEPT, reason=record.said("kept"))


def rejected(record: Record, cast: Cast) -> None:
    item, editor = _taken(record, cast)
    _decide(item, "reject", by=editor, note=record.said("note"))
    move_back(item, 1)


def withdrawn(record: Record, cast: Cast) -> Item:
    item = received(record, cast)
    change_status(item, "withdraw", by=writing.author_of(record, cast))
    move_back(item, 5)
    return item


def reopened(record: Record, cast: Cast) -> None:
    change_status(withdrawn(record, cast), "reopen", by=writing.author_of(record, cast))


def merged(record: Record, cast: Cast) -> None:
    item, editor = _taken(record, cast)
    _decide(item, "merge", by=editor, note=record.told["said"]["note"], into=find(record.kind, record.told["into"]))
    move_back(item, 1)


# --- Accepted and public -------------------------------------------------------------------------------------------


def accepted(record: Record, cast: Cast) -> Item:
    item, editor = _taken(record, cast)
    _decide(item, "accept", by=editor)
    move_back(item, 2)
    return item


def scheduled(record: Record, cast: Cast) -> None:
    item = accepted(record, cast)
    write_english(item, record, cast)
    on = timezone.localdate() + datetime.timedelta(days=14)
    desk.publish_later(item, by=cast.editor_of(item), was_seen=desk.seen(item), on=on)


def published(record: Record, cast: Cast) -> Item:
    item = accepted(record, cast)
    if "english" in record.told:
        write_english(item, record, cast)
    if item.kind == "practice":
        _let_contacts_agree(item)
    _decide(item, "publish", by=cast.editor_of(item))
    if item.kind == "organisation":
        _take_in(item, cast)
    move_back(item, 20)
    return item


def changed(record: Record, cast: Cast) -> None:
    """One small change is live, and a larger one waits for an editor."""
    item = published(record, cast)
    writing.change(item, {"website": [f"https://example.org/{record.key}"]}, by=cast["contributor"])
    larger = {"goal": [record.said("new_goal")]}
    writing.change(type(item).objects.get(pk=item.pk), larger, by=cast["manager"], note=record.said("why"))


def due(record: Record, cast: Cast) -> None:
    _reach_confirmation(published(record, cast), days_ago=10)


def not_confirmed(record: Record, cast: Cast) -> None:
    """More than sixty days after the day."""
    _reach_confirmation(published(record, cast), days_ago=75)


def archived(record: Record, cast: Cast) -> None:
    item = published(record, cast)
    change_status(item, "archive", by=writing.author_of(record, cast), note=record.said("note"))
    move_back(item, 30)


def taken_down(record: Record, cast: Cast) -> Item:
    """Hidden by one editor, not confirmed yet."""
    item = published(record, cast)
    _decide(item, "take down", by=cast.editor_of(item), note=record.said("note"), reason=TakeDownReason.WRONG)
    move_back(item, 1)
    return item


def taken_down_for_good(record: Record, cast: Cast) -> None:
    item = taken_down(record, cast)
    confirm_take_down(item, by=cast["chief-editor"])
    move_back(item, 3)


# --- Steps that several stories share ------------------------------------------------------------------------------


def _taken(record: Record, cast: Cast):
    """Sent in, and an editor of its country has begun with it."""
    item = received(record, cast)
    editor = cast.editor_of(item)
    desk.hand_to(item, by=editor, to=editor)
    return item, editor


def _decide(item: Item, action: str, *, by, **words) -> None:
    item.refresh_from_db()
    desk.decide(item, action, by=by, was_seen=desk.seen(item), **words)


def _take_in(organisation: Item, cast: Cast) -> None:
    """The editor makes one person the manager, who says yes to the contributor."""
    by_editor = join(organisation=organisation, by=cast["manager"])
    answer_join_request(request=by_editor, is_yes=True, by=cast.editor_of(organisation), as_manager=True)
    by_manager = join(organisation=organisation, by=cast["contributor"])
    answer_join_request(request=by_manager, is_yes=True, by=cast["manager"])


def _let_contacts_agree(practice: Item) -> None:
    """They were asked when it was sent in."""
    for consent in Consent.objects.waiting().filter(kind=practice.kind, item_id=practice.pk):
        consents.give(consent=consent)


def _reach_confirmation(item: Item, *, days_ago: int) -> None:
    move_back(item, (item.revalidate_on - timezone.localdate()).days + days_ago)


STORIES: dict[str, Story] = {
    story.__name__: story
    for story in (
        *(draft, draft_without_account, shared_draft),
        *(received, late, checked, passed_gate, returned, rejected, withdrawn, reopened, merged),
        *(accepted, scheduled, published, changed, due, not_confirmed, archived, taken_down, taken_down_for_good),
    )
}
"""By the name that the data files use. What is accepted without an English text is “in translation”."""

"""Several people press at the same moment, each with a connection of their own: one wins, the others are told."""

from functools import partial

import pytest
import racing
from factories import make_organisation, make_practice
from people import make_person

from core.choices import Source, Status
from core.models import AuditRow, Merger, OutboxMessage
from editorial.models import Snapshot
from editorial.workflow import MoveRefused, change_status
from search.consistency import differences
from search.models import SearchDocument

pytestmark = pytest.mark.django_db(transaction=True)


def item_with(status, owner=None):
    sources = ["https://example.org/it"]
    facts = {"source": Source.COMPILED, "maturity": "maturity-pilot", "source_urls": sources, "owner": owner}
    return make_practice(status=status, **facts)


def at_once(*moves):
    """[the action that was made, or the refusal] of moves that begin together."""
    return racing.at_once([partial(_make, *move) for move in moves], refusal=MoveRefused)


def _make(item, action, by, named):
    change_status(type(item).objects.get(pk=item.pk), action, by=by, **named)
    return action


def made(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, str)]


def test_thirty_submits_are_one():
    owner = make_organisation()
    sender = make_person("contributor", owner)
    item = item_with(Status.DRAFT, owner)
    outcomes = at_once(*[(item, "submit", sender, {})] * 30)
    assert made(outcomes) == ["submit"]
    refusals = {str(outcome) for outcome in outcomes if isinstance(outcome, MoveRefused)}
    assert refusals == {"This is now “Received”, so that step is over."}
    assert AuditRow.objects.filter(action="submit").count() == 1
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("_round", range(4))
def test_publish_and_withdraw_never_both(_round):
    owner = make_organisation()
    sender, editor = make_person("contributor", owner), make_person("chief_editor")
    item = item_with(Status.ACCEPTED, owner)
    [winner] = made(at_once((item, "publish", editor, {}), (item, "withdraw", sender, {})))
    item.refresh_from_db()
    assert item.status == {"publish": Status.PUBLISHED, "withdraw": Status.WITHDRAWN}[winner]
    assert [row.action for row in AuditRow.objects.filter(item_id=item.pk)] == [winner]
    assert Snapshot.objects.count() == SearchDocument.objects.count() == (winner == "publish")
    assert OutboxMessage.objects.count() == 1


def test_two_editors_on_one_button_and_on_two():
    editors = [make_person("chief_editor"), make_person("country_editor")]
    owner = make_organisation()
    make_person("contributor", owner)
    for first, second in (("accept", "accept"), ("return", "reject")):
        item = item_with(Status.SUBMITTED, owner)
        before = OutboxMessage.objects.count()
        note = {"note": "Because."}
        [winner] = made(at_once((item, first, editors[0], note), (item, second, editors[1], note)))
        assert winner in (first, second)
        assert AuditRow.objects.filter(item_id=item.pk).count() == 1
        assert OutboxMessage.objects.count() == before + 1


def test_two_who_merge_the_same_pair_both_ways():
    editors = [make_person("chief_editor"), make_person("country_editor")]
    one, other = item_with(Status.PUBLISHED), item_with(Status.PUBLISHED)
    moves = ((one, "merge", editors[0], {"into": other}), (other, "merge", editors[1], {"into": one}))
    assert made(at_once(*moves)) == ["merge"]
    assert Merger.objects.count() == 1


def test_many_items_at_a_time_all_come_through():
    editor = make_person("chief_editor")
    items = [item_with(Status.ACCEPTED) for _ in range(8)]
    assert made(at_once(*[(item, "publish", editor, {}) for item in items])) == ["publish"] * 8
    assert SearchDocument.objects.count() == Snapshot.objects.count() == 8
    assert list(differences()) == []

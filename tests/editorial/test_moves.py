import re
from pathlib import Path

import pytest

from core.choices import Status
from editorial.moves import BY_ACTION, MOVES, Actor

ARCHITECTURE = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"


def test_actions_are_named_once():
    assert len(BY_ACTION) == len(MOVES)


def test_every_status_can_be_reached():
    assert {move.target for move in MOVES} == set(Status)


def test_only_the_system_loads_and_only_editors_publish():
    assert BY_ACTION["load compiled"].actors == (Actor.SYSTEM,)
    assert Actor.OWNER not in BY_ACTION["publish"].actors
    assert BY_ACTION["put back"].actors == (Actor.CHIEF_EDITOR,)


@pytest.mark.parametrize("action", ["return", "reject", "archive", "take down"])
def test_what_hurts_needs_a_reason(action):
    assert BY_ACTION[action].needs_note


def test_the_picture_in_the_docs_shows_the_table():
    drawn = set(re.findall(r"^    (\S+) --> (\w+): (.+)$", ARCHITECTURE.read_text(), re.M))
    table = {
        (source.value if source else "[*]", move.target.value, move.action) for move in MOVES for source in move.sources
    }
    assert drawn == table

"""What two texts share and do not, word by word."""

import random
import time
from itertools import pairwise

import pytest

from submissions.differences import ADDED, REMOVED, SAME, Piece, word_difference


def rebuilt(pieces, side):
    return "".join(piece.text for piece in pieces if piece.change in (SAME, side))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ()),
        ("", "New words", (Piece("New words", ADDED),)),
        ("Old words", "", (Piece("Old words", REMOVED),)),
        ("The same", "The same", (Piece("The same"),)),
        (
            "We meet on Tuesdays.",
            "We meet on Fridays.",
            (Piece("We meet on "), Piece("Tuesdays", REMOVED), Piece("Fridays", ADDED), Piece(".")),
        ),
        (
            "Språkcafe för alla",
            "Språkcafé för alla",
            (Piece("Språkcafe ", REMOVED), Piece("Språkcafé ", ADDED), Piece("för alla")),
        ),
        ("a b", "a, b", (Piece("a"), Piece(", ", ADDED), Piece("b"))),
    ],
)
def test_words_that_come_and_go(before, after, expected):
    assert word_difference(before, after) == expected


def test_line_breaks_are_kept_and_never_count_as_a_change():
    assert word_difference("One.\nTwo.", "One.\n\nTwo.") == (Piece("One.\n\nTwo."),)


@pytest.mark.parametrize("seed", range(20))
def test_both_texts_can_be_read_from_the_pieces(seed):
    chance = random.Random(seed)
    texts = [" ".join(chance.choices("abcdefg", k=chance.randrange(40))) for _ in range(2)]
    pieces = word_difference(*texts)
    assert [rebuilt(pieces, REMOVED).split(), rebuilt(pieces, ADDED).split()] == [text.split() for text in texts]
    assert all(first.change != second.change for first, second in pairwise(pieces))


@pytest.mark.parametrize("vocabulary", [1, 2, 30, 300, 5000, 10**6])
def test_long_texts_take_a_bounded_time(vocabulary):
    chance = random.Random(vocabulary)
    texts = [" ".join(str(chance.randrange(vocabulary)) for _ in range(10_000)) for _ in range(2)]
    started = time.process_time()
    pieces = word_difference(*texts)
    assert time.process_time() - started < 1
    assert rebuilt(pieces, ADDED).split() == texts[1].split()


def test_a_long_text_with_a_few_changes_shows_just_these():
    chance = random.Random(7)
    words = [f"w{chance.randrange(900)}" for _ in range(10_000)]
    changed = list(words)
    for place in (17, 5_000, 9_998):
        changed[place] = f"new{place}"
    pieces = word_difference(" ".join(words), " ".join(changed))
    assert [piece.text.strip() for piece in pieces if piece.change == ADDED] == ["new17", "new5000", "new9998"]

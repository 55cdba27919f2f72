import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.misspelling import ACCENTED, PLAIN, bare, forms_in, typo_keys

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"


def test_every_accented_letter_has_one_plain_letter():
    assert len(ACCENTED) == len(PLAIN) == len(set(ACCENTED))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Malmo", "Malmö"), ("arhus", "Århus"), ("Ostergotland", "Östergötland")],
)
def test_accents_make_no_difference(typed, meant):
    assert bare(typed) == bare(meant)
    assert typo_keys(typed) == typo_keys(meant)


def test_a_letter_with_its_accent_apart_is_the_same_letter():
    assert typo_keys("Malmo\u0308") == typo_keys("malmö")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("integartion", "integration"), ("kotoutumnen", "kotoutuminen"), ("xnkomst", "inkomst"), ("sskola", "skola")],
)
def test_words_a_slip_apart_share_a_key(typed, meant):
    assert set(typo_keys(typed)) & set(typo_keys(meant))


@given(
    st.text(LETTERS, min_size=4, max_size=14), st.integers(0, 13), st.sampled_from(["add", "drop", "change", "swap"])
)
def test_one_slip_anywhere_leaves_a_key_in_common(word, place, slip):
    place %= len(word)
    letter = random.Random(word).choice(LETTERS)
    changed = {
        "add": word[:place] + letter + word[place:],
        "drop": word[:place] + word[place + 1 :],
        "change": word[:place] + letter + word[place + 1 :],
        "swap": word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }[slip]
    assert set(typo_keys(word)) & set(typo_keys(changed))


@given(st.text())
def test_keys_fit_their_column_and_never_fail(text):
    assert all(-(2**31) <= key < 2**31 for key in typo_keys(text))
    assert len(typo_keys(text)) <= 37


def test_short_and_numbered_words_are_not_compared():
    assert forms_in("Vi möts kl 18 i Åbo, A2-kurs") == {"möts", "åbo", "kurs"}

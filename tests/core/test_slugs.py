import re

import pytest

from core.slugs import SHORT_ID_PATTERN, address_slug, new_short_id, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Språkvän på biblioteket", "sprakvan-pa-biblioteket"),
        ("Små børn – store ord: æøå", "sma-born-store-ord-aeoa"),
        ("Þjóðbúningur fyrir alla", "thjodbuningur-fyrir-alla"),
        ("Sámi čálašuvdna", "sami-calasuvdna"),
        ("日本", ""),
        ("  --  ", ""),
    ],
)
def test_folds_letters_as_people_write_them_without_keys(title, slug):
    assert slugify(title) == slug


def test_long_titles_are_cut_at_a_word():
    slug = slugify("kotoutumiskoulutus " * 10)
    assert slug == "kotoutumiskoulutus-kotoutumiskoulutus-kotoutumiskoulutus"


def test_one_long_word_is_cut_hard():
    assert len(slugify("a" * 200)) == 60


def test_address_ends_with_the_short_id():
    assert address_slug("Åre", "k3f9qx") == "are-k3f9qx"
    assert address_slug("日本", "k3f9qx") == "k3f9qx"


def test_short_ids_have_their_form():
    assert all(re.fullmatch(SHORT_ID_PATTERN, new_short_id()) for _ in range(200))

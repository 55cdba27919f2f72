import pytest

from core.languages import best_language, reading_order


@pytest.mark.parametrize(
    ("available", "reader", "original", "shown"),
    [
        ({"sv", "en"}, "sv", "sv", "sv"),
        ({"nb", "en"}, "sv", "nb", "nb"),
        ({"fi", "en"}, "sv", "fi", "en"),
        ({"fi"}, "is", "fi", "fi"),
        ({"da", "en"}, "fi", "da", "en"),
        (set(), "en", "en", None),
    ],
)
def test_readers_get_the_nearest_language(available, reader, original, shown):
    assert best_language(available, reader, original) == shown


def test_the_order_is_fixed_and_whole():
    assert reading_order("da", "fi")[:6] == ("da", "nb", "nn", "sv", "en", "fi")

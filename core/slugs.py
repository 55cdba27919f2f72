"""Addresses that people can read: folded title plus a short id that never changes."""

import re
import secrets
import unicodedata

SHORT_ID_LENGTH = 6
# No vowels (no words by accident), nothing that is misread on paper.
SHORT_ID_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
SHORT_ID_PATTERN = f"[{SHORT_ID_ALPHABET}]{{{SHORT_ID_LENGTH}}}"
_SLUG_LENGTH = 60

_FOLDED = str.maketrans(
    {"å": "a", "ä": "a", "æ": "ae", "ö": "o", "ø": "o", "ð": "d", "þ": "th", "ß": "ss", "đ": "d", "ŋ": "n", "ŧ": "t"}
)


def fold_to_ascii(text: str) -> str:
    letters = unicodedata.normalize("NFC", text).casefold().translate(_FOLDED)
    return unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()


def slugify(title: str) -> str:
    """At most 60 characters, cut at a word; empty when no letter of the title has a Latin form."""
    slug = re.sub(r"[^a-z0-9]+", "-", fold_to_ascii(title)).strip("-")
    if len(slug) > _SLUG_LENGTH:
        slug = slug[: _SLUG_LENGTH + 1].rsplit("-", 1)[0][:_SLUG_LENGTH]
    return slug


def new_short_id() -> str:
    return "".join(secrets.choice(SHORT_ID_ALPHABET) for _ in range(SHORT_ID_LENGTH))


def address_slug(title: str, short_id: str) -> str:
    slug = slugify(title)
    return f"{slug}-{short_id}" if slug else short_id

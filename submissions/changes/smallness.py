"""Which changes to something public are small: they go live at once and are listed to the editors.

Small are slips of the pen in a text that is there, links, whom to ask, and figures that name their source. What the
work is, aims at, achieves or belongs to is never small.
"""

import re
import unicodedata
from difflib import SequenceMatcher

from submissions.changes.fields import FieldDifference
from submissions.differences import SAME

MEANING = frozenset(
    {
        "goal",
        "problem",
        "what_we_do",
        "method",
        "methods",
        "results",
        "result",
        "results_summary",
        "owner",
        "owner_name",
    }
)
"""Fields and parts that say what it is: an editor looks at each word of them, though not at links and figures."""
_MOST_SLIPS = 5
_SHORTEST = 4
"""In shorter words one letter may make another word."""
_LINKS = {"url", "email", "tel"}
_NUMBER = re.compile(r"\d[\d.,]*")
_FIGURE = re.compile(r"\d[\d\s.,%]*")


def are_small(differences: list[FieldDifference], units: set[str]) -> bool:
    """`units` are all that differ: what differs in a way that nobody sees is never small."""
    is_seen = units <= {each.unit for each in differences}
    return is_seen and all(_is_small(each, differences) for each in differences)


def _is_small(each: FieldDifference, together: list[FieldDifference]) -> bool:
    if each.input_type in _LINKS or _is_about_contact(each):
        return True
    if any(each.keys):
        return False  # another file, place or organisation, though it may be called the same
    if _FIGURE.fullmatch(each.after) and _FIGURE.fullmatch(each.before):
        return _names_its_source(each, together)
    if each.unit in MEANING:
        return False
    return each.is_words and bool(each.before) and bool(each.after) and _are_slips(each)


def _is_about_contact(each: FieldDifference) -> bool:
    return each.unit.startswith("contact")


def _names_its_source(each: FieldDifference, together: list[FieldDifference]) -> bool:
    """In the same row, with the same change: where the new figure can be read."""
    return each.row is not None and any(
        (other.unit, other.row) == (each.unit, each.row) and other.input_type == "url" and other.after
        for other in together
    )


def _are_slips(each: FieldDifference) -> bool:
    if _NUMBER.findall(each.before) != _NUMBER.findall(each.after):
        return False
    runs = _runs(each)
    return len(runs) <= _MOST_SLIPS and all(_is_slip(*run) for run in runs)


def _runs(each: FieldDifference) -> list[tuple[str, str]]:
    """[(what has gone, what came in its place)]"""
    runs, gone, come = [], "", ""
    for piece in (*each.pieces, None):
        if piece is None or piece.change == SAME:
            if gone or come:
                runs.append((gone, come))
            gone = come = ""
        elif piece.change == "removed":
            gone += piece.text
        else:
            come += piece.text
    return runs


def _is_slip(gone: str, come: str) -> bool:
    """Another spelling of the same word, or another sign between words."""
    old, new = _letters(gone), _letters(come)
    if old == new:
        return True
    if min(len(old), len(new)) < _SHORTEST or old[0] != new[0] or abs(len(old) - len(new)) > 2:
        return False
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= 0.75 and len(old) < 200


def _letters(words: str) -> str:
    folded = unicodedata.normalize("NFKD", words.casefold())
    return "".join(sign for sign in folded if sign.isalnum())

"""Names on a work, as people read them and as references write them. A row is one contribution."""

import re

from research.choices import ContributorRole


def full_name(row: dict) -> str:
    """Trygve Ugland; a body by its own name."""
    return row["literal"] or f"{row['given']} {row['family']}".strip()


def reference_name(row: dict) -> str:
    """Ugland, T."""
    if row["literal"] or not row["given"]:
        return row["literal"] or row["family"]
    return f"{row['family']}, {initials(row['given'])}"


def initials(given: str) -> str:
    """Karin Sofia → K. S., Jean-Paul → J.-P."""
    parts = re.split(r"[\s.]+", given.strip().replace(".-", "-"))
    return " ".join("-".join(f"{half[0]}." for half in part.split("-") if half) for part in parts if part.strip("-"))


def initials_first(row: dict) -> str:
    """S. S. Nielsen, as editors stand in a reference."""
    if row["literal"] or not row["given"]:
        return row["literal"] or row["family"]
    return f"{initials(row['given'])} {row['family']}"


def joined(names: list[str]) -> str:
    """APA: up to twenty names, the last after an ampersand; of more, nineteen and the last."""
    if len(names) > 20:
        return ", ".join(names[:19]) + f", … {names[-1]}"
    if len(names) > 1:
        return ", ".join(names[:-1]) + f", & {names[-1]}"
    return "".join(names)


def joined_editors(names: list[str]) -> str:
    if len(names) == 2:
        return " & ".join(names)
    return joined(names)


def with_role(rows: list[dict], role: ContributorRole) -> list[dict]:
    return [row for row in rows if row["role"] == role]

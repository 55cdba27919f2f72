"""Numbers that the registers of the Nordic countries give to organisations: their form and their check digit."""

import re

_SPACING = re.compile(r"[\s-]")


def is_valid(country: str, number: str) -> bool:
    """Whether the register of that country could have given the number; any number will do where no rule is known."""
    check = _CHECKS.get(country)
    return check is None or check(number.strip())


def is_of_a_person(country: str, number: str) -> bool:
    """Whether it is the number of a person: of one who trades in their own name, or given by mistake."""
    digits = _SPACING.sub("", number)
    if country == "SE":
        return bool(re.fullmatch(r"(\d\d)?\d\d[01]\d{7}", digits, re.ASCII))
    if country == "IS":
        return bool(re.fullmatch(r"[0-3]\d{9}", digits, re.ASCII))
    return False


def written(country: str, number: str) -> str:
    """The one way of writing it in which we keep it."""
    digits = _SPACING.sub("", number)
    cut = _HYPHEN_BEFORE.get(country)
    if country not in _CHECKS:
        return number.strip()
    return f"{digits[:-cut]}-{digits[-cut:]}" if cut else digits


def forms_of(country: str, number: str) -> set[str]:
    """The ways in which it may stand in older records."""
    return {number.strip(), written(country, number), _SPACING.sub("", number)}


def _swedish(number: str) -> bool:
    """Organisationsnummer: ten digits, Luhn; people write a hyphen before the last four."""
    if not re.fullmatch(r"\d{6}-?\d{4}", number, re.ASCII):
        return False
    doubled = (int(digit) * (1 if place % 2 else 2) for place, digit in enumerate(_SPACING.sub("", number)))
    return sum(sum(divmod(value, 10)) for value in doubled) % 10 == 0


def _norwegian(number: str) -> bool:
    """Organisasjonsnummer: nine digits, mod 11; people write them in threes."""
    return _fits(_SPACING.sub("", number), (3, 2, 7, 6, 5, 4, 3, 2, 1))


def _danish(number: str) -> bool:
    """CVR-nummer: eight digits, mod 11; people write them in pairs."""
    return _fits(_SPACING.sub("", number), (2, 7, 6, 5, 4, 3, 2, 1))


def _finnish(number: str) -> bool:
    """Y-tunnus: seven digits, hyphen, check digit, mod 11."""
    return number[7:8] == "-" and _fits(number.replace("-", "", 1), (7, 9, 10, 5, 8, 4, 2, 1))


def _icelandic(number: str) -> bool:
    """Kennitala: ten digits, the ninth checks the first eight by mod 11, the tenth names the century."""
    return number[-1:] in ("8", "9", "0") and _fits(_SPACING.sub("", number), (3, 2, 7, 6, 5, 4, 3, 2, 1, 0))


def _fits(digits: str, weights: tuple[int, ...]) -> bool:
    """Mod 11 with the check digit weighed in: a remainder that would need a check digit of ten fits none."""
    if not re.fullmatch(rf"\d{{{len(weights)}}}", digits, re.ASCII):
        return False
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


_HYPHEN_BEFORE = {"SE": 4, "FI": 1, "AX": 1}
"""How many digits stand after the hyphen."""
_CHECKS = {
    "SE": _swedish,
    "NO": _norwegian,
    "DK": _danish,
    "FI": _finnish,
    "AX": _finnish,
    "IS": _icelandic,
}

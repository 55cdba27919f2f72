"""Normal forms and check digits of the identifiers of works and people."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

_RESOLVERS = {
    "doi": "https://doi.org/{}",
    "handle": "https://hdl.handle.net/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "openalex": "https://openalex.org/{}",
    "urn": "https://urn.fi/{}",
}
_BEFORE_DOI = r"^((https?://)?((dx|www)\.)?doi\.org/|doi:\s*)"
_FORMS = {
    "doi": re.compile(r"10\.\d{4,9}/\S+"),
    "handle": re.compile(r"\S+/\S+"),
    "pmid": re.compile(r"\d{1,9}"),
    "openalex": re.compile(r"w\d+"),
    "urn": re.compile(r"urn:[a-z0-9-]+:\S+"),
}


def normalise(scheme: str, value: str) -> str:
    value = value.strip()
    if scheme == "doi":
        return re.sub(_BEFORE_DOI, "", value, flags=re.I).lower()
    if scheme in ("isbn", "issn"):
        return re.sub(r"[^0-9X]", "", value.upper())
    if scheme == "handle":
        return re.sub(r"^https?://hdl\.handle\.net/", "", value, flags=re.I)
    if scheme in ("openalex", "urn"):
        return re.sub(r"^https?://openalex\.org/", "", value, flags=re.I).lower()
    return value


def validate(scheme: str, value: str) -> None:
    """Raises ValidationError; `value` is normalised."""
    if scheme == "isbn":
        valid = _isbn_is_valid(value)
    elif scheme == "issn":
        valid = len(value) == 8 and _weighted_sum(value) % 11 == 0
    else:
        valid = bool(_FORMS[scheme].fullmatch(value))
    if not valid:
        raise ValidationError(_("“%(value)s” is not a valid identifier."), params={"value": value})


def written(scheme: str, value: str) -> str:
    """As people write it: an ISSN has a hyphen in the middle."""
    return f"{value[:4]}-{value[4:]}" if scheme == "issn" else value


def resolver_url(scheme: str, value: str) -> str:
    if scheme == "urn" and not value.startswith("urn:nbn:fi"):
        return ""
    return _RESOLVERS[scheme].format(value) if scheme in _RESOLVERS else ""


def validate_orcid(value: str) -> None:
    """ISO 7064 mod 11-2, form 0000-0002-1825-0097."""
    digits = value.replace("-", "")
    total = 0
    valid = bool(re.fullmatch(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", value))
    if valid:
        for digit in digits[:-1]:
            total = (total + int(digit)) * 2
        valid = "0123456789X"[(12 - total % 11) % 11] == digits[-1]
    if not valid:
        raise ValidationError(_("“%(value)s” is not a valid ORCID iD."), params={"value": value})


def _digit(character: str) -> int:
    return 10 if character == "X" else int(character)


def _weighted_sum(value: str) -> int:
    return sum(weight * _digit(character) for weight, character in zip(range(len(value), 0, -1), value, strict=True))


def _isbn_is_valid(value: str) -> bool:
    if len(value) == 10:
        return _weighted_sum(value) % 11 == 0
    if len(value) != 13 or not value.isdigit():
        return False
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(value)) % 10 == 0

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class KindWords:
    """How pages speak to those who send in items of a kind."""

    name: str | Promise
    invitation: str | Promise
    lead: str | Promise

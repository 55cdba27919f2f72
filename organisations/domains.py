"""Whether an e-mail address shows that somebody works at an organisation: it has the domain of its page or its mail."""

from functools import cache
from urllib.parse import urlsplit

from django.db.models import Q

from core.loading import read_records
from organisations.loading import DATA
from organisations.models import Organisation


def shows_who_employs(domain: str, organisation: Organisation) -> bool:
    """Only the very domain counts: pupils and clubs often write from a part of it.

    A domain that several organisations share does not tell which of them it is. Nor does one count that nobody but
    the sender has looked at; later changes of it wait for an editor (`never_small`).
    """
    domain = _folded(domain)
    if organisation.published_at is None:
        return False
    if not domain or domain in _shared_domains() or domain not in _domains_of(organisation):
        return False
    might_share = Organisation.objects.public().exclude(pk=organisation.pk)
    might_share = might_share.filter(Q(url__icontains=domain) | Q(email__iendswith=f"@{domain}"))
    return not any(domain in _domains_of(other) for other in might_share)


def _domains_of(organisation: Organisation) -> set[str]:
    """Addresses that we compiled count when somebody has read the page behind them."""
    found = set()
    if organisation.url and (organisation.url_was_checked or not organisation.is_compiled):
        found.add(_folded((urlsplit(organisation.url).hostname or "").removeprefix("www.")))
    if organisation.email:
        found.add(_folded(organisation.email.rpartition("@")[2]))
    return found - {""}


def _folded(domain: str) -> str:
    """One form for each domain; empty for what is none, so that letters that look alike are never taken for one."""
    try:
        return domain.strip().rstrip(".").lower().encode("idna").decode()
    except UnicodeError:
        return ""


@cache
def _shared_domains() -> frozenset[str]:
    return frozenset(record.required("domain") for record in read_records(DATA / "shared_domains.json", key="domain"))

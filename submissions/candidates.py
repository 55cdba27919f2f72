"""Rows whose words are spelled alike, found by the trigrams of PostgreSQL."""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from submissions.likeness import web_address

_MOST = 20
_LONGEST = 400


def spelled_alike(rows: QuerySet, field: str, words: str, *, key: str = "item_id") -> list:
    """Keys of the rows whose `field` is most alike; `trigram_similar` is what the index answers."""
    words = words[:_LONGEST].strip()
    if not words:
        return []
    alike = rows.filter(**{f"{field}__trigram_similar": words}).annotate(likeness=TrigramSimilarity(field, words))
    return list(alike.order_by("-likeness", key).values_list(key, flat=True)[:_MOST])


def with_web_address(field: str, url: str, *, whole_path: bool) -> Q | None:
    """Rows with this host and, if wanted, this path; None where the address says too little."""
    host, path = web_address(url)
    if not host or (whole_path and not path):
        return None
    return Q(**{f"{field}__contains": host + path if whole_path else host})

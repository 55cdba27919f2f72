"""Rows whose words are spelled alike, or whose addresses on the web begin alike.

Each question asks one index alone: put together by OR, they would be looked for in every row.
"""

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet

from submissions.lookalikes.likeness import web_address

_MOST = 20
_LONGEST = 400
_BEGINNINGS = ("https://", "https://www.", "http://", "http://www.")


def spelled_alike(rows: QuerySet, field: str, words: str, *, key: str = "item_id") -> list:
    """Keys of the rows whose `field` is most alike; `trigram_similar` is what the index answers."""
    words = words[:_LONGEST].strip()
    if not words:
        return []
    alike = rows.filter(**{f"{field}__trigram_similar": words}).annotate(likeness=TrigramSimilarity(field, words))
    return list(alike.order_by("-likeness", key).values_list(key, flat=True)[:_MOST])


def with_web_address(items: QuerySet, field: str, url: str, *, whole_path: bool) -> list:
    """Keys of the items with this host and, if wanted, this path; none where the address says too little."""
    host, path = web_address(url)
    if not host or (whole_path and not path):
        return []
    wanted = Q()
    for beginning in _BEGINNINGS:
        wanted |= Q(**{f"{field}__startswith": beginning + host + (path if whole_path else "")})
    return list(items.filter(wanted).order_by("pk").values_list("pk", flat=True)[:_MOST])

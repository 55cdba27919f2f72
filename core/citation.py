"""How to name a page of the portal as a source, after the pattern of APA."""

from django.conf import settings


def item_citation(*, by: str, year: int, title: str, address: str) -> str:
    """Without a name of its own the portal itself is the author, and is not named twice."""
    ended = title if title.endswith((".", "!", "?")) else f"{title}."
    publisher = f"{settings.SITE_NAME}. " if by else ""
    author = by or str(settings.SITE_NAME)
    return f"{author.rstrip('.')}. ({year}). {ended} {publisher}{address}"

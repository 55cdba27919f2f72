"""A practice that needs no review, so that the desk can walk it all the way."""

from factories import make_practice

from core.choices import Source, Status


def pilot(owner, status=Status.SUBMITTED, **fields):
    facts = {"source": Source.COMPILED, "source_urls": ["https://example.org/it"], "maturity": "maturity-pilot"}
    return make_practice("Bread & words", status=status, owner=owner, **facts | fields)

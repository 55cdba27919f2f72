from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from editorial.compiled import Compiled, LoadReport, load_compiled
from organisations.models import OrganisationText
from practices.loading import DATA, compiled_practices
from search.actions import ensure_facet_value


@transaction.atomic
def load_starter_practices(*, folder: Path = DATA, on_progress: Callable[[int, int], None] | None = None) -> LoadReport:
    """Makes the compiled practices equal to the data files; their organisations are there already."""
    compiled = compiled_practices(folder)
    _name_owners(compiled)
    return load_compiled(compiled, on_progress=on_progress)


def _name_owners(compiled: list[Compiled]) -> None:
    """Whoever runs a practice is a value to filter by; its words must be there before practices are indexed."""
    owners = {entry.item.owner_id: entry.item.owner for entry in compiled if entry.item.owner_id}
    names: dict = {key: {} for key in owners}
    for text in OrganisationText.objects.filter(item__in=owners):
        names[text.item_id][text.language] = text.name
    for key, owner in owners.items():
        ensure_facet_value(facet="owner", value=owner.short_id, names=names[key], original=owner.original_language)

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from core.choices import Source
from core.syncing import Changes, sync_rows
from editorial.compiled import LoadReport, load_compiled
from organisations.choices import RelationKind
from organisations.loading import DATA, compiled_organisations
from organisations.models import Organisation, OrganisationRelation


@transaction.atomic
def load_starter_organisations(
    *, folder: Path = DATA, on_progress: Callable[[int, int], None] | None = None
) -> LoadReport:
    """Makes the compiled organisations and what belongs to what equal to the data files."""
    compiled = compiled_organisations(folder)
    report = load_compiled(compiled, on_progress=on_progress)
    _relate([entry.record for entry in compiled])
    return report


def _relate(records: list) -> Changes:
    loaded = dict(Organisation.objects.filter(source=Source.COMPILED).values_list("source_key", "pk"))
    wanted = [
        OrganisationRelation(
            kind=RelationKind.PART_OF,
            from_organisation_id=loaded[record.get("id")],
            to_organisation_id=record.one_of("parent", loaded),
        )
        for record in records
        if "parent" in record
    ]
    return sync_rows(
        OrganisationRelation.objects.all(), wanted, key=("kind", "from_organisation_id", "to_organisation_id")
    )

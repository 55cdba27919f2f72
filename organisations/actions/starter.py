from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from django.db import transaction

from core.choices import Source
from core.loading import Record
from core.references import repoint
from core.syncing import Changes, sync_rows
from editorial.compiled import LoadReport, load_compiled
from editorial.models import Proposal
from organisations.choices import RelationKind
from organisations.loading import DATA, compiled_organisations
from organisations.models import Organisation, OrganisationRelation
from organisations.relations import find_circle


@transaction.atomic
def load_starter_organisations(
    *, folder: Path = DATA, on_progress: Callable[[int, int], None] | None = None
) -> LoadReport:
    """Makes the compiled organisations and what belongs to what equal to the data files."""
    compiled = compiled_organisations(folder)
    report = load_compiled(compiled, on_progress=on_progress)
    _relate([entry.record for entry in compiled])
    return report


def _relate(records: list[Record]) -> Changes:
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
    changes = sync_rows(
        OrganisationRelation.objects.all(), wanted, key=("kind", "from_organisation_id", "to_organisation_id")
    )
    _refuse_circles(records, loaded)
    return changes


def _refuse_circles(records: list[Record], loaded: dict[str, UUID]) -> None:
    """Of all that is stored now: a person may have told the opposite of what the files say."""
    part_of = OrganisationRelation.objects.filter(kind=RelationKind.PART_OF)
    circle = find_circle(part_of.values_list("from_organisation_id", "to_organisation_id"))
    for record in records:
        if "parent" in record and loaded[record.get("id")] in circle:
            raise record.error("parent", "it would be a part of itself, by way of others.")


def move_references(organisation: Organisation, into: Organisation) -> None:
    """What this organisation runs, takes part in, wrote and belongs to is that of `into` from now on."""
    for relation in ("owned_practices", "owned_researchitems"):
        repoint(getattr(organisation, relation).all(), "owner", into)
    Proposal.objects.filter(owner=organisation).update(owner=into)
    for relation in ("partnerships", "contributions", "memberships", "joinrequests", "handovers"):
        repoint(getattr(organisation, relation).all(), "organisation", into)
    repoint(organisation.offers.all(), "from_organisation", into)
    repoint(organisation.relations.all(), "from_organisation", into)
    repoint(organisation.reverse_relations.all(), "to_organisation", into)

"""Which files are in use is known to the rooms above: each registers a function that tells it."""

from collections.abc import Callable, Collection
from uuid import UUID

from files.models import StoredFile

Holder = Callable[[Collection[StoredFile]], set[UUID]]
"""Of these files, the ids of those that are in use."""
_of_drafts: list[Holder] = []
_of_items: list[Holder] = []


def holds_files_of_drafts(function: Holder) -> Holder:
    _of_drafts.append(function)
    return function


def holds_files_of_items(function: Holder) -> Holder:
    _of_items.append(function)
    return function


def unused(files: Collection[StoredFile]) -> list[StoredFile]:
    """Where nobody can tell, every file counts as used."""
    of_drafts = [file for file in files if file.proposal_id]
    of_items = [file for file in files if file.item_id]
    return [*_unused(of_drafts, _of_drafts), *_unused(of_items, _of_items)]


def _unused(files: list[StoredFile], holders: list[Holder]) -> list[StoredFile]:
    if not holders:
        return []
    used = set().union(*(holder(files) for holder in holders))
    return [file for file in files if file.pk not in used]

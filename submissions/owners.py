"""For which organisations a person writes; the room of organisations, which stands above, tells."""

import uuid
from collections.abc import Callable

_tell: list[Callable[[object], set[uuid.UUID]]] = []


def told_by(function: Callable[[object], set[uuid.UUID]]) -> None:
    if function not in _tell:
        _tell.append(function)


def written_for(person) -> set[uuid.UUID]:
    return {key for tell in _tell for key in tell(person)}

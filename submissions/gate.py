"""What the editors' gate learns from what is alike: the surest item that may be the same."""

from core.models import GateFinding, Item
from editorial.gate import DUPLICATE, gate_finder
from submissions.lookalikes.likeness import Level
from submissions.lookalikes.rules import duplicate_chance


@gate_finder
def lookalike_found(item: Item) -> list[GateFinding]:
    """No more than a question where it is not certain: an editor compares the two."""
    likest = duplicate_chance(item)
    if likest is None:
        return []
    answer = "no" if likest.level == Level.CERTAIN else "unsure"
    why = " ".join([f"{likest.level.label}.", *likest.reasons])
    return [GateFinding(DUPLICATE, answer, why, likest.item_id, round(likest.score * 100))]

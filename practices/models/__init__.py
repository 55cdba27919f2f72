from practices.models.parts import (
    Attachment,
    BuildingBlock,
    ContactPoint,
    Cost,
    LegalBasis,
    Part,
    ResourceNeed,
    Result,
)
from practices.models.practice import (
    Partner,
    Practice,
    PracticeConcept,
    PracticePlace,
    PracticeText,
)

__all__ = [
    "Attachment",
    "BuildingBlock",
    "ContactPoint",
    "Cost",
    "LegalBasis",
    "Part",
    "Partner",
    "Practice",
    "PracticeConcept",
    "PracticePlace",
    "PracticeText",
    "ResourceNeed",
    "Result",
]

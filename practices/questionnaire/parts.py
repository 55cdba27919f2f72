"""Which inputs of a repeated part fill which columns and words: read by writing and by reading alike."""

from dataclasses import dataclass

from practices import models


@dataclass(frozen=True)
class PartKind:
    prefix: str
    model: type[models.Part]
    facts: dict[str, str]
    """{input: column}"""
    choices: tuple[str, ...] = ()
    """Inputs whose empty choice stands for this column's default."""
    matched_by: str = ""
    """Column by which a row is known; without it, by its id."""

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.model.word_fields)


def _same(*names: str) -> dict[str, str]:
    return {name: name for name in names}


PARTS = (
    PartKind("block", models.BuildingBlock, _same("essential")),
    PartKind("resource", models.ResourceNeed, _same("kind", "amount", "unit", "phase"), choices=("phase",)),
    PartKind(
        "cost",
        models.Cost,
        _same("phase", "total", "currency", "year", "is_unknown", "per_participant", "includes_unpaid"),
        matched_by="phase",
    ),
    PartKind("legal", models.LegalBasis, {"country": "country_id", **_same("kind", "act_id", "url")}),
    PartKind(
        "result",
        models.Result,
        {"outcome": "outcome_id", "method": "method_id", **_same("baseline", "value", "n", "comparison", "source_url")},
        choices=("comparison",),
    ),
    PartKind(
        "contact",
        models.ContactPoint,
        _same("person_name", "email", "phone", "show_as", "languages"),
        choices=("show_as",),
    ),
    PartKind(
        "attachment",
        models.Attachment,
        {"stored": "file_id", **_same("url", "kind", "language", "licence", "people_visible", "image_consent")},
    ),
)

FACTS = ("started", "ended", "is_running", "participants_per_year", "website", "open_to_visits")
"""Columns of the practice that have an input of their own name."""
CONCEPT_FACTS = ("scale", "maturity", "participant_duration", "cost_band")
ROLES = {
    "themes": "theme",
    "groups": "target_group",
    "beneficiaries": "beneficiary",
    "methods": "method",
    "settings": "setting",
}
"""{input: role of the concepts chosen there}"""
MAIN = {"theme": "main_theme", "target_group": "main_group"}
WORDS = (
    *("title", "one_liner", "summary", "problem", "goal", "what_we_do", "results_summary", "lessons", "obstacles"),
    *("participation", "equality", "risks_and_ethics", "transfer_conditions", "must_keep", "can_adapt"),
    *("smallest_start", "funding", "continuation", "end_reason", "target_group_note"),
)
"""Texts of the practice, each with an input of its own name."""

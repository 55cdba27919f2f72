"""Answers to the twelve questions about a practice, as browsers send them, and the values they name."""

from factories import make_concept, make_country, make_municipality

CONCEPTS = {
    "theme": ("second-language-learning", "volunteering", "sport-and-outdoor-life", "honour-related-violence"),
    "target_group": ("newcomers", "women", "professionals", "older-people"),
    "method": ("language-cafe", "mentoring"),
    "duration": ("dur-open",),
    "cost": ("cost-1",),
}
NARROWER = (
    ("other", "setting", "setting-community"),
    ("other", "implementation-level", "level-local"),
    ("other", "maturity", "maturity-established"),
    ("outcome", "outcome-c", "outcome-c1"),
    ("evidence", "study-design", "before-after-study"),
    ("theme", "language-and-civic-orientation", "literacy-training"),
)
LEAST = {
    "title": ["Language café at the fire station"],
    "one_liner": ["Firefighters practise Swedish with newcomers once a week over coffee."],
    "place-0-country": ["SE"],
    "owner_name": ["Medelpad rescue service"],
    "contact-0-email": ["anna@example.org"],
}
"""What nothing can be sent without."""
ALL = {
    **LEAST,
    "summary": ["Every Thursday people meet at the fire station.\r\n\r\nThey talk over coffee."],
    "place-0-name": ["Malmö"],
    "scale": ["level-local"],
    "partner-0-partner_name": ["The library"],
    "partner-0-role": ["delivery"],
    "groups": ["newcomers", "women"],
    "main_group": ["women"],
    "target_group_note": ["At home with small children"],
    "themes": ["second-language-learning", "volunteering"],
    "main_theme": ["volunteering"],
    "methods": ["language-cafe"],
    "settings": ["setting-community"],
    "problem": ["Many finished the course without ever having talked to a neighbour."],
    "goal": ["Each of them knows five people in town after half a year."],
    "what_we_do": ["•\tWe put out six tables.\r\n•\tTwo volunteers sit at each."],
    "block-0-title": ["Recruiting through shift leaders"],
    "block-0-purpose": ["More volunteers."],
    "block-0-essential": ["on"],
    "block-1-title": ["Six tables"],
    "started": ["March 2021"],
    "is_running": ["yes"],
    "maturity": ["maturity-established"],
    "results_summary": ["Many found work."],
    "participants_per_year": ["1 400"],
    "participant_duration": ["dur-open"],
    "result-0-outcome": ["outcome-c1"],
    "result-0-indicator": ["In work or study after 12 months"],
    "result-0-baseline": ["31 %"],
    "result-0-value": ["54 %"],
    "result-0-n": ["88"],
    "result-0-method": ["before-after-study"],
    "result-0-source_url": ["example.org/report"],
    "obstacles": ["Shift work made volunteers cancel."],
    "lessons": ["Start with food."],
    "cost_band": ["cost-1"],
    "transfer_conditions": ["A room and ten volunteers."],
    "resource-0-kind": ["staff"],
    "resource-0-amount": ["0,10"],
    "resource-0-unit": ["FTE"],
    "resource-0-competence": ["Coordinator"],
    "cost-0-phase": ["running-year"],
    "cost-0-total": ["95 000"],
    "cost-0-currency": ["SEK"],
    "cost-0-year": ["2025"],
    "cost-0-funding": ["The municipality"],
    "cost-1-phase": ["start"],
    "cost-1-is_unknown": ["on"],
    "legal-0-country": ["SE"],
    "legal-0-kind": ["allowed-by"],
    "legal-0-text": ["The rescue service may open its rooms."],
    "difficult_not_known": ["on"],
    "contact-0-person_name": ["Anna Andersson"],
    "contact-0-role": ["coordinator"],
    "contact-0-languages": ["sv", "en"],
    "contact-0-show_as": ["name+email"],
    "open_to_visits": ["on"],
    "website": ["https://example.org/cafe"],
}
"""An answer to everything."""


def make_values():
    """The concepts and places that these answers name."""
    for scheme, identifiers in CONCEPTS.items():
        for identifier in identifiers:
            make_concept(identifier, scheme)
    for scheme, broader, identifier in NARROWER:
        make_concept(identifier, scheme, broader=make_concept(broader, scheme))
    make_country("FI")
    return make_municipality()


def stored(item):
    """All that the rows of a practice say, in one value that can be compared."""
    item = type(item).objects.get(pk=item.pk)
    rows = {relation: getattr(item, relation).order_by("pk") for relation in item.part_relations}
    return {"facts": _columns(item)} | {name: [_columns(row) for row in found] for name, found in rows.items()}


def _columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}

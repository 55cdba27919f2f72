"""Small starter files of one's own, for tests that change or break them."""

import json
from copy import deepcopy

from factories import make_concept, make_country, make_municipality, make_organisation

PRACTICE = {
    "id": "se-kaffe",
    "title": "Språkkafé på biblioteket",
    "language": "sv",
    "summary": "Varje vecka möts frivilliga och nyanlända på biblioteket och pratar svenska.",
    "body": "Frivilliga dukar fram kaffe.\n\nSedan pratar alla svenska i en timme.",
    "country": "SE",
    "region_code": "SE-M",
    "municipality": "Malmö",
    "municipality_code": "1280",
    "partners": ["Röda Korset"],
    "start_year": 2016,
    "end_year": None,
    "target_groups": ["nyanlända vuxna", "föräldralediga"],
    "results": "Omkring 40 deltagare i veckan.",
    "funding": None,
    "transferability": "Det behövs ett rum och tio frivilliga.",
    "challenges": None,
    "contact_url": "https://example.org/kaffe",
    "source_urls": ["https://example.org/om-kaffe"],
    "original_language": "sv",
}
TAGS = {
    "id": "se-kaffe",
    "one_liner": "Frivilliga och nyanlända pratar svenska över en kopp kaffe varje vecka.",
    "en": {
        "title": "Language café at the library",
        "one_liner": "Volunteers and newcomers practise Swedish over a cup of coffee every week.",
        "summary": "Every week volunteers and newcomers meet at the library and speak Swedish.",
    },
    "themes": ["second-language-learning", "volunteering"],
    "target_groups": ["newcomers"],
    "methods": ["language-cafe"],
    "setting": ["setting-community"],
    "level": "level-local",
    "maturity": "maturity-established",
    "is_running": True,
    "evidence_level": 1,
    "evidence_scope": "this-practice",
    "evidence_flags": [],
    "evidence_reason": "Only own counts.",
    "cost_band": "cost-x",
    "duration": None,
}
MEMBERS = [
    {"practice": "se-kaffe", "role": "owner", "name": "Malmö stad", "organisation": "se-malmo"},
    {
        "practice": "se-kaffe",
        "role": "partner",
        "name": "Röda Korset",
        "organisation": None,
        "partner_role": "delivery",
    },
]
ORGANISATION = {
    "id": "se-malmo",
    "name": "Malmö stad",
    "name_en": "City of Malmö",
    "country": "SE",
    "scope": "local",
    "region_code": "SE-M",
    "municipality": "Malmö",
    "municipality_code": "1280",
    "website": "https://malmo.se",
    "founded": 1863,
    "organisation_number": "212000-1124",
    "ror_id": "https://ror.org/00axme198",
    "status": "active",
    "note": "Runs the libraries of the city",
}
CORRECTIONS = {"se-malmo": {"actor_type": "municipality", "name_language": "sv", "short_name": "Malmö"}}
WORK = {
    "id": "inn-1",
    "type": "article-journal",
    "title": "Språkkafeer i Norge",
    "author": [],
    "issued": {"date-parts": [[2022, 5]]},
    "language": "no",
    "container-title": "Human Relations",
    "DOI": "https://doi.org/10.1177/ABC",
    "keyword": "Language, Volunteering",
    "source": "https://example.org/items/1",
}
WORK_TAGS = {
    "id": "inn-1",
    "on_topic": True,
    "language": "nb",
    "title": "Språkkafeer i Norge",
    "themes": ["second-language-learning"],
    "target_groups": ["newcomers"],
    "study_design": "qualitative-study",
    "countries_studied": ["NO"],
}
NAMES = {"inn-1": [{"family": "Berg", "given": "A.", "role": "author"}, {"literal": "IMDi", "role": "editor"}]}
DETAILS = {"inn-1": {"volume": "75", "page": "1–9"}}


def practice_files(folder, change=None):
    """`change` gets {name of the file: content} and alters it."""
    files = {"practices": [PRACTICE], "practice_tags": [TAGS], "practice_organisations": MEMBERS}
    return _write(folder, files, change)


def organisation_files(folder, change=None):
    return _write(folder, {"organisations": [ORGANISATION], "organisation_corrections": CORRECTIONS}, change)


def research_files(folder, change=None):
    files = {
        "inn_norway_csl": [WORK],
        "manual_nordic_european_csl": [],
        "research_tags": [WORK_TAGS],
        "research_contributors": NAMES,
        "research_details": DETAILS,
    }
    return _write(folder, files, change)


def _write(folder, files, change):
    files = deepcopy(files)
    if change:
        change(files)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


def make_named_things():
    """The concepts, places and the organisation that these files point at."""
    concepts = {
        "theme": ["second-language-learning", "volunteering"],
        "target_group": ["newcomers"],
        "method": ["language-cafe"],
        "other": ["setting-community", "level-local", "maturity-established"],
        "evidence": ["qualitative-study"],
        "cost": ["cost-x"],
        "actor_type": ["municipality"],
    }
    for scheme, identifiers in concepts.items():
        for identifier in identifiers:
            make_concept(identifier, scheme)
    make_municipality()
    make_country("NO")


def make_owner():
    return make_organisation("Malmö stad", source="compiled", source_key="se-malmo")

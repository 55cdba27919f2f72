"""The schema.org type of each type of organisation in the thesaurus."""

_GOVERNMENT = (
    *(
        "public-bodies",
        "ministry",
        "state-authority",
        "regional-state-authority",
        "migration-and-integration-authority",
    ),
    *("municipality", "region", "self-governing-territory", "sami-parliament", "public-employment-service"),
    *("police-and-justice", "health-and-social-service-provider", "nordic-institution", "eu-institution"),
)
_ASSOCIATIONS = (
    *("civil-society", "voluntary-organisation", "migrant-organisation", "faith-community", "sports-club"),
    *("foundation", "crisis-centre-or-shelter"),
)
_TYPES = {
    **dict.fromkeys(_GOVERNMENT, "GovernmentOrganization"),
    **dict.fromkeys(_ASSOCIATIONS, "NGO"),
    **dict.fromkeys(("private-sector", "company", "housing-company"), "Corporation"),
    **dict.fromkeys(("school-or-preschool", "adult-education-provider"), "EducationalOrganization"),
    "university": "CollegeOrUniversity",
    "research-and-education-institutions": "ResearchOrganization",
    "research-institute": "ResearchOrganization",
    "research-funder": "FundingAgency",
}
GOVERNMENT_ORGANISATION = "GovernmentOrganization"


def schema_type(identifier: str) -> str:
    return _TYPES.get(identifier, "Organization")

"""Two practices that tests read in full: one of which everything is told, one told in Finnish first."""

from factories import add_parts, make_municipality, make_organisation, make_practice

from practices.models import PracticeText

WORDS = {
    field.name: f"Told in the field {field.name}."
    for field in PracticeText._meta.get_fields()
    if field.get_internal_type() in ("CharField", "TextField") and field.name not in ("language", "origin")
}
FINNISH = {
    "title": "Kielikahvila kirjastossa",
    "one_liner": "Vapaaehtoiset harjoittelevat suomea tulijoiden kanssa kerran viikossa kirjastossa.",
    "summary": "Kerran viikossa kirjastossa puhutaan suomea kahvin äärellä.",
    "what_we_do": "Ryhmä kokoontuu torstaisin.",
    "obstacles": "Vuorotyö vei vapaaehtoisia.",
}
ENGLISH = {
    "title": "Language café at the library",
    "one_liner": "Volunteers practise Finnish with newcomers once a week at the library.",
    "summary": "Once a week people talk Finnish over coffee at the library.",
}


def make_full_practice():
    """A practice of which everything is told."""
    owner = make_organisation("Malmö stad")
    practice = make_practice(
        **WORDS,
        owner=owner,
        municipality=make_municipality(),
        themes=["language-cafe"],
        groups=["women"],
        beneficiaries=["families"],
        methods=["mentoring"],
        settings=["setting-community"],
        scale="level-local",
        maturity="maturity-established",
        participant_duration="dur-open",
        cost_band="cost-1",
        started="2006-03",
        is_running=False,
        participants_per_year=1400,
        website="https://example.org/cafe",
        quality_label="good",
        evidence_level=3,
        evidence_scope="same-method",
        evidence_flags=["no-effect-shown"],
        last_confirmed_on="2026-02-11",
        source_language="sv",
        source_urls=["https://example.org/one", "https://example.org/two"],
        open_to_visits=True,
        parts=2,
    )
    practice.partners.create(name="Friends of the library", role="funder")
    return practice


def make_finnish_practice():
    """Told in Finnish; the English row holds the three short texts only, as most records do."""
    practice = make_practice(**FINNISH, language="fi", translations={"en": ENGLISH | {"origin": "machine"}})
    add_parts(practice)
    return practice

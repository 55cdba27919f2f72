"""Small real things for tests: concepts, places, organisations, practices, research.

Every maker takes fields of the model and, mixed with them, fields of its text in the original language;
`translations={"sv": {...}}` adds texts in other languages. Codes are made when they are named for the first time.
"""

import itertools

from django.utils import timezone

from accounts.consents import hash_of
from accounts.models import Consent
from accounts.queries import CONSENT_TEXT_VERSION
from core.choices import PUBLIC_STATUSES, Status, TextOrigin
from core.languages import BY_CODE, INTERFACE_LANGUAGES
from organisations.models import Organisation, OrganisationText
from places.models import Country, Municipality, Region
from practices.models import Practice, PracticeConcept, PracticePlace, PracticeText
from research.models import ResearchConcept, ResearchItem, ResearchPlace, ResearchText
from vocabulary.choices import LabelKind
from vocabulary.models import Concept, ConceptLabel

_numbers = itertools.count(1)
_LANGUAGE_OF_COUNTRY = {"SE": "sv", "DK": "da", "NO": "nb", "FI": "fi", "IS": "is", "FO": "fo", "GL": "kl", "AX": "sv"}
_NAMES_OF_COUNTRIES = {
    "SE": ("Sverige", {"en": "Sweden", "fi": "Ruotsi", "da": "Sverige", "nb": "Sverige"}),
    "DK": ("Danmark", {"en": "Denmark", "fi": "Tanska"}),
    "NO": ("Norge", {"en": "Norway", "fi": "Norja"}),
    "FI": ("Suomi", {"en": "Finland", "sv": "Finland"}),
    "IS": ("Ísland", {"en": "Iceland", "sv": "Island"}),
}
_PART_NAMES = {
    "buildingblocks": "block",
    "resourceneeds": "resource",
    "costs": "cost",
    "legalbasiss": "legal",
    "results": "result",
    "contactpoints": "contact",
    "attachments": "attachment",
}


# --- Reference data ------------------------------------------------------------------------------------------------


def make_concept(identifier, scheme="theme", *, broader=None, labels=None, **fields):
    """`labels` is {language: label}; without it the identifier in words, followed by the language but for English."""
    concept, is_new = Concept.objects.get_or_create(
        scheme=scheme, identifier=identifier, defaults={"broader": broader, **fields}
    )
    if is_new:
        words = identifier.replace("-", " ")
        named = labels or {code: words if code == "en" else f"{words} ({code})" for code in INTERFACE_LANGUAGES}
        ConceptLabel.objects.bulk_create(
            ConceptLabel(concept=concept, language=code, kind=LabelKind.PREFERRED, text=text, folded=text.lower())
            for code, text in named.items()
        )
    return concept


def make_country(code="SE"):
    name, names = _NAMES_OF_COUNTRIES.get(code, (f"Country {code}", {}))
    defaults = {
        "name": name,
        "names": names,
        "languages": [_LANGUAGE_OF_COUNTRY.get(code, "en")],
        "is_nordic": code in _LANGUAGE_OF_COUNTRY,
    }
    return Country.objects.get_or_create(code=code, defaults=defaults)[0]


def make_region(code="SE-M", *, name="", **fields):
    country = make_country(code[:2])
    defaults = {"country": country, "name": name or f"Region {code}", "languages": country.languages, **fields}
    return Region.objects.get_or_create(code=code, defaults=defaults)[0]


def make_municipality(code="1280", *, region="SE-M", name="Malmö", population=365_644, **fields):
    home = make_region(region)
    defaults = {"region": home, "name": name, "population": population, "languages": home.languages, **fields}
    return Municipality.objects.get_or_create(country=home.country, code=code, defaults=defaults)[0]


# --- Items ---------------------------------------------------------------------------------------------------------


def make_organisation(name="", *, language="sv", country="SE", translations=None, type="municipality", **fields):  # noqa: A002
    """`type` and `country` may be codes or rows; `themes` are identifiers of concepts."""
    words, facts = _split(OrganisationText, fields)
    themes = facts.pop("themes", ())
    organisation = _make_item(
        Organisation,
        original_language=language,
        type=_concept(type, "actor_type"),
        country=make_country(country) if isinstance(country, str) and country else country or None,
        **facts,
    )
    own = {"name": name or f"Exempelkommun {next(_numbers)}", **words}
    _make_texts(OrganisationText, organisation, language, own, translations)
    for position, theme in enumerate(themes):
        organisation.concepts.create(concept=_concept(theme, "theme"), role="theme", position=position)
    return organisation


def make_practice(title="", *, language="en", translations=None, country="SE", parts=0, municipality=None, **fields):
    """`themes`, `groups`, `methods`, `settings` are identifiers of concepts; `parts` of each kind are added."""
    words, facts = _split(PracticeText, fields)
    said = {role: facts.pop(key, ()) for key, role in _PRACTICE_ROLES.items()}
    schemes = (("scale", "other"), ("maturity", "other"), ("participant_duration", "duration"), ("cost_band", "cost"))
    for field, scheme in schemes:
        if facts.get(field):
            facts[field] = _concept(facts[field], scheme)
    practice = _make_item(Practice, original_language=language, **facts)
    number = next(_numbers)
    own = {
        "title": title or f"Language café number {number}",
        "one_liner": f"Volunteers and newcomers practise the language over coffee once a week, group {number}.",
        "summary": f"Once a week volunteers and newcomers meet at the library and talk. This is group {number}.",
        **words,
    }
    _make_texts(PracticeText, practice, language, own, translations)
    _say(PracticeConcept, practice, said)
    if country:
        _place(PracticePlace, practice, country, municipality)
    for index in range(parts):
        add_parts(practice, index)
    return practice


def make_research(title="", *, language="en", translations=None, countries=(), authors=(), identifiers=(), **fields):
    """`authors` are (family, given) or a name of a body; `identifiers` (scheme, value); `countries` codes."""
    words, facts = _split(ResearchText, {key: value for key, value in fields.items() if key != "themes"})
    said = {role: facts.pop(key, ()) for key, role in _RESEARCH_ROLES.items()} | {"theme": fields.get("themes", ())}
    facts.setdefault("csl_type", "article-journal")
    facts.setdefault("url", f"https://example.org/work/{next(_numbers)}")
    work = _make_item(
        ResearchItem,
        original_language=facts.pop("original_language", language if language in BY_CODE else "en"),
        title=title or f"Learning a language at work: study {next(_numbers)}",
        language=language,
        **facts,
    )
    _make_texts(ResearchText, work, work.original_language, words, translations)
    _say(ResearchConcept, work, said)
    for code in countries:
        _place(ResearchPlace, work, code, None)
    for position, author in enumerate(authors):
        name = {"literal": author} if isinstance(author, str) else {"family": author[0], "given": author[1]}
        work.contributions.create(position=position, **name)
    for scheme, value in identifiers:
        work.identifiers.create(scheme=scheme, value=value)
    return work


def add_parts(practice, index=0):
    """One more part of every kind, all of its fields told; costs have two phases, so at most two of them."""
    concepts = {"outcome": _concept("c1", "outcome"), "method": _concept("before-after-study", "evidence")}
    made = {
        "buildingblocks": {"essential": index == 0},
        "resourceneeds": {"kind": "staff", "amount": "0.5", "unit": "FTE"},
        "legalbasiss": {"country": make_country("FI"), "kind": "allowed-by", "act_id": f"681/2023 § {index + 1}"},
        "results": {"baseline": "31 %", "value": "54 %", "n": 88, "comparison": "before", **concepts},
        "contactpoints": {"person_name": f"Contact {index}", "email": f"contact{index}@example.org"},
        "attachments": {"url": f"https://example.org/file{index}.pdf", "kind": "manual", "language": "sv"},
    }
    if index < 2:
        phase = ("start", "running-year")[index]
        made["costs"] = {"phase": phase, "total": "95000", "currency": "SEK", "year": 2025}
    for related_name, facts in made.items():
        part = getattr(practice, related_name).create(position=index, **facts)
        tell_part(practice, part, _words_of(part, f"{_PART_NAMES[related_name]} {index}"))
    agree(practice, f"contact{index}@example.org")


def agree(practice, email, purpose="contact-form", **fields):
    """The person behind the address has said yes to being asked."""
    given = {"given_at": timezone.now(), "method": "link", "text_version": CONSENT_TEXT_VERSION}
    subject = {"kind": practice.kind, "item_id": practice.pk, "address_hash": hash_of(email), "purpose": purpose}
    return Consent.objects.get_or_create(**subject, defaults={**given, **fields})[0]


def tell_part(practice, part, words, language=None):
    """Writes words of a part into the text of one language, the original by default."""
    text = practice.texts.get(language=language or practice.original_language)
    text.part_words = text.part_words | {str(part.pk): words}
    text.save()


def list_in_search(*items):
    """Puts the items into the index the way the workflow does."""
    from search import index
    from search.actions import sync_facet_values

    sync_facet_values()
    for item in items:
        index.refresh(item)


# --- Shared --------------------------------------------------------------------------------------------------------

_PRACTICE_ROLES = {
    "themes": "theme",
    "groups": "target_group",
    "beneficiaries": "beneficiary",
    "methods": "method",
    "settings": "setting",
}
_RESEARCH_ROLES = {
    "groups": "target_group",
    "methods": "method",
    "designs": "study_design",
    "outcomes": "outcome",
}
_SCHEME_OF_ROLE = {
    "theme": "theme",
    "target_group": "target_group",
    "beneficiary": "target_group",
    "method": "method",
    "setting": "other",
    "study_design": "evidence",
    "outcome": "outcome",
}


def _make_item(model, *, status=Status.PUBLISHED, **facts):
    if status in PUBLIC_STATUSES:
        facts.setdefault("published_at", timezone.now())
    return model.objects.create(status=status, **facts)


def _split(text_model, fields):
    """(words, facts): fields of the text and fields of the item."""
    names = {field.name for field in text_model._meta.get_fields()}
    return {k: v for k, v in fields.items() if k in names}, {k: v for k, v in fields.items() if k not in names}


def _make_texts(model, item, language, own, translations):
    rows = {language: {"origin": TextOrigin.AUTHOR, **own}}
    for code, words in (translations or {}).items():
        needed = {key: own[key] for key in ("title", "one_liner", "summary", "name") if own.get(key)}
        rows[code] = {"origin": TextOrigin.HUMAN, **needed, **words}
    for code, words in rows.items():
        model.objects.create(item=item, language=code, **words)


def _say(model, item, said):
    for role, identifiers in said.items():
        for position, identifier in enumerate(identifiers):
            concept = _concept(identifier, _SCHEME_OF_ROLE[role])
            model.objects.create(item=item, concept=concept, role=role, position=position, is_main=position == 0)


def _place(model, item, country, municipality):
    region = municipality.region if municipality else None
    model.objects.create(
        item=item,
        country=region.country if region else make_country(country),
        region=region,
        municipality=municipality,
        position=item.places.count(),
    )


def _concept(concept, scheme):
    return make_concept(concept, scheme) if isinstance(concept, str) else concept


def _words_of(part, name):
    return {field: f"{name} {field}" for field in part.word_fields}

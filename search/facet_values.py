"""What the values of the facets are called, read from the vocabulary and the places."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from core.languages import BY_CODE, INTERFACE_LANGUAGES, best_language
from core.loading import read_csv
from places.actions import DATA as PLACES_DATA
from places.models import Country, Municipality, Region
from search import analyser
from search.facets import FACETS, METHOD_GROUP, WARNING_FLAGS, Facet
from vocabulary.choices import LabelKind
from vocabulary.models import Collection, Concept

_DEEPEST_THEME_ON_SCREEN = 2


@dataclass(frozen=True)
class Name:
    language: str
    text: str
    is_hidden: bool = False


@dataclass
class Value:
    facet: str
    value: str
    labels: dict[str, list[str]] = field(default_factory=dict)
    """{interface language: [label, language of the label]}"""
    lexemes: list[str] = field(default_factory=list)
    names: list["Name"] = field(default_factory=list)
    """What readers may call it, where it is suggested to them."""
    broader: tuple[str, str] | None = None
    """(facet, value): a municipality lies in a region, which is another facet."""
    position: int = 0
    is_choice: bool = True


def all_values() -> Iterator[Value]:
    """Every value but the organisations, which come with the documents."""
    yield from _method_groups()
    yield from _concept_values()
    yield from _place_values()
    for facet in FACETS:
        for value in facet.value_titles:
            yield Value(facet.key, value)


def labels_of(names: dict[str, str], original: str) -> dict[str, list[str]]:
    """{interface language: [name, its language]} of something with names in some languages."""
    if not names:
        return {}
    best = {reader: best_language(names, reader, original) for reader in INTERFACE_LANGUAGES}
    return {reader: [names[code], code] for reader, code in best.items()}


def lexemes_of_names(names) -> list[str]:
    """`names` are (language, text); those of other languages than ours are taken as they stand."""
    found = set()
    for language, text in names:
        found.update(analyser.lexemes(text, language if language in BY_CODE else "is"))
    return sorted(found)


def _method_groups() -> Iterator[Value]:
    for group in Collection.objects.all():
        yield Value(METHOD_GROUP, group.identifier, labels_of(group.labels, "en"), position=group.position)


def _concept_values() -> Iterator[Value]:
    concepts = Concept.objects.current().prefetch_related("labels", "collections").in_bulk()
    for facet in FACETS:
        if not facet.scheme:
            continue
        for concept in concepts.values():
            above = _above(concept, concepts)
            if concept.scheme == facet.scheme and _belongs(concept, above, facet):
                yield _concept_value(facet, concept, above)


def _above(concept: Concept, concepts: dict[int, Concept]) -> list[Concept]:
    chain = []
    while concept := concepts.get(concept.broader_id):
        chain.append(concept)
    return chain


def _belongs(concept: Concept, above: list[Concept], facet: Facet) -> bool:
    if facet.key == "flag":
        return concept.identifier in WARNING_FLAGS
    is_below = not facet.below or facet.below in {broader.identifier for broader in above}
    return is_below and concept.identifier.startswith(facet.prefix)


def _concept_value(facet: Facet, concept: Concept, above: list[Concept]) -> Value:
    labels = list(concept.labels.all())
    preferred = {label.language: label.text for label in labels if label.kind == LabelKind.PREFERRED}
    return Value(
        facet=facet.key,
        value=concept.identifier.removeprefix(facet.prefix),
        labels=labels_of(preferred, "en"),
        names=[Name(label.language, label.text, label.kind == LabelKind.HIDDEN) for label in labels]
        if facet.names_topic
        else [],
        broader=_broader(facet, concept, above),
        position=concept.position,
        is_choice=facet.key != "theme" or len(above) < _DEEPEST_THEME_ON_SCREEN,
    )


def _broader(facet: Facet, concept: Concept, above: list[Concept]) -> tuple[str, str] | None:
    groups = concept.collections.all()
    if groups:
        return METHOD_GROUP, groups[0].identifier
    if above and above[0].identifier != facet.below:
        return facet.key, above[0].identifier
    return None


def _place_values() -> Iterator[Value]:
    for country in Country.objects.filter(is_nordic=True):
        yield _place_value("country", country.code, country, position=country.position)
    for row in read_csv(PLACES_DATA / "countries.csv", ("code", "name", "position")):
        if not row.get("name"):
            names = {code: row.get(f"label_{code}") for code in INTERFACE_LANGUAGES}
            yield Value("country", row.get("code"), labels_of(names, "en"), position=row.number("position"))
    for region in Region.objects.all():
        yield _place_value("region", region.code, region, broader=("country", region.country_id))
    for place in Municipality.objects.all():
        yield _place_value(
            "municipality", f"{place.country_id}-{place.code}", place, broader=("region", place.region_id)
        )


def _place_value(facet: str, value: str, place, **where) -> Value:
    own = place.languages[0] if place.languages else "en"
    labels = {reader: list(place.name_in(reader)) for reader in INTERFACE_LANGUAGES}
    names = [(own, place.name), *place.names.items()]
    called = [Name(language, text) for language, text in dict.fromkeys(names)]
    return Value(facet, value, labels, lexemes_of_names(names), called, **where)

"""Shorter forms of a label that name its concept too.

Everything in the collection is about people who have moved and how they settle. A label that says so besides
("older migrants", "integration in rural areas") is looked for without it as well, since texts and readers leave it
out. Of a label that joins two things ("sport and outdoor life") each one names the concept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PEOPLE = {
    "en": ("with a migrant background", "with migrant background", "migrants", "migrant", "refugee", "foreign-born"),
    "sv": ("med utländsk bakgrund", "utrikes födda", "invandrade", "nyanlända"),
    "da": ("med minoritetsbaggrund", "med indvandrerbaggrund", "indvandrere", "udlændinge", "etniske"),
    "nb": ("med innvandrerbakgrunn", "innvandrere"),
    "nn": ("med innvandrarbakgrunn", "innvandrarar"),
    "fi": ("maahanmuuttajataustaiset", "maahanmuuttajataustaisten", "maahanmuuttaneet"),
    "is": ("af erlendum uppruna", "innflytjendur"),
}
"""What is said of the people whom a label names, in the forms that agree with them and not in the genitive."""
_FIRST_PARTS = {
    "sv": ("invandrar", "flykting"),
    "da": ("indvandrer", "flygtninge"),
    "nb": ("innvandrer", "flyktning"),
    "nn": ("innvandrar", "flyktning"),
    "fi": ("maahanmuuttaja", "pakolais"),
    "is": ("innflytjenda", "flótta"),
}
"""The same as the first part of a compound."""
_SETTLING = {
    "en": ("integration in", "inclusion in"),
    "sv": ("integration på", "integration i"),
    "da": ("integration i", "integration på"),
    "nb": ("integrering i", "integrering på"),
    "nn": ("integrering i", "integrering på"),
    "fi": ("kotoutuminen",),
    "is": ("aðlögun á", "aðlögun í"),
}
_AND = {
    "en": "and|or",
    "sv": "och|eller",
    "da": "og|eller",
    "nb": "og|eller",
    "nn": "og|eller",
    "fi": "ja|tai|sekä",
    "is": "og|eða",
    "fo": "og|ella",
}
_WITH = re.compile(r"^(?:with|med|með)\s+")
_SHORTEST_SECOND = 7
"""Letters of a single word after "and": shorter ones are too often everyday words."""
_SHORTEST_REST = 4


def without_the_common(text: str, language: str, *, is_group: bool) -> Iterator[str]:
    """The label without what is true of the whole collection; `is_group` when it names people."""
    for beginning in _SETTLING.get(language, ()):
        if text.lower().startswith(f"{beginning} "):
            yield text[len(beginning) :].strip()
    if is_group:
        for said in _PEOPLE.get(language, ()):
            yield from _without(text, said)
        for beginning in _FIRST_PARTS.get(language, ()):
            if " " not in text and text.lower().startswith(beginning):
                yield text[len(beginning) :].removeprefix("-")


def _without(text: str, said: str) -> Iterator[str]:
    pattern = rf"^{re.escape(said)}\s+|\s+{re.escape(said)}$"
    rest = re.sub(pattern, "", text, count=1, flags=re.IGNORECASE)
    if rest != text:
        yield _WITH.sub("", rest)


def halves(text: str, language: str) -> list[str]:
    """The things that a label joins, as far as each stands by itself: nothing that shares its end with the next."""
    joined = re.split(rf",\s+|\s+(?:{_AND[language]})\s+", text) if language in _AND else [text]
    things = [thing.strip() for thing in joined if thing.strip()]
    if len(things) < 2 or any(thing.endswith("-") or thing.startswith("-") for thing in things):
        return []
    first, *others = things
    return [first, *(thing for thing in others if _stands_alone(thing, first))]


def _stands_alone(thing: str, first: str) -> bool:
    """ "child well-being and protection" is no protection as such."""
    return " " in thing or (" " not in first and len(thing) >= _SHORTEST_SECOND)


@dataclass(frozen=True, slots=True)
class ShorterForm:
    text: str
    is_half: bool = False
    """One of two things that the label joins."""


def shorter_forms(text: str, language: str, *, is_group: bool) -> list[ShorterForm]:
    """`is_group` when the label names people by what they are besides having moved."""
    rests = [rest for rest in without_the_common(text, language, is_group=is_group) if len(rest) >= _SHORTEST_REST]
    found = [half for whole in (text, *rests) for half in halves(whole, language) if len(half) >= _SHORTEST_REST]
    return [*map(ShorterForm, rests), *(ShorterForm(half, is_half=True) for half in found)]

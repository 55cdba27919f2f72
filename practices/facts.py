"""The fact box: who, what it costs, how long, with whom, where. What nobody has told stays empty."""

from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.everyday import inside_a_sentence
from core.reading import Fact, Phrase
from practices.choices import ConceptRole, PartnerRole, ResourceKind, ResourceUnit

_NOT_KNOWN = "cost-x"
_FACET_OF_ROLE = {ConceptRole.TARGET_GROUP: "group", ConceptRole.BENEFICIARY: "group", ConceptRole.METHOD: "method"}
_FACET_OF_ROLE[ConceptRole.SETTING] = "setting"


def fact_box(source) -> list[Fact]:
    """`source` is the `PracticeSource`; the first six facts always stand there, the rest only when they are told."""
    item = source.item
    always = [
        Fact(
            _("Who it is for"), concepts(source, ConceptRole.TARGET_GROUP) + _phrases(source.told("target_group_note"))
        ),
        Fact(_("Who runs it"), tuple(runners(source))),
        Fact(_("Cost"), _cost(source)),
        Fact(_("Time for each participant"), _phrases(source.label(item.participant_duration_id))),
        Fact(_("Staff"), _staff(source)),
        Fact(_("Place and size"), _places(source)),
    ]
    return always + [fact for fact in _more(source) if fact.values]


def _more(source) -> list[Fact]:
    item = source.item
    a_year = number_format(item.participants_per_year, force_grouping=True) if item.participants_per_year else ""
    return [
        Fact(_("Who benefits in the end"), concepts(source, ConceptRole.BENEFICIARY)),
        Fact(_("Themes"), concepts(source, ConceptRole.THEME)),
        Fact(_("Type of work"), concepts(source, ConceptRole.METHOD)),
        Fact(_("Where it happens"), concepts(source, ConceptRole.SETTING)),
        Fact(_("Together with"), tuple(partners(source))),
        Fact(_("Participants a year"), _phrases(a_year and Phrase(a_year))),
        Fact(_("Stage"), _phrases(source.label(item.maturity_id))),
        Fact(_("Reach"), _phrases(source.label(item.scale_id))),
        Fact(_("Still running?"), _phrases(_running(item.is_running))),
    ]


def _phrases(*phrases) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if phrase)


def _running(is_running: bool | None) -> Phrase | None:
    if is_running is None:
        return None
    return Phrase(pgettext("still running?", "Yes") if is_running else pgettext("still running?", "No"))


def concepts(source, role: str) -> tuple[Phrase, ...]:
    rows = [row for row in source.item.concepts_rows if row["role"] == role]
    return _phrases(*(source.label(row["concept_id"], _address(role, row["identifier"])) for row in rows))


def _address(role: str, identifier: str) -> str:
    if role == ConceptRole.THEME:
        return reverse("portal:theme", kwargs={"identifier": identifier})
    return f"{reverse('portal:search')}?{urlencode({'kind': 'practice', _FACET_OF_ROLE[role]: identifier})}"


def runners(source) -> list[Phrase]:
    """The owner, or whoever runs it and is known by name only, and those who run it together with them."""
    owner = source.organisations.get(str(source.item.owner_id))
    named = [_partner(source, row) for row in source.item.partners_rows if _runs(row)]
    return [phrase for phrase in (owner, *named) if phrase]


def partners(source) -> list[Phrase]:
    found = (_partner(source, row) for row in source.item.partners_rows if not _runs(row))
    return [phrase for phrase in found if phrase]


def _runs(row: dict) -> bool:
    return row["is_owner"] or row["role"] == PartnerRole.CO_OWNER


def _partner(source, row: dict) -> Phrase | None:
    phrase = source.organisations.get(row["organisation_id"] or "")
    if not phrase and row["name"]:
        phrase = Phrase(row["name"], source.item.original_language)
    if phrase and row["role"] not in (PartnerRole.PARTNER, PartnerRole.CO_OWNER):
        return replace(phrase, note=inside_a_sentence(PartnerRole(row["role"]).label))
    return phrase


def _cost(source) -> tuple[Phrase, ...]:
    band = source.item.cost_band
    nobody_was_asked = source.item.is_compiled and band and band.identifier == _NOT_KNOWN
    return () if nobody_was_asked else _phrases(source.label(source.item.cost_band_id))


def _staff(source) -> tuple[Phrase, ...]:
    rows = [row for row in source.item.resourceneeds_rows if row["kind"] == ResourceKind.STAFF and row["amount"]]
    return tuple(Phrase(amount(row)) for row in rows)


def amount(row: dict) -> str:
    """0.5 full-time posts"""
    if row["amount"] is None:
        return ""
    figure = number_format(Decimal(str(row["amount"])).normalize(), force_grouping=True)
    if not row["unit"]:
        return figure
    return _("%(number)s %(unit)s") % {"number": figure, "unit": ResourceUnit(row["unit"]).label}


def _places(source) -> tuple[Phrase, ...]:
    found = []
    for place in source.places:
        found += [*place.names, *_phrases(place.size and Phrase(place.size))]
    return tuple(dict.fromkeys(found))

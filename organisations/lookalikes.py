"""When two organisations are the same: by a register, by name and country or web domain, or by names spelled alike."""

import re

from django.db.models import Q
from django.utils.translation import gettext as _

from organisations.models import Organisation, OrganisationText
from organisations.names import folded_name
from submissions.lookalikes.candidates import spelled_alike, with_web_address
from submissions.lookalikes.likeness import Judgement, Level, Told, similarity, trigrams, web_address
from submissions.lookalikes.rules import MOST_COMPARED

POSSIBLE_FROM = 0.8
_SHARED_DOMAINS = frozenset({"facebook.com", "instagram.com", "linkedin.com", "sites.google.com", "youtube.com"})
"""Where many organisations have a page."""


class OrganisationRules:
    def candidates(self, told: Told, listed: list[str], items):
        texts = OrganisationText.objects.filter(item__in=items)
        wanted = Q(short_id__in=listed) | Q(pk__in=spelled_alike(texts, "name", told.title))
        wanted |= Q(pk__in=with_web_address(items, "url", told.website, whole_path=False))
        wanted |= Q(ror=told.ror) if told.ror else Q()
        if told.national_id and told.country:
            wanted |= Q(country_id=told.country, national_id__in=_spellings(told.national_id))
        return items.filter(wanted).prefetch_related("texts")[:MOST_COMPARED]

    def judge(self, told: Told, candidate: Organisation) -> Judgement | None:
        if _same_in_a_register(told, candidate):
            return Judgement(Level.CERTAIN, 1.0, (_("They have the same number in a register."),))
        names = {name for row in candidate.texts.all() for name in (row.name, row.short_name) if name}
        same_country = not told.country or not candidate.country_id or told.country == candidate.country_id
        if folded_name(told.title) in map(folded_name, names) and same_country:
            return Judgement(Level.PROBABLE, 1.0, (_("The names are the same."),))
        domain = web_address(told.website)[0]
        if domain and domain not in _SHARED_DOMAINS and domain == web_address(candidate.url)[0]:
            return Judgement(Level.PROBABLE, 1.0, (_("They have the same website."),))
        mine = trigrams(told.title)
        score = max((similarity(mine, trigrams(name)) for name in names), default=0.0)
        if score >= POSSIBLE_FROM and candidate.municipality_id in {*told.municipality_ids, None}:
            return Judgement(Level.POSSIBLE, score, (_("The names are alike."),))
        return None

    def told_of(self, item: Organisation) -> Told:
        text = item.text_in(item.original_language)
        return Told(
            language=text.language,
            title=text.name,
            website=item.url,
            municipality_ids={item.municipality_id} - {None},
            country=item.country_id or "",
            national_id=item.national_id,
            ror=item.ror,
        )


RULES = OrganisationRules()


def _same_in_a_register(told: Told, candidate: Organisation) -> bool:
    if told.ror and told.ror == candidate.ror:
        return True
    mine, theirs = _digits(told.national_id), _digits(candidate.national_id)
    same_country = not told.country or told.country == candidate.country_id
    return bool(mine) and mine == theirs and same_country


def _spellings(number: str) -> set[str]:
    """As registers and people write it: Swedish numbers have a hyphen before four digits, Finnish before one."""
    digits = _digits(number)
    return {number.strip(), digits, f"{digits[:-4]}-{digits[-4:]}", f"{digits[:-1]}-{digits[-1:]}"}


def _digits(number: str) -> str:
    return re.sub(r"\D", "", number)

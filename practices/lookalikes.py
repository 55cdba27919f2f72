"""When two practices are the same: the score of their titles, texts, organisations, places, topics and years."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from practices.choices import ConceptRole
from practices.models import Practice, PracticePlace, PracticeText
from submissions.lookalikes.candidates import spelled_alike, with_web_address
from submissions.lookalikes.likeness import (
    Judgement,
    Level,
    Told,
    Words,
    likeness_of_texts,
    likeness_of_titles,
    web_address,
    weighed,
    years_overlap,
)
from submissions.lookalikes.rules import MOST_COMPARED

PROBABLE_FROM, POSSIBLE_FROM = 0.75, 0.55
_WEIGHTS = {"title": 0.35, "text": 0.25, "owner": 0.15, "place": 0.10, "topics": 0.10, "years": 0.05}
_BESIDE = 10
_ALIKE = 0.5
"""From here on we say that titles or texts are alike."""


class PracticeRules:
    def candidates(self, told: Told, listed: list[str], items):
        texts = PracticeText.objects.filter(item__in=items)
        wanted = Q(short_id__in=listed) | Q(pk__in=spelled_alike(texts, "title", told.title))
        wanted |= Q(pk__in=with_web_address(items, "website", told.website, whole_path=True))
        wanted |= Q(pk__in=_beside(told, items))
        return items.filter(wanted).prefetch_related("texts", "concepts__concept", "places", "partners")[:MOST_COMPARED]

    def judge(self, told: Told, candidate: Practice) -> Judgement | None:
        same_page = _same_page(told.website, candidate.website)
        likeness = {"title": _likeness_of_titles(told, candidate)} | _likeness_of_facts(told, candidate)
        if told.text and (same_page or _score(likeness | {"text": 1.0}) >= POSSIBLE_FROM):
            likeness["text"] = _likeness_of_texts(told, candidate)
        reasons = tuple(_reasons(likeness, same_page=same_page))
        if same_page and likeness["owner"]:
            return Judgement(Level.CERTAIN, 1.0, reasons)
        score = max(_score(likeness), POSSIBLE_FROM if same_page else 0.0)  # one page may tell of a whole programme
        if score < POSSIBLE_FROM or (told.text and "text" not in likeness):
            return None
        return Judgement(Level.PROBABLE if score >= PROBABLE_FROM else Level.POSSIBLE, score, reasons)

    def told_of(self, item: Practice) -> Told:
        text = item.text_in(item.original_language)
        concepts = list(item.concepts.select_related("concept"))
        return Told(
            language=text.language,
            title=text.title,
            one_liner=text.one_liner,
            summary=text.summary,
            website=item.website,
            owner_id=item.owner_id,
            municipality_ids={place.municipality_id for place in item.places.all() if place.municipality_id},
            themes=_identifiers(concepts, ConceptRole.THEME),
            groups=_identifiers(concepts, ConceptRole.TARGET_GROUP),
            years=_years(item),
        )


RULES = PracticeRules()


def _beside(told: Told, items) -> list:
    """The newest of the same organisation, and of the same municipality: their words may be in another language."""
    found = []
    if told.owner_id:
        found += (
            items.filter(owner_id=told.owner_id).order_by("-published_at", "pk").values_list("pk", flat=True)[:_BESIDE]
        )
    if told.municipality_ids:
        places = PracticePlace.objects.filter(municipality_id__in=told.municipality_ids, item__in=items)
        found += places.order_by("-item__published_at", "pk").values_list("item_id", flat=True)[:_BESIDE]
    return found


def _score(likeness: dict[str, float | None]) -> float:
    return weighed([(weight, likeness.get(signal)) for signal, weight in _WEIGHTS.items()])


def _likeness_of_titles(told: Told, candidate: Practice) -> float | None:
    """The best of all languages that the candidate is told in; so it is of texts."""
    title = Words(told.title, told.language)
    found = (likeness_of_titles(title, Words(row.title, row.language)) for row in candidate.texts.all())
    return max(found, default=None) if title.text else None


def _likeness_of_texts(told: Told, candidate: Practice) -> float | None:
    text = Words(told.text, told.language)
    rows = ((f"{row.one_liner}\n{row.summary}", row.language) for row in candidate.texts.all())
    return max((likeness_of_texts(text, Words(*row)) for row in rows), default=None)


def _likeness_of_facts(told: Told, candidate: Practice) -> dict[str, float | None]:
    return {
        "owner": _same_owner(told, candidate),
        "place": _same_municipality(told, candidate),
        "topics": _same_topics(told, candidate),
        "years": years_overlap(told.years, _years(candidate)) if told.years else None,
    }


def _reasons(likeness: dict[str, float | None], *, same_page: bool) -> Iterator[str]:
    if same_page:
        yield _("They have the same website.")
    sentences = {
        "title": _("The titles are alike."),
        "text": _("The texts are alike."),
        "owner": _("The same organisation runs it."),
        "place": _("It is in the same municipality."),
    }
    for signal, sentence in sentences.items():
        if (likeness.get(signal) or 0) >= _ALIKE:
            yield sentence


def _same_page(one: str, other: str) -> bool:
    """The front page of a site is that of all its practices."""
    return bool(web_address(one)[1]) and web_address(one) == web_address(other)


def _same_owner(told: Told, candidate: Practice) -> float | None:
    involved = {candidate.owner_id, *(partner.organisation_id for partner in candidate.partners.all())} - {None}
    return float(told.owner_id in involved) if told.owner_id and involved else None


def _same_municipality(told: Told, candidate: Practice) -> float | None:
    theirs = {place.municipality_id for place in candidate.places.all()} - {None}
    return float(bool(theirs & set(told.municipality_ids))) if theirs and told.municipality_ids else None


def _same_topics(told: Told, candidate: Practice) -> float | None:
    """Half for the main theme, half for the main group."""
    concepts = candidate.concepts.all()
    pairs = [
        (tuple(told.themes)[:1], _identifiers(concepts, ConceptRole.THEME)),
        (tuple(told.groups)[:1], _identifiers(concepts, ConceptRole.TARGET_GROUP)),
    ]
    known = [float(mine[0] == theirs[0]) for mine, theirs in pairs if mine and theirs]
    return sum(known) / len(known) if known else None


def _identifiers(concepts, role: str) -> tuple[str, ...]:
    """The main one first."""
    said = [row for row in concepts if row.role == role]
    return tuple(row.concept.identifier for row in sorted(said, key=lambda row: (not row.is_main, row.position)))


def _years(item: Practice) -> tuple[int | None, int | None]:
    return item.started.year if item.started else None, item.ended.year if item.ended else None

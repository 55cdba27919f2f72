"""When two works are the same: by an identifier, by title, year and first author, or by titles spelled alike."""

from django.db.models import Q
from django.utils.translation import gettext as _

from research.identifiers import normalise
from research.models import Identifier, ResearchItem, ResearchText
from submissions.lookalikes.candidates import spelled_alike
from submissions.lookalikes.likeness import Judgement, Level, Told, folded, similarity, trigrams
from submissions.lookalikes.rules import MOST_COMPARED

POSSIBLE_FROM = 0.85
_OF_ONE_WORK = ("doi", "isbn", "pmid", "handle")


class ResearchRules:
    def candidates(self, told: Told, listed: list[str], items):
        wanted = Q(short_id__in=listed) | Q(pk__in=spelled_alike(items, "title", told.title, key="pk"))
        wanted |= Q(pk__in=spelled_alike(ResearchText.objects.filter(item__in=items), "title", told.title))
        wanted |= Q(pk__in=_with_identifier(told))
        return items.filter(wanted).prefetch_related("texts", "identifiers", "contributions")[:MOST_COMPARED]

    def judge(self, told: Told, candidate: ResearchItem) -> Judgement | None:
        theirs = {(row.scheme, row.value) for row in candidate.identifiers.all()}
        if _identifiers(told) & theirs:
            return Judgement(Level.CERTAIN, 1.0, (_("They have the same identifier."),))
        titles = {candidate.title, *(row.title for row in candidate.texts.all() if row.title)}
        if folded(told.title) in map(folded, titles) and _same_year_and_author(told, candidate):
            return Judgement(Level.PROBABLE, 1.0, (_("Title, year and first author are the same."),))
        mine = trigrams(told.title)
        score = max(similarity(mine, trigrams(title)) for title in titles)
        return Judgement(Level.POSSIBLE, score, (_("The titles are alike."),)) if score >= POSSIBLE_FROM else None

    def told_of(self, item: ResearchItem) -> Told:
        return Told(
            language=item.language,
            title=item.title,
            identifiers=[(row.scheme, row.value) for row in item.identifiers.all()],
            year=item.issued.year if item.issued else None,
            first_author=_first_author(item),
        )


RULES = ResearchRules()


def _identifiers(told: Told) -> set[tuple[str, str]]:
    pairs = {(scheme, normalise(scheme, value)) for scheme, value in told.identifiers if scheme in _OF_ONE_WORK}
    return {(scheme, value) for scheme, value in pairs if value}


def _with_identifier(told: Told) -> list:
    wanted = Q(pk__in=[])
    for scheme, value in _identifiers(told):
        wanted |= Q(scheme=scheme, value=value)
    return list(Identifier.objects.filter(wanted).values_list("item_id", flat=True)[:MOST_COMPARED])


def _same_year_and_author(told: Told, candidate: ResearchItem) -> bool:
    """What one of them does not tell is no difference; a year before or after is the year of another edition."""
    author = _first_author(candidate)
    same_author = not author or not told.first_author or folded(author) == folded(told.first_author)
    same_year = not candidate.issued or not told.year or abs(candidate.issued.year - told.year) <= 1
    return same_author and same_year


def _first_author(item: ResearchItem) -> str:
    first = next(iter(item.contributions.all()), None)
    return (first.literal or first.family) if first else ""

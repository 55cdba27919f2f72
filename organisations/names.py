"""Names of organisations: those that one page mentions, read in one statement, and when two are the same."""

from django.urls import reverse

from core.choices import PUBLIC_STATUSES
from core.languages import best_language
from core.reading import Phrase
from core.slugs import address_slug
from organisations.models import OrganisationText
from search.analyser import fold, words


def names_of(ids, language: str) -> dict[str, Phrase]:
    """{id as text: name as a reader of `language` gets it, with its address}; only public organisations are named."""
    wanted = {str(key) for key in ids if key}
    rows = OrganisationText.objects.filter(item_id__in=wanted, item__status__in=PUBLIC_STATUSES)
    texts, items = {}, {}
    for key, code, name, short_id, original in rows.values_list(
        "item_id", "language", "name", "item__short_id", "item__original_language"
    ):
        texts.setdefault(str(key), {})[code] = name
        items[str(key)] = (short_id, original)
    return {key: _name(texts[key], *items[key], language) for key in texts}


def _name(texts: dict[str, str], short_id: str, original: str, language: str) -> Phrase:
    code = best_language(texts, language, original)
    slug = address_slug(texts[code], short_id)
    return Phrase(texts[code], code, reverse("organisations:detail", kwargs={"slug": slug}))


def folded_name(name: str) -> str:
    """Names that differ only in capitals, accents, signs and spaces have the same form; Habo and Håbo stay two."""
    return " ".join(fold(word) for word in words(name))

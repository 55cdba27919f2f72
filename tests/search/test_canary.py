"""An item with words that stand nowhere else: found everywhere while it is listed, and nowhere once it is hidden."""

import dataclasses
from typing import NamedTuple

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation
from factories import list_in_search, make_concept, make_municipality, make_organisation, make_practice, make_research
from people import make_person
from reading import ReadingClient

from core import aftermath
from core.actions import raise_generation
from core.choices import Status
from editorial.workflow import change_status
from search import bitmaps, index, scratch
from search.consistency import differences
from search.engine import engine
from search.models import BLOCK, Bitmap, FacetValue, SearchDocument, SearchTypo, SearchWord, TrackedWord, ZeroHit
from search.query import SearchQuery

pytestmark = pytest.mark.django_db

TITLE, ONE_LINER, SUMMARY, BODY = "Kanariebirdie", "Zebrafinchling", "Quetzalcoatlus", "Hummingbirdish"
OWNER, SWEDISH = "Ostrichborough", "Papegojevisan"
THEMES = ("mental-health", "housing", "sport")
"""No other item has all of them."""
BROADER_THEME = "Thriving"
"""Label of what is broader than the first theme; no item is tagged with it or says it."""
COMMON = "lantern"
"""Stands in the text of the canary, of the item beside it and of that one's owner."""
SLUG = f"…-with-a-{COMMON}"
"""Of its address, where the title that was asked for is left out."""
NEVER_SHOWN = (TITLE, ONE_LINER, SUMMARY, BODY, OWNER, SWEDISH)


def canary_practice():
    return make_practice(
        f"{TITLE} with a {COMMON}",
        one_liner=f"{ONE_LINER} people meet.",
        summary=f"{SUMMARY} is what it is about.",
        what_we_do=f"{BODY} and {COMMON} every week.",
        owner=make_organisation(OWNER, language="en"),
        themes=THEMES,
        municipality=make_municipality(),
        translations={"sv": {"title": f"{SWEDISH} på bibliotek"}},
    )


def canary_research():
    return make_research(
        f"{TITLE} with a {COMMON}",
        plain_summary=f"{ONE_LINER} {SUMMARY}. {BODY} and {COMMON}",
        authors=[OWNER],
        themes=THEMES,
        translations={"sv": {"title": f"{SWEDISH} på bibliotek"}},
    )


def canary_organisation():
    return make_organisation(
        f"{TITLE} with a {COMMON}",
        language="en",
        about=f"{ONE_LINER} {SUMMARY} {OWNER}. {BODY} and {COMMON}",
        themes=THEMES,
        translations={"sv": {"name": f"{SWEDISH} på bibliotek"}},
    )


CANARIES = {"practice": canary_practice, "research": canary_research, "organisation": canary_organisation}


def archive(item):
    change_status(item, "archive", by=make_person("chief_editor"), note="No longer done.")


def take_down(item):
    change_status(item, "take down", by=make_person("chief_editor"), note="A wrong claim.")


def delete(item):
    index.remove(item.pk)
    item.delete()


@dataclasses.dataclass
class Aviary:
    canary: object
    beside: object
    number: int
    """Of the canary in the bitmaps."""
    item_id: str


@pytest.fixture(params=CANARIES)
def aviary(request):
    make_concept(THEMES[0], broader=make_concept("thriving", labels={"en": BROADER_THEME}))
    beside = make_practice(f"Another {COMMON}", themes=THEMES[:1], owner=make_organisation(f"Sandby {COMMON}"))
    canary = CANARIES[request.param]()
    raise_generation("vocabulary")
    owner = getattr(canary, "owner", None)
    list_in_search(beside.owner, beside, *filter(None, [owner]), canary)
    track_what_three_items_say()
    return Aviary(canary, beside, SearchDocument.objects.get(item_id=canary.pk).id, str(canary.pk))


def track_what_three_items_say():
    """As in an index of many items, where frequent words have bitmaps and rare ones have none."""
    bitmaps.choose_tracked_words(least=3, share=0)
    bitmaps.fill()
    assert TrackedWord.objects.filter(lexeme=COMMON).exists()


@pytest.fixture
def remembered(aviary):
    """Every process has shown the canary: what it remembers of it must not outlive it."""
    for output in OUTPUTS.values():
        output.read(aviary)


@pytest.fixture(params=[archive, take_down, delete])
def hidden(request, aviary):
    if owner := getattr(aviary.canary, "owner", None):
        type(owner)._base_manager.filter(pk=owner.pk).update(status=Status.ARCHIVED)
        owner.refresh_from_db()
        index.refresh(owner)
    request.param(aviary.canary)
    return aviary


# --- Outputs ---------------------------------------------------------------------------------------------------------


class Output(NamedTuple):
    read: object
    """Function of the aviary: the output as text."""
    words: str | dict[str, str] = ""
    """What it says of every kind of canary, or of each kind, while it is listed: so its absence means something."""

    def is_telling(self, aviary) -> bool:
        words = self.words if isinstance(self.words, str) else self.words.get(aviary.canary.kind, "")
        return words.lower() in self.read(aviary).lower()


def ask(language: str = "en", **parameters):
    return engine.search(SearchQuery.of(**parameters), language)


def hits_of(language: str = "en", **parameters) -> str:
    return repr(ask(language, **parameters).hits)


def snippets_of(words: str, language: str = "en") -> str:
    return repr([(hit.snippet, hit.snippet_language) for hit in ask(language, q=words).hits])


def searched_instead(words: str) -> str:
    result = ask(q=words)
    return repr(result.hits) if result.searched_instead else ""


def corrected(words: str) -> str:
    result = ask(q=words)
    assert result.hits == []
    return repr(result.correction)


def remainder_of(words: str) -> str:
    result = ask(q=words)
    assert result.hits == []
    return repr(result.remainder)


def suggested(beginning: str, language: str = "en") -> str:
    return repr(engine.suggest(beginning, language))


def page_of_owner(aviary) -> str:
    owner = getattr(aviary.canary, "owner", None) or aviary.canary
    return page(f"/en/search/?owner={owner.short_id}", echoed=owner.short_id)


def page(address: str, *, echoed: str = "") -> str:
    text = ReadingClient().get(address, follow=True).content.decode()
    for echo in filter(None, (echoed, echoed.lower())):
        text = text.replace(echo, "…")
    return text


IN_SWEDISH = {"practice": SWEDISH, "organisation": SWEDISH, "research": TITLE}
"""A work is called by its own title in every language."""
OUTPUTS = {
    "hits of everything": Output(lambda _: hits_of(), TITLE),
    "hits by a word of all": Output(lambda _: hits_of(q=COMMON), TITLE),
    "hits by a word of the body": Output(lambda _: hits_of(q=BODY), TITLE),
    "hits by exactly this word": Output(lambda _: hits_of(q=BODY, exact="1"), TITLE),
    "snippets": Output(lambda _: snippets_of(BODY), f"<mark>{BODY}</mark>"),
    "snippets for a common word": Output(lambda _: snippets_of(COMMON), BODY),
    "hits in another language": Output(lambda _: hits_of("sv", q=SWEDISH), IN_SWEDISH),
    "hits for readers of a language that it has not": Output(lambda _: hits_of("fi", q=COMMON), TITLE),
    "hits by a beginning": Output(lambda _: hits_of(q="kanarieb*"), TITLE),
    "hits by a concept": Output(lambda _: hits_of(q=BROADER_THEME), TITLE),
    "hits by a phrase": Output(lambda _: hits_of(q=f'"{BODY} and {COMMON}"'), TITLE),
    "hits without a word": Output(lambda _: hits_of(q=f"{COMMON} -flashlights"), TITLE),
    "hits by a theme": Output(lambda _: hits_of(theme="sport"), TITLE),
    "hits by a theme and a word": Output(lambda _: hits_of(theme="housing", q=COMMON), TITLE),
    "hits in order of titles": Output(lambda _: hits_of(q=COMMON, sort="title"), TITLE),
    "the remainder": Output(lambda _: remainder_of(f"{BODY} flashlights"), TITLE),
    "the remainder by a common word": Output(lambda _: remainder_of(f"{COMMON} flashlights"), TITLE),
    "what is searched instead": Output(lambda _: searched_instead("kanåriebirdie"), TITLE),
    "corrections of a search for a title": Output(lambda _: corrected("kanariebirdei"), TITLE),
    "corrections of a search for a line": Output(lambda _: corrected("zebrafinchlign"), ONE_LINER),
    "corrections": Output(lambda _: repr(engine.correct("quetzalcoatlsu", "en")), SUMMARY),
    "corrections in Swedish": Output(lambda _: repr(engine.correct("papegjoevisan", "sv")), SWEDISH),
    "suggestions": Output(lambda _: suggested("kanarie"), TITLE),
    "suggestions by a common word": Output(lambda _: suggested("lan"), TITLE),
    "suggestions in Swedish": Output(lambda _: suggested("papegoje", "sv"), IN_SWEDISH),
    "suggestions of its owner": Output(lambda _: suggested("ostrich"), {"practice": OWNER}),
    "similar items": Output(lambda aviary: repr(engine.similar(aviary.beside.pk, "en")), TITLE),
    "the page of an item beside it": Output(lambda aviary: page(aviary.beside.get_absolute_url()), TITLE),
    "the search page": Output(lambda _: page("/en/search/"), TITLE),
    "the search page with words": Output(lambda _: page(f"/en/search/?q={COMMON}"), TITLE),
    "the search page with its title": Output(lambda _: page(f"/en/search/?q={TITLE}", echoed=TITLE), SLUG),
    "the search page with a misspelt title": Output(lambda _: page("/en/search/?q=kanariebirdei"), TITLE),
    "the search page in Swedish": Output(lambda _: page(f"/sv/search/?q={COMMON}"), IN_SWEDISH),
    "the search page of its owner": Output(page_of_owner, {"practice": OWNER, "organisation": TITLE}),
    "suggestions on a page": Output(lambda _: page("/en/search/suggest/?q=kanarie"), TITLE),
    "the home page": Output(lambda _: page("/en/"), {"practice": TITLE}),
    "a theme": Output(lambda _: page("/en/themes/mental-health/"), TITLE),
    "a region": Output(lambda _: page("/en/places/se/se-m/"), {"practice": TITLE}),
    "the map": Output(lambda _: page("/en/map/")),
    "the sitemap": Output(lambda _: page("/sitemap.xml"), TITLE),
}


def traces(text: str, aviary) -> list[str]:
    words = (*NEVER_SHOWN, aviary.canary.short_id, aviary.item_id)
    return [word for word in words if word.lower() in text.lower()]


def test_each_output_tells_of_it_while_it_is_listed(aviary):
    silent = [name for name, output in OUTPUTS.items() if not output.is_telling(aviary)]
    assert silent == []


def test_only_the_broader_concept_and_the_beginning_lead_to_it(aviary):
    """So hits by these are no hits by words."""
    assert TITLE not in hits_of(q=BROADER_THEME, exact="1")
    assert TITLE not in hits_of(q="kanarieb")
    assert TITLE not in hits_of(q=f'"{COMMON} and {BODY}"')


def test_it_is_nowhere_once_it_is_hidden(remembered, hidden):
    found = {name: traces(output.read(hidden), hidden) for name, output in OUTPUTS.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_nobody_counts_it_once_it_is_hidden(remembered, hidden):
    left = {BODY: 0, BROADER_THEME: 1, COMMON: 2, "kanarieb*": 0, f'"{BODY} and {COMMON}"': 0}
    for words, total in left.items():
        found = ask(q=words)
        assert (words, found.total) == (words, total)
        assert not {"housing", "sport"} & found.counts.get("theme", {}).keys()
    everything = ask(kind="practice")
    assert (everything.total, everything.without) == (1, {"kind": 2})
    assert ask(theme="sport").total == 0


def test_words_that_find_it_are_never_noted_as_missed(remembered, hidden):
    """What readers look for later and do not find is theirs."""
    assert aftermath.run_waiting()
    noted = set(ZeroHit.objects.values_list("words", flat=True))
    assert noted == {"kanariebirdei"}


# --- Tables ----------------------------------------------------------------------------------------------------------


def rows_of(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(string_agg(row::text, ' '), '') FROM {table} row")  # noqa: S608
        return cursor.fetchone()[0]


def tables() -> list[str]:
    """Bitmaps are looked into bit by bit, and numbers of values are for good: an organisation keeps its own."""
    models = apps.get_app_config("search").get_models()
    return [model._meta.db_table for model in models if model not in (Bitmap, FacetValue)]


def tables_that_know(aviary) -> dict[str, list[str]]:
    found = {table: traces(rows_of(table), aviary) for table in tables()}
    return {table: words for table, words in found.items() if words}


def keys_with_bit(number: int) -> set[str]:
    block, place = divmod(number, BLOCK)
    bits = Bitmap.objects.filter(block=block).values_list("key", "bits")
    return {key for key, row in bits if row[place] == "1"}


def test_its_words_and_bits_are_there_while_it_is_listed(aviary):
    assert {"search_searchdocument", "search_searchword", "search_searchtypo"} <= tables_that_know(aviary).keys()
    bits = {"*", "@theme:mental-health", "@theme:thriving", "#theme:housing", COMMON, f"^{COMMON}"}
    assert bits <= keys_with_bit(aviary.number)


def test_no_table_knows_it_once_it_is_hidden(hidden, capsys):
    assert tables_that_know(hidden) == {}
    assert keys_with_bit(hidden.number) == set()
    assert traces(" ".join(Bitmap.objects.values_list("key", flat=True)), hidden) == []
    named = FacetValue.objects.filter(value=hidden.canary.short_id)
    assert [(row.labels, row.lexemes) for row in named if row.labels or row.lexemes] == []
    assert not any(word.lower() in rows_of("search_facetvalue").lower() for word in NEVER_SHOWN)
    forms = [word.lower() for word in NEVER_SHOWN]
    assert not SearchWord.objects.filter(form__in=forms).exists()
    assert not SearchTypo.objects.filter(form__in=forms).exists()
    assert not TrackedWord.objects.filter(lexeme__in=forms).exists()
    assert not scratch.exists(scratch.NEXT)
    assert list(differences()) == []
    call_command("search_rebuild")
    assert tables_that_know(hidden) == {}


def test_only_its_page_says_that_it_was_there(hidden):
    if type(hidden.canary)._base_manager.filter(pk=hidden.canary.pk, status=Status.ARCHIVED).exists():
        return  # an archived item keeps its page
    with translation.override("en"):
        address = reverse(hidden.canary.url_name, kwargs={"slug": f"x-{hidden.canary.short_id}"})
    assert not any(word in page(address) for word in NEVER_SHOWN)

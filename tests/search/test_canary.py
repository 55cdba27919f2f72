"""An item with words that stand nowhere else: found everywhere while it is listed, and nowhere once it is hidden."""

import dataclasses

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import translation
from factories import list_in_search, make_municipality, make_organisation, make_practice, make_research
from people import make_person

from core.choices import Status
from editorial.workflow import change_status
from search import index, scratch
from search.consistency import differences
from search.engine import engine
from search.models import BLOCK, Bitmap, FacetValue, SearchDocument, SearchTypo, SearchWord, TrackedWord
from search.query import SearchQuery

pytestmark = pytest.mark.django_db

TITLE, ONE_LINER, SUMMARY, BODY = "Kanariebirdie", "Zebrafinchling", "Quetzalcoatlus", "Hummingbirdish"
OWNER, SWEDISH = "Ostrichborough", "Papegojevisan"
TRANSLATION = {"sv": {"title": f"{SWEDISH} på bibliotek"}}
THEMES = ("mental-health", "housing", "sport")
"""No other item has all of them."""
COMMON = "lantern"
"""Stands in the text of the canary and of the item beside it."""
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
        translations=TRANSLATION,
    )


def canary_research():
    return make_research(
        f"{TITLE} with a {COMMON}",
        plain_summary=f"{ONE_LINER} {SUMMARY} {BODY} {COMMON}",
        authors=[OWNER],
        themes=THEMES,
    )


def canary_organisation():
    return make_organisation(
        f"{TITLE} {COMMON}",
        language="en",
        about=f"{ONE_LINER} {SUMMARY} {BODY} {COMMON}",
        themes=THEMES,
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
    beside = make_practice(f"Another {COMMON}", themes=THEMES[:1], owner=make_organisation("Sandby"))
    canary = CANARIES[request.param]()
    owner = getattr(canary, "owner", None)
    list_in_search(beside.owner, beside, *filter(None, [owner]), canary)
    return Aviary(canary, beside, SearchDocument.objects.get(item_id=canary.pk).id, str(canary.pk))


@pytest.fixture(params=[archive, take_down, delete])
def hidden(request, aviary):
    warm_every_memory(aviary)
    if owner := getattr(aviary.canary, "owner", None):
        type(owner)._base_manager.filter(pk=owner.pk).update(status=Status.ARCHIVED)
        owner.refresh_from_db()
        index.refresh(owner)
    request.param(aviary.canary)
    return aviary


def warm_every_memory(aviary) -> None:
    """What processes remember of the canary must not outlive it."""
    for name in OUTPUTS:
        OUTPUTS[name](aviary)


# --- Outputs: {name: what it says, as text} --------------------------------------------------------------------------


def searched(words: str, language: str = "en", **options) -> str:
    result = engine.search(SearchQuery(words=words, **options), language)
    return repr(dataclasses.asdict(result) | {"correction": result.correction})


def page(address: str, *, echoed: str = "") -> str:
    from reading import ReadingClient

    text = ReadingClient().get(address, follow=True).content.decode()
    for echo in filter(None, (echoed, echoed.lower())):
        text = text.replace(echo, "…")
    return text


OUTPUTS = {
    "hits and counts of everything": lambda _: searched(""),
    "hits and snippets": lambda _: searched(COMMON),
    "hits by a word of the body": lambda _: searched(BODY.lower()).replace(BODY.lower(), "…"),
    "hits in another language": lambda _: searched(COMMON, "fi"),
    "hits by a beginning": lambda _: searched("kanarieb*"),
    "hits by a concept": lambda _: searched("mental health"),
    "the remainder": lambda _: searched(f"{COMMON} flashlights"),
    "corrections": lambda _: repr(engine.correct("kanariebirdei", "en")) + repr(engine.correct("zebrafinchlign", "en")),
    "corrections of a search": lambda _: searched("kanariebirdei"),
    "suggestions": lambda _: "".join(
        repr(engine.suggest(beginning, language))
        for beginning in ("kanarie", "papegoje", "ostrich", "lan")
        for language in ("en", "sv")
    ),
    "similar items": lambda aviary: repr(engine.similar(aviary.beside.pk, "en")),
    "the page of an item beside it": lambda aviary: page(aviary.beside.get_absolute_url()),
    "the search page": lambda _: page("/en/search/"),
    "the search page with words": lambda _: page(f"/en/search/?q={COMMON}"),
    "the search page with its title": lambda _: page(f"/en/search/?q={TITLE}", echoed=TITLE),
    "the search page with a misspelt title": lambda _: page("/en/search/?q=kanariebirdei", echoed="kanariebirdei"),
    "the search page in Swedish": lambda _: page(f"/sv/search/?q={COMMON}"),
    "the home page": lambda _: page("/en/"),
    "a theme": lambda _: page("/en/themes/mental-health/"),
    "a region": lambda _: page("/en/places/se/se-m/"),
    "the map": lambda _: page("/en/map/"),
    "the sitemap": lambda _: page("/sitemap.xml"),
}
TELLS_OF_IT = {
    "hits and counts of everything",
    "hits and snippets",
    "hits by a word of the body",
    "hits by a beginning",
    "hits by a concept",
    "the remainder",
    "corrections",
    "suggestions",
    "similar items",
    "the search page",
    "the search page with words",
    "a theme",
    "the sitemap",
}
"""Outputs in which every kind of canary can be seen while it is listed: so the test of its absence means something."""


def traces(text: str, aviary) -> list[str]:
    words = (*NEVER_SHOWN, aviary.canary.short_id, aviary.item_id)
    return [word for word in words if word.lower() in text.lower()]


def test_it_is_found_while_it_is_listed(aviary):
    assert {name for name, output in OUTPUTS.items() if traces(output(aviary), aviary)} >= TELLS_OF_IT


def test_it_is_nowhere_once_it_is_hidden(hidden):
    found = {name: traces(output(hidden), hidden) for name, output in OUTPUTS.items()}
    assert {name: words for name, words in found.items() if words} == {}


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
    assert {"*", "@theme:mental-health", "#theme:housing"} <= keys_with_bit(aviary.number)


def test_no_table_knows_it_once_it_is_hidden(hidden, capsys):
    assert tables_that_know(hidden) == {}
    assert keys_with_bit(hidden.number) == set()
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

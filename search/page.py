"""Everything that the template of the search page asks for, from one request."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import get_language, gettext, ngettext

from search.choices import Sort
from search.engine import SearchEngine, engine
from search.facets import ADDRESS, BY_KEY
from search.models import FacetValue, SearchDocument
from search.panels import FacetPanel, panels
from search.query import LAST_PAGE, PAGE_SIZE, SearchQuery, title_of

_PAGES_BESIDE = 2
"""So many page numbers are named on each side of the current one."""


@dataclass(frozen=True)
class TabLink:
    label: str
    count: int
    url: str
    is_current: bool
    kind: str


@dataclass(frozen=True)
class ActiveFilter:
    facet_title: str
    label: str
    language: str
    remove_url: str


@dataclass(frozen=True)
class SortChoice:
    key: str
    label: str
    url: str
    is_selected: bool


@dataclass(frozen=True)
class WayOut:
    """A link that leads from a search without results to something."""

    label: str
    language: str
    url: str


@dataclass(frozen=True)
class PageLink:
    number: int | None
    """None is a gap."""
    url: str = ""
    is_current: bool = False


@dataclass(frozen=True)
class PageLinks:
    number: int
    last: int
    previous_url: str
    next_url: str
    links: list[PageLink]


class PageMissing(Exception):
    """The page asked for lies past the end; `url` leads to the last one."""

    def __init__(self, url: str, *, is_past_all_lists: bool = False):
        super().__init__(url)
        self.url = url
        self.is_past_all_lists = is_past_all_lists
        """True when the list goes on and is not shown any further."""


class SearchPage:
    def __init__(self, request: HttpRequest, search_engine: SearchEngine = engine):
        """Raises `InvalidSearch`, `PageMissing` or `SearchTooSlow`."""
        self.path = request.path
        self.language = get_language()
        self.query = SearchQuery.parse(request.GET)
        self.result = search_engine.search(self.query, self.language)
        self.words = self.query.words
        self.were_words_read = request.GET.get("q", "").strip() != self.words
        """Whether something that was typed is a filter now."""
        self.total = self.result.total
        self.hits = self.result.hits
        self.remainder = self.result.remainder
        self.searched_instead = self.result.searched_instead
        if self.query.page > self._last_page:
            url = self._address(self.query.on_page(self._last_page))
            raise PageMissing(url, is_past_all_lists=self.total > LAST_PAGE * PAGE_SIZE)

    @property
    def has_no_word(self) -> bool:
        """Whether only signs were written."""
        return bool(self.words) and not self.query.asked

    @property
    def words_looked_for(self) -> int:
        """How many, where more were written than are looked for."""
        return len(self.query.asked.parts) if self.query.asked.is_cut else 0

    def _address(self, query: SearchQuery) -> str:
        return query.address(self.path)

    @property
    def _last_page(self) -> int:
        return max(1, min(-(-self.total // PAGE_SIZE), LAST_PAGE))

    @property
    def has_more_than_shown(self) -> bool:
        return self.query.page == LAST_PAGE and self.total > LAST_PAGE * PAGE_SIZE

    @property
    def url(self) -> str:
        return self._address(self.query)

    @property
    def is_plain(self) -> bool:
        """The page as it stands without any choice: the only one for other search engines."""
        return not self.query.parameters()

    @property
    def is_browsing(self) -> bool:
        return not self.words

    @property
    def total_text(self) -> str:
        texts = {
            "practice": ngettext("%(count)s practice", "%(count)s practices", self.total),
            "research": ngettext("%(count)s research work", "%(count)s research works", self.total),
            "organisation": ngettext("%(count)s organisation", "%(count)s organisations", self.total),
        }
        text = texts.get(self.query.kind) or ngettext("%(count)s result", "%(count)s results", self.total)
        return text % {"count": number_format(self.total, force_grouping=True)}

    @cached_property
    def kinds(self) -> list[TabLink]:
        counts = self.result.counts.get("kind", {})
        everything = self.result.without.get("kind", self.total)
        tabs = [("", gettext("Everything"), everything)]
        tabs += [
            ("practice", gettext("Practices"), counts.get("practice", 0)),
            ("research", gettext("Research"), counts.get("research", 0)),
            ("organisation", gettext("Organisations"), counts.get("organisation", 0)),
        ]
        return [
            TabLink(label, count, self._address(self._with_kind(kind)), kind == self.query.kind, kind)
            for kind, label, count in tabs
        ]

    def _with_kind(self, kind: str) -> SearchQuery:
        return self.query.choosing("kind", *filter(None, [kind]))

    @cached_property
    def facets(self) -> list[FacetPanel]:
        return panels(self.query, self.result, self.language)

    @property
    def has_more_facets(self) -> bool:
        return any(facet.is_more for facet in self.facets)

    @property
    def uses_more_facets(self) -> bool:
        return any(facet.is_more and facet.selected_count for facet in self.facets)

    @cached_property
    def active(self) -> list[ActiveFilter]:
        filters = []
        for facet, value in self.query.filters:
            row = self.query.rows[facet, value]
            label, language = title_of(facet, value, row.labels.get(self.language))
            url = self._address(self.query.without(facet, value))
            filters.append(ActiveFilter(str(BY_KEY[facet].title), label, language, url))
        return filters

    @property
    def clear_url(self) -> str:
        return self._address(self.query.without_filters())

    @cached_property
    def sorts(self) -> list[SortChoice]:
        return [
            SortChoice(sort.value, str(sort.label), self._address(self.query.sorted_by(sort)), sort == self.query.sort)
            for sort in Sort
        ]

    @property
    def hidden_inputs(self) -> list[tuple[str, str]]:
        """What no field of the form shows, so that it is kept."""
        return [
            (name, value)
            for name, value in self.query.on_page(1).parameters()
            if name in ("kind", "sort") or (name in BY_KEY and BY_KEY[name].place_on_page == ADDRESS)
        ]

    @cached_property
    def pages(self) -> PageLinks:
        number, last = self.query.page, self._last_page
        beside = range(max(1, number - _PAGES_BESIDE), min(last, number + _PAGES_BESIDE) + 1)
        links = []
        for page in sorted({1, last, *beside}):
            if links and page > links[-1].number + 1:
                links.append(PageLink(None))
            links.append(PageLink(page, self._address(self.query.on_page(page)), page == number))
        return PageLinks(
            number=number,
            last=last,
            previous_url=self._address(self.query.on_page(number - 1)) if number > 1 else "",
            next_url=self._address(self.query.on_page(number + 1)) if number < last else "",
            links=links,
        )

    @cached_property
    def also(self) -> list[tuple[str, str]]:
        """(label, language) of everything that the words were widened to."""
        return list(dict.fromkeys(label for widened in self.result.also for label in widened.labels))

    @property
    def is_exact(self) -> bool:
        return self.query.exact and bool(self.words)

    @property
    def exact_url(self) -> str:
        return self._address(self.query.exactly())

    @property
    def wider_url(self) -> str:
        return self._address(self.query.exactly(False))

    @cached_property
    def correction(self) -> WayOut | None:
        found = self.result.correction
        if not found:
            return None
        languages = {language for _typed, _proposed, language in found.words}
        language = languages.pop() if len(languages) == 1 else self.language
        target = self.query.saying(found.text)
        target = target if found.is_found_with_choice else target.without_choice()
        return WayOut(found.text, language, self._address(target))

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """Leaving one filter out, for each that then shows something."""
        ways = []
        for facet, number in self.result.without.items():
            if number and facet != "kind":
                text = ngettext(
                    "Without “%(filter)s”: %(count)s result", "Without “%(filter)s”: %(count)s results", number
                ) % {"filter": BY_KEY[facet].title, "count": number_format(number, force_grouping=True)}
                ways.append(WayOut(text, "", self._address(self.query.choosing(facet))))
        return ways

    @cached_property
    def suggestions(self) -> list[WayOut]:
        """Top themes that hold something, when nothing was found."""
        if self.total:
            return []
        carriers = SearchDocument.objects.with_any([OuterRef("pk")])
        themes = FacetValue.objects.filter(Exists(carriers), facet="theme", broader=None)
        return [
            WayOut(*title_of("theme", row.value, row.labels.get(self.language)), f"{self.path}?theme={row.value}")
            for row in themes
        ]

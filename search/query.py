"""What somebody looks for, parsed and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from django.utils.datastructures import MultiValueDict

from search import grammar
from search.choices import Sort
from search.facets import BY_KEY, FACETS
from search.grammar import Asked
from search.models import FacetValue

PAGE_SIZE = 20
LAST_PAGE = 50
"""Nobody reads further, and each page costs more than the one before."""


@dataclass(frozen=True)
class Problem:
    """One thing in an address that we cannot read; `code` says what is wrong with it."""

    parameter: str
    code: str
    value: str = ""


class InvalidSearch(Exception):
    def __init__(self, problems: list[Problem]):
        super().__init__(", ".join(f"{problem.parameter}: {problem.code}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class SearchQuery:
    words: str = ""
    asked: Asked = field(default_factory=Asked)
    """The words as they were read; read here where nobody did."""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """{facet key: values}; any of the values of a facet, every facet."""
    sort: str = Sort.RELEVANCE
    page: int = 1
    exact: bool = False
    """True when only the words themselves are searched for and nothing related to them."""
    rows: Mapping[tuple[str, str], FacetValue] = field(default_factory=dict)
    """{(facet, value): row} of the chosen values, of those named in the words, and of all computed ones."""

    def __post_init__(self):
        if self.words and not self.asked:
            object.__setattr__(self, "asked", grammar.parse(self.words))

    @classmethod
    def of(cls, **parameters) -> "SearchQuery":
        """From names and values as they stand in an address, each a text or a list of texts."""
        lists = {key: [value] if isinstance(value, str) else list(value) for key, value in parameters.items()}
        return cls.parse(MultiValueDict(lists))

    @classmethod
    def parse(cls, data: MultiValueDict) -> "SearchQuery":
        """Raises `InvalidSearch`; parameters that are no filter are passed over."""
        from search.filters import SearchFilterSet

        form = SearchFilterSet(data).form
        if not form.is_valid():
            raise InvalidSearch(form.problems())
        found = form.cleaned_data
        return cls(
            words=found["q"],
            asked=form.asked,
            chosen={facet.key: tuple(row.value for row in found[facet.key]) for facet in FACETS if found[facet.key]},
            sort=found["sort"] or Sort.RELEVANCE,
            page=found["page"] or 1,
            exact=found["exact"],
            rows=form.rows,
        )

    @property
    def kind(self) -> str:
        return self.chosen.get("kind", ("",))[0]

    @property
    def filters(self) -> list[tuple[str, str]]:
        """(facet, value) of everything chosen but the kind, which is a tab."""
        return [(facet, value) for facet, values in self.chosen.items() if facet != "kind" for value in values]

    def rows_of(self, facet: str) -> list[FacetValue]:
        return [self.rows[facet, value] for value in self.chosen.get(facet, ())]

    def parameters(self) -> list[tuple[str, str]]:
        """The one way to write this search: words, kind, facets in their order, how exact, sort, page."""
        pairs = [("q", self.words)] if self.words else []
        for facet in FACETS:
            pairs += [(facet.key, value) for value in sorted(self.chosen.get(facet.key, ()))]
        if self.exact:
            pairs.append(("exact", "1"))
        if self.sort != Sort.RELEVANCE:
            pairs.append(("sort", str(self.sort)))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    def address(self, path: str) -> str:
        pairs = self.parameters()
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def saying(self, words: str) -> "SearchQuery":
        """The same choices with other words; nothing of the words becomes a filter that is none yet."""
        from search.field_values import resolve

        read = resolve(words, grammar.read(words), self.rows.values())
        return replace(self, words=read.words, asked=read.asked, page=1)

    def exactly(self, exact: bool = True) -> "SearchQuery":
        return replace(self, exact=exact, page=1)

    def on_page(self, page: int) -> "SearchQuery":
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> "SearchQuery":
        return replace(self, sort=sort, page=1)

    def choosing(self, facet: str, *values: str) -> "SearchQuery":
        """With these values of the facet and no others."""
        chosen = {key: kept for key, kept in self.chosen.items() if key != facet}
        if values:
            chosen[facet] = values
        return replace(self, chosen=chosen, page=1)

    def without(self, facet: str, value: str) -> "SearchQuery":
        return self.choosing(facet, *(kept for kept in self.chosen[facet] if kept != value))

    def without_choice(self) -> "SearchQuery":
        """The words alone."""
        return replace(self, chosen={}, page=1)

    def without_filters(self) -> "SearchQuery":
        return replace(self, chosen={key: kept for key, kept in self.chosen.items() if key == "kind"}, page=1)


def title_of(facet: str, value: str, label: list | None) -> tuple[str, str]:
    """The label of a value with its language; empty language: that of the page."""
    known = BY_KEY.get(facet)
    if known and value in known.value_titles:
        return str(known.value_titles[value]), ""
    if not label:
        return value, ""
    shown = str(known.value_pattern) % {"label": label[0]} if known else label[0]
    return (shown if facet == "owner" else shown[:1].upper() + shown[1:]), label[1]

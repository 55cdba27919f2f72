"""Choosing concepts: grouped under the widest of them, labels in the language of the page, identifiers as values."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.languages import SOURCE_LANGUAGE
from core.sorting import sort_key
from submissions.concepts import SuggestedConcept
from submissions.fields import NOT_IN_LIST, TOO_MANY, GroupedTicks, apart
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import CollectionMember, ConceptLabel

_NOT_TOLD = _("Not told")
_LEVELS_SHOWN = {Scheme.THEME: 2}
"""Narrower themes widen a search; they stand among tick boxes only where they are chosen already."""


@dataclass(frozen=True)
class Known:
    """A concept that may be chosen."""

    pk: int
    identifier: str
    broader_id: int | None
    label: str


class ConceptBook:
    """What the fields of some forms ask for, in the language of the page: one statement for all of it."""

    def __init__(self):
        self._asked: set[str] = set()
        self._by_scheme: dict[str, dict[str, Known]] = {}

    def will_be_asked(self, scheme: str) -> None:
        self._asked.add(scheme)

    def within(self, scheme: str, top: str = "") -> dict[str, Known]:
        """{identifier: concept} in the order of the page; only what is narrower than `top` where it is named."""
        if scheme not in self._by_scheme:
            self._read({scheme, *self._asked} - self._by_scheme.keys())
        known = self._by_scheme[scheme]
        return _narrower_than(known[top], known) if top in known else {} if top else known

    def _read(self, schemes: set[str]) -> None:
        language, found = get_language(), {}
        rows = ConceptLabel.objects.filter(
            kind=LabelKind.PREFERRED,
            language__in={language, SOURCE_LANGUAGE},
            concept__scheme__in=schemes,
            concept__deprecated_on__isnull=True,
        ).values_list(
            *("concept_id", "concept__scheme", "concept__identifier", "concept__broader_id"),
            *("concept__position", "language", "text"),
        )
        for pk, scheme, identifier, broader, position, code, label in rows:
            if pk not in found or code == language:
                found[pk] = (position, sort_key(label, language), scheme, Known(pk, identifier, broader, label))
        self._by_scheme |= {scheme: {} for scheme in schemes}
        for _position, _key, scheme, known in sorted(found.values(), key=lambda entry: entry[:2]):
            self._by_scheme[scheme][known.identifier] = known

    @cached_property
    def method_groups(self) -> list[tuple[str, list[str]]]:
        """(label, identifiers) of the display groups of methods."""
        groups: dict[int, tuple[str, list[str]]] = {}
        rows = CollectionMember.objects.filter(concept__scheme=Scheme.METHOD).order_by(
            "collection__position", "position"
        )
        for pk, labels, identifier in rows.values_list("collection_id", "collection__labels", "concept__identifier"):
            label = labels.get(get_language()) or labels.get(SOURCE_LANGUAGE, "")
            groups.setdefault(pk, (label, []))[1].append(identifier)
        return list(groups.values())


def _narrower_than(top: Known, known: dict[str, Known]) -> dict[str, Known]:
    by_pk = {each.pk: each for each in known.values()}

    def is_within(each: Known | None) -> bool:
        return each is not None and (each.broader_id == top.pk or is_within(by_pk.get(each.broader_id)))

    return {key: each for key, each in known.items() if is_within(each)}


def tree_groups(known: dict[str, Known], is_offered: Callable[[Known, int], bool]) -> list[tuple[str, list[Known]]]:
    """Each concept at the top, by its label, with what is narrower below it; one that stands alone has no label.

    What is offered is asked with the concept and how many steps it is below the top.
    """
    pks = {each.pk for each in known.values()}
    narrower: dict[int | None, list[Known]] = {}
    for each in known.values():
        narrower.setdefault(each.broader_id if each.broader_id in pks else None, []).append(each)

    def offered(concept: Known, depth: int) -> Iterator[Known]:
        if is_offered(concept, depth):
            yield concept
        for each in narrower.get(concept.pk, ()):
            yield from offered(each, depth + 1)

    found = [(top.label, list(offered(top, 0))) for top in narrower.get(None, ())]
    return [(label if len(members) > 1 else "", members) for label, members in found if members]


class OfConcepts:
    """Mixin of fields: `scheme` and `top` say what they are about. Forms that are bound together share one book."""

    scheme: str
    top: str = ""
    book: ConceptBook

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.use_book(ConceptBook())
        return copied

    def use_book(self, book: ConceptBook) -> None:
        book.will_be_asked(self.scheme)
        self.book = book

    def known(self) -> dict[str, Known]:
        return self.book.within(self.scheme, self.top)


class ConceptTicks(GroupedTicks):
    """What is offered depends on what is chosen. `field` is set by the field."""

    def groups(self, chosen):
        return [
            (label, [(each.identifier, each.label) for each in members]) for label, members in self.field.groups(chosen)
        ]

    @property
    def suggested(self):
        return self.field.suggested


class ConceptsField(OfConcepts, forms.Field):
    """Several concepts of a scheme, as a list in the order they were given."""

    widget = ConceptTicks
    default_error_messages = {"unknown": NOT_IN_LIST, "too_many": TOO_MANY}

    def __init__(
        self,
        scheme: str,
        label,
        *,
        top: str = "",
        most: int = 3,
        in_method_groups: bool = False,
        suggests: bool = False,
        **named,
    ):
        super().__init__(label=label, required=False, **named)
        self.scheme, self.top, self.most, self.in_method_groups = scheme, top, most, in_method_groups
        self.suggests, self.suggested = scheme if suggests else "", []

    def use_book(self, book):
        super().use_book(book)
        self.widget.field = self

    @property
    def choices(self) -> list[tuple[str, str]]:
        """All of them by their labels, for telling what was chosen."""
        return [(key, each.label) for key, each in self.known().items()]

    def groups(self, chosen: set[str]) -> list[tuple[str, list[Known]]]:
        """What stands alone comes first, under no label."""
        known = self.known()
        if self.in_method_groups:
            groups = [(label, [known[key] for key in keys if key in known]) for label, keys in self.book.method_groups]
            grouped = {each.identifier for _label, members in groups for each in members}
            others = [each for key, each in known.items() if key not in grouped]
            return [*groups, *([("", others)] if others else [])]
        levels = _LEVELS_SHOWN.get(self.scheme)
        found = tree_groups(known, lambda each, depth: not levels or depth < levels or each.identifier in chosen)
        alone = [each for label, members in found if not label for each in members]
        return [*([("", alone)] if alone else []), *(group for group in found if group[0])]

    def has_changed(self, initial, data) -> bool:
        return set(initial or ()) != set(data or ())

    def clean(self, value) -> list[Known]:
        known = self.known()
        chosen = list(dict.fromkeys(value or ()))
        if any(identifier not in known for identifier in chosen):
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        if len(chosen) > self.most:
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"number": self.most})
        return [known[identifier] for identifier in chosen]


class ConceptField(OfConcepts, forms.ChoiceField):
    """One concept of a list; `empty` is what choosing none means.

    `leaves_only` offers no concept that has narrower ones, but for those in `wide`.
    """

    default_error_messages = {
        "required": _("Choose one from the list."),
        "invalid_choice": _("Choose one from the list."),
    }

    def __init__(
        self,
        scheme: str,
        label,
        *,
        top: str = "",
        empty=_NOT_TOLD,
        leaves_only: bool = False,
        wide: frozenset[str] = frozenset(),
        suggests: bool = False,
        **named,
    ):
        named.setdefault("required", False)
        super().__init__(label=label, **named)
        self.scheme, self.top, self.empty, self.leaves_only, self.wide = scheme, top, empty, leaves_only, wide
        self.suggests, self._suggested = scheme if suggests else "", ()

    def use_book(self, book):
        super().use_book(book)
        self.choices = self._choices_read

    @property
    def suggested(self) -> Sequence[SuggestedConcept]:
        return self._suggested

    @suggested.setter
    def suggested(self, found: Sequence[SuggestedConcept]) -> None:
        """What the text of the writer names comes first."""
        self._suggested = found
        self.choices = self._choices_read

    def _choices_read(self) -> list:
        groups = []
        for label, members in tree_groups(self.known(), self._offers()):
            entries = [(each.identifier, each.label) for each in members]
            groups += [(label, entries)] if label else entries
        first, groups = apart(groups, self.suggested)
        named = [(one.identifier, label) for one, label in first]
        return [("", self.empty), *([(gettext("From your text"), named)] if named else []), *groups]

    def _offers(self) -> Callable[[Known, int], bool]:
        if not self.leaves_only:
            return lambda each, depth: True
        wider = {each.broader_id for each in self.known().values()}
        return lambda each, depth: each.pk not in wider or each.identifier in self.wide

    def clean(self, value) -> Known | None:
        identifier = super().clean(value)
        return self.known()[identifier] if identifier else None

"""Choosing concepts: tick boxes in short groups, labels in the language of the page, identifiers as values."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.languages import SOURCE_LANGUAGE
from submissions.fields import GroupedTicks
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import CollectionMember, ConceptLabel

_SCHEMES = (
    *(Scheme.THEME, Scheme.TARGET_GROUP, Scheme.METHOD, Scheme.OTHER),
    *(Scheme.DURATION, Scheme.COST, Scheme.OUTCOME, Scheme.EVIDENCE),
)
_LEVELS_SHOWN = 2
"""Narrower concepts than these widen a search; they stand in a form only where they are chosen already."""


@dataclass(frozen=True)
class Known:
    """A concept that may be chosen."""

    pk: int
    identifier: str
    broader_id: int | None
    position: int
    label: str


class ConceptBook:
    """All concepts that questions ask for, in the language of the page: one statement, when first asked."""

    @cached_property
    def _by_scheme(self) -> dict[str, dict[str, Known]]:
        rows = ConceptLabel.objects.filter(
            kind=LabelKind.PREFERRED,
            language__in={get_language(), SOURCE_LANGUAGE},
            concept__scheme__in=_SCHEMES,
            concept__deprecated_on__isnull=True,
        ).values_list(
            *("concept_id", "concept__scheme", "concept__identifier", "concept__broader_id"),
            *("concept__position", "language", "text"),
        )
        found: dict[str, dict[str, Known]] = {}
        for pk, scheme, identifier, broader, position, language, text in rows:
            known = found.setdefault(scheme, {})
            if identifier not in known or language != SOURCE_LANGUAGE:
                known[identifier] = Known(pk, identifier, broader, position, text)
        return found

    def within(self, scheme: str, top: str = "") -> dict[str, Known]:
        """{identifier: concept} in the order of the page; only what is directly within `top` where it is named."""
        known = self._by_scheme.get(scheme, {})
        if top:
            above = known[top].pk if top in known else None
            known = {key: each for key, each in known.items() if above and each.broader_id == above}
        return dict(sorted(known.items(), key=lambda entry: (entry[1].position, entry[1].label.casefold())))

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


def tree_groups(known: dict[str, Known], chosen: Iterable[str]) -> list[tuple[str, list[Known]]]:
    """A group for each concept at the top that has narrower ones, after the tops that stand alone."""
    by_pk = {each.pk: each for each in known.values()}
    alone, groups = [], []
    for top in (each for each in known.values() if each.broader_id not in by_pk):
        below = [each for each in known.values() if _depth(each, top, by_pk)]
        shown = [each for each in below if _depth(each, top, by_pk) < _LEVELS_SHOWN or each.identifier in chosen]
        groups.append((top.label, [top, *shown])) if below else alone.append(top)
    return [("", alone), *groups] if alone else groups


def _depth(each: Known, top: Known, by_pk: dict[int, Known]) -> int:
    """How many steps below `top`; 0 when it is not."""
    steps, above = 1, by_pk.get(each.broader_id)
    while above and above.pk != top.pk:
        steps, above = steps + 1, by_pk.get(above.broader_id)
    return steps if above else 0


class ConceptTicks(GroupedTicks):
    """What is offered depends on what is chosen. `field` is set by the field."""

    def groups(self, chosen):
        return [
            (label, [(each.identifier, each.label) for each in members]) for label, members in self.field.groups(chosen)
        ]

    @property
    def suggested(self):
        return self.field.suggested


class ConceptsField(forms.Field):
    """Several concepts of a scheme, as a list in the order they were given."""

    widget = ConceptTicks
    default_error_messages = {
        "unknown": _("Something was chosen that is not in the list. Choose again."),
        "too_many": _("Choose at most %(number)d: the ones that fit best."),
    }

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
        self.book = ConceptBook()
        self.widget.field = self

    def __deepcopy__(self, memo):
        copied = super().__deepcopy__(memo)
        copied.widget.field = copied
        return copied

    def use_book(self, book: ConceptBook) -> None:
        self.book = book

    @property
    def choices(self) -> list[tuple[str, str]]:
        """All of them by their labels, for telling what was chosen."""
        return [(key, each.label) for key, each in self.book.within(self.scheme, self.top).items()]

    def groups(self, chosen: set[str]) -> list[tuple[str, list[Known]]]:
        known = self.book.within(self.scheme, self.top)
        if not self.in_method_groups:
            return tree_groups(known, chosen)
        groups = [(label, [known[key] for key in keys if key in known]) for label, keys in self.book.method_groups]
        grouped = {each.identifier for _label, members in groups for each in members}
        others = [each for key, each in known.items() if key not in grouped]
        return [*groups, *([("", others)] if others else [])]

    def clean(self, value) -> list[Known]:
        known = self.book.within(self.scheme, self.top)
        chosen = list(dict.fromkeys(value or ()))
        if any(identifier not in known for identifier in chosen):
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        if len(chosen) > self.most:
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"number": self.most})
        return [known[identifier] for identifier in chosen]


class ConceptField(forms.ChoiceField):
    """One concept of a short list, or of a list in groups (`is_grouped`)."""

    def __init__(self, scheme: str, label, *, top: str = "", is_grouped: bool = False, **named):
        self.scheme, self.top, self.is_grouped = scheme, top, is_grouped
        self.empty = named.pop("empty", _("Not told"))
        named.setdefault("required", False)
        super().__init__(label=label, **named)
        self.book = ConceptBook()

    def use_book(self, book: ConceptBook) -> None:
        self.book = book
        self.choices = self._offered

    def _offered(self) -> list:
        known = self.book.within(self.scheme, self.top)
        if not self.is_grouped:
            return [("", self.empty), *((key, each.label) for key, each in known.items())]
        groups = [
            (label, [(each.identifier, each.label) for each in members]) for label, members in tree_groups(known, ())
        ]
        return [("", self.empty), *groups]

    def clean(self, value) -> Known | None:
        identifier = self.to_python(value)
        if not identifier and not self.required:
            return None
        known = self.book.within(self.scheme, self.top).get(identifier)
        if known is None:
            raise ValidationError(_("Choose one from the list."), code="invalid_choice" if identifier else "required")
        return known


class MainRadio(forms.RadioSelect):
    def value_from_datadict(self, data, files, name):
        return data.getlist(name) if hasattr(data, "getlist") else data.get(name)


class MainField(forms.ChoiceField):
    """Which of the chosen ones is the main one: offered among them once there are several; else it is the first."""

    widget = MainRadio

    def __init__(self, of: str, label):
        super().__init__(label=label, required=False)
        self.of = of

    def offer(self, chosen: list[str], concepts: ConceptsField) -> None:
        known = concepts.book.within(concepts.scheme, concepts.top) if chosen else {}
        self.choices = [(key, known[key].label) for key in chosen if key in known]

    def clean(self, value) -> str:
        named = [each for each in (value if isinstance(value, list) else [value]) if each]
        if len(set(named)) > 1:
            raise ValidationError(_("Only one can be the main one. Choose one."), code="two")
        return named[0] if named else ""


def chosen_identifiers(form: forms.Form, name: str) -> list[str]:
    """What is ticked in a form, bound or not."""
    return [str(value) for value in form[name].value() or ()]


def check_main(form: forms.Form, main: str, of: str) -> None:
    """Puts the main one into `cleaned_data`, or says what is wrong."""
    chosen = form.cleaned_data.get(of)
    if chosen is None:
        return
    named = form.cleaned_data.get(main, "")
    if named and named not in {each.identifier for each in chosen}:
        form.add_error(main, ValidationError(_("The main one must be one of those you ticked."), code="not_chosen"))
    elif not named and chosen:
        form.cleaned_data[main] = chosen[0].identifier

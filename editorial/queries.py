"""What the desk reads: the keys of all that is under way in one statement, the lines of one page in another."""

import datetime
import re
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from accounts.choices import Role
from core.choices import Status
from core.kinds import models_by_kind
from core.models import Item
from core.queries import rows_as_list
from core.slugs import SHORT_ID_PATTERN
from editorial.choices import ProposalPurpose, ProposalState
from editorial.models import GateAnswer, Proposal

UNDER_WAY = (Status.SUBMITTED, Status.IN_REVIEW, Status.CHANGES_REQUESTED, Status.ACCEPTED)
_SHORT_ID = re.compile(rf"({SHORT_ID_PATTERN})/?(?:[?#].*)?$")
_NUMBER = re.compile(r"NC-\d{4}-\d{4,}", re.IGNORECASE)


@dataclass(frozen=True)
class Scope:
    """Whose items an editor handles: those of `countries`, or all."""

    countries: frozenset[str]
    is_unlimited: bool = False

    def holds(self, codes) -> bool:
        return self.is_unlimited or not self.countries.isdisjoint(codes)


def scope_of(person) -> Scope:
    if person.has_role(Role.CHIEF_EDITOR):
        return Scope(frozenset(), is_unlimited=True)
    countries = {grant.country_id for grant in person.current_grants if grant.role == Role.COUNTRY_EDITOR}
    return Scope(frozenset(filter(None, countries)), is_unlimited=None in countries)


@dataclass(frozen=True)
class Key:
    """One item that is under way, as far as choosing and sorting need it."""

    kind: str
    pk: object
    status: str
    codes: tuple[str, ...]
    submitted_at: datetime.datetime | None
    updated_at: datetime.datetime
    publish_on: datetime.date | None
    editor_id: object
    changed_at: datetime.datetime | None
    """When a change to it was sent in that nobody has decided about."""
    change: object
    """Key of that change."""
    number: str


_KEY = ("of_kind", "pk", "status", "codes", "submitted_at", "updated_at", "publish_on", "handling_editor_id")
_KEY = (*_KEY, "changed_at", "change", "number")


def keys_under_way() -> list[Key]:
    """All that waits for editors or authors, of every kind and country, in one statement."""
    first, *others = (_keys(kind, model) for kind, model in models_by_kind().items())
    return [
        Key(kind, pk, status, tuple(codes), *rest, number=number or "")
        for kind, pk, status, codes, *rest, number in first.union(*others, all=True)
    ]


def _keys(kind: str, model: type[Item]) -> QuerySet:
    changes = Proposal.objects.filter(purpose=ProposalPurpose.CHANGE, state=ProposalState.SENT, kind=kind)
    of_item = changes.filter(item_id=OuterRef("pk")).order_by("sent_at", "pk")
    waiting = Q(status__in=UNDER_WAY) | Q(pk__in=changes.values("item_id"))
    rows = model.objects.filter(waiting).with_countries()
    first_change = {"changed_at": Subquery(of_item.values("sent_at")[:1]), "change": Subquery(of_item.values("pk")[:1])}
    return rows.annotate(of_kind=Value(kind), **first_change).values_list(*_KEY)


def lines(pks, person=None) -> dict:
    """{pk: what a line of the desk says of the item}, in one statement for items of all kinds.

    `has_conflict` of each is about `person`.
    """
    first, *others = (_lines(kind, model, pks, person) for kind, model in models_by_kind().items())
    return {row["pk"]: row for row in first.union(*others, all=True)}


def _lines(kind: str, model: type[Item], pks, person) -> QuerySet:
    answers = GateAnswer.objects.filter(kind=kind, item_id=OuterRef("pk"))
    gate = ArraySubquery(
        answers.values(row=JSONObject(gate="gate", answer="answer", is_found="is_found", chance="chance"))
    )
    rows = model.objects.filter(pk__in=pks).with_titles().with_countries().with_conflict(person)
    rows = rows.annotate(of_kind=Value(kind), gate=gate, owner_names=_owner_names(model))
    return rows.values(
        *("pk", "of_kind", "status", "number", "short_id", "codes", "original_language", "submitted_at", "titles"),
        *("gate", "owner_names", "handling_editor_id", "has_conflict"),
        editor=F("handling_editor__display_name"),
        sender=F("created_by__display_name"),
    )


def _owner_names(model: type[Item]):
    """Names of the organisation that an item belongs to; an organisation is its own."""
    if model.kind == "organisation":
        return rows_as_list(model, "texts", language="language", title="name")
    owner = model._meta.get_field("owner")
    texts = owner.related_model._meta.get_field("texts").related_model._base_manager
    names = texts.filter(item=OuterRef("owner")).order_by("language")
    return ArraySubquery(names.values(row=JSONObject(language="language", title="name")))


def find_item(text: str) -> Item | None:
    """The item with this address or number."""
    number, short_id = _NUMBER.fullmatch(text), _SHORT_ID.search(text)
    named = {"number": text.upper()} if number else {"short_id": short_id[1]} if short_id else None
    if named is None:
        return None
    found = (model.objects.filter(**named).first() for model in models_by_kind().values())
    return next(filter(None, found), None)


def keys_called(text: str, most: int, kinds=()) -> list:
    """Keys of items with this address, number, or words in the title, newest first."""
    exact = find_item(text)
    if exact is not None:
        return [exact.pk] if not kinds or exact.kind in kinds else []
    models = [model for kind, model in models_by_kind().items() if not kinds or kind in kinds]
    first, *others = (model.objects.called(text).values_list("pk", "updated_at") for model in models)
    return [pk for pk, _at in first.union(*others, all=True).order_by("-updated_at")[:most]]

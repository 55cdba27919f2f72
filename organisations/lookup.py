"""Organisations by what people type: a name, a name with the short id, or the address of the page."""

import difflib
import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.choices import PUBLIC_STATUSES
from core.slugs import SHORT_ID_PATTERN
from organisations.models import Organisation, OrganisationText
from organisations.names import folded_name
from submissions.fields import LineField

_SHORT_ID = re.compile(rf"(?:\(({SHORT_ID_PATTERN})\)|/organisations/(?:\S*-)?({SHORT_ID_PATTERN})/?)\s*$")
_LONGEST = 400


class OrganisationField(LineField):
    """Cleans to a public organisation, or None when nothing is typed."""

    def __init__(self, **kwargs):
        super().__init__(max_length=_LONGEST, **kwargs)

    def clean(self, value):
        typed = super().clean(value)
        return find(typed) if typed else None


def written(organisation: Organisation) -> str:
    """The same in every language of the pages: its own name and its short id."""
    names = {text.language: text.name for text in organisation.texts.all()}
    name = names.get(organisation.original_language) or next(iter(names.values()), "")
    return f"{name} ({organisation.short_id})"


def find(typed: str) -> Organisation:
    """Raises a ValidationError that says what to type instead."""
    public = Organisation.objects.public().with_texts()
    if by_id := _SHORT_ID.search(typed):
        found = public.filter(short_id=by_id[1] or by_id[2]).first()
        if found:
            return found
    names = _public_names()
    ids = names.get(folded_name(typed), set())
    if not ids:
        raise ValidationError(_not_found(typed, names))
    found = list(public.filter(pk__in=ids).order_by("short_id"))
    if len(found) > 1:
        choices = ", ".join(written(each) for each in found[:5])
        raise ValidationError(
            _("Several organisations are called so. Write one of these: %(choices)s.") % {"choices": choices}
        )
    return found[0]


def _public_names() -> dict[str, set]:
    names: dict[str, set] = {}
    rows = OrganisationText.objects.filter(item__status__in=PUBLIC_STATUSES)
    for key, name, short_name in rows.values_list("item_id", "name", "short_name"):
        for each in filter(None, (name, short_name)):
            names.setdefault(folded_name(each), set()).add(key)
    return names


def _not_found(typed: str, names: dict[str, set]) -> str:
    near = difflib.get_close_matches(folded_name(typed), names, n=1, cutoff=0.8)
    if not near:
        return _("We know no organisation with this name. Look it up in the idea bank, or leave this empty.")
    nearest = Organisation.objects.with_texts().filter(pk__in=names[near[0]]).order_by("short_id").first()
    return _("We know no organisation with this name. Do you mean %(name)s?") % {"name": written(nearest)}

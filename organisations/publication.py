"""What keeps an organisation from being public, in sentences for those who can mend it."""

from collections import Counter

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.choices import PUBLIC_STATUSES
from organisations.models import Organisation, OrganisationText
from organisations.names import folded_name
from organisations.national_ids import is_valid

MOST_SAID = 5
_SAID = {
    "theme": gettext_lazy("Choose at most five themes."),
    "target_group": gettext_lazy("Choose at most five target groups."),
}
WIDE_AND_YET_A_TYPE = frozenset({"state-authority"})
"""It has narrower types, but most national authorities are none of those."""


def problems(organisation: Organisation) -> list[str]:
    """Records compiled from public sources need no more than those sources tell."""
    names = [text.name for text in organisation.texts.all()]
    found = [] if names else [_("The organisation has no name.")]
    if organisation.national_id and not is_valid(organisation.country_id, organisation.national_id):
        found.append(_("The organisation number does not look right: check its digits."))
    if organisation.is_compiled:
        return found
    return [*found, *_problems_of_tags(organisation), *_taken_names(organisation, names)]


def _problems_of_tags(organisation: Organisation) -> list[str]:
    found = []
    kind = organisation.type
    if kind.identifier not in WIDE_AND_YET_A_TYPE and kind.narrower.current().exists():
        found.append(_("Choose a more exact type of organisation."))
    said = Counter(row.role for row in organisation.concepts.all())
    return found + [str(sentence) for role, sentence in _SAID.items() if said[role] > MOST_SAID]


def _taken_names(organisation: Organisation, names: list[str]) -> list[str]:
    if same_names(names, organisation.country_id).exclude(pk=organisation.pk).exists():
        return [_("Another organisation in this country has the same name.")]
    return []


def same_names(names: list[str], country: str | None) -> QuerySet:
    """Public organisations of the country that have one of these names, in any language."""
    texts = OrganisationText.objects.filter(item__country=country, item__status__in=PUBLIC_STATUSES)
    wanted = {folded_name(name) for name in names}
    keys = {key for key, name in texts.values_list("item_id", "name") if folded_name(name) in wanted}
    return Organisation.objects.filter(pk__in=keys)

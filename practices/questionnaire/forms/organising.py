"""Who runs it, and with whom: an organisation of the portal where one was chosen, else a name."""

import uuid
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation, OrganisationText
from organisations.names import folded_name
from practices.choices import PartnerRole
from practices.models import Partner
from practices.questionnaire.forms.base import PartForm, QuestionForm
from practices.questionnaire.forms.fields import Carried, Choice, NameInput, Words
from submissions.names import Named, organisations_named
from submissions.parts import PartFormSet, part_formset

_LONGEST_NAME = Partner._meta.get_field("name").max_length
_LONGEST_CONTACT = 200
_SPLIT = "|"


@dataclass(frozen=True)
class NamedOrganisation:
    """`organisation_id` is None while nobody has found it in the portal."""

    name: str
    organisation_id: uuid.UUID | None


class OrganisationKey(Carried):
    """Id of an organisation, as suggestions send it; after a stroke the name that it was known by here.

    It counts while the name that stands beside it is one of its names: who types another name means another one.
    """

    def __init__(self):
        super().__init__(40 + _LONGEST_NAME, label=_("Organisation in the portal"))

    def words_for(self, form: forms.Form, value: str) -> list[str]:
        """Its name where everyone reads it, else the one that was typed."""
        key, _stroke, known_as = value.partition(_SPLIT)
        try:
            found = Organisation.objects.listed().with_texts().filter(pk=uuid.UUID(key)).first()
        except ValueError:
            found = None
        return [found.display_title() if found else known_as or str(_("An organisation that readers do not see yet"))]

    def clean(self, value) -> tuple[uuid.UUID, str] | None:
        key, _stroke, known_as = super().clean(value).partition(_SPLIT)
        try:
            return (uuid.UUID(key), known_as) if key else None
        except ValueError:
            raise ValidationError(
                _("The organisation was not found. Write its name."), code="unknown_organisation"
            ) from None


def organisation_key(organisation_id, known_as: str) -> str:
    return f"{organisation_id}{_SPLIT}{known_as}" if organisation_id else ""


def find_organisations(named: list[tuple[str, tuple | None]]) -> list[NamedOrganisation]:
    """For pairs of a name and what `OrganisationKey` read: one statement."""
    wanted = {key[0] for _name, key in named if key}
    names: dict[uuid.UUID, set[str]] = {pk: set() for pk in wanted}
    rows = OrganisationText.objects.filter(item__in=wanted).values_list("item_id", "name", "short_name")
    for pk, *both in rows if wanted else ():
        names[pk] |= {folded_name(name) for name in both if name}
    return [NamedOrganisation(name, _counts(name, key, names)) for name, key in named]


def _counts(name: str, key: tuple | None, names: dict) -> uuid.UUID | None:
    if key is None or not names[key[0]]:
        return None
    pk, known_as = key
    return pk if folded_name(name) in names[pk] | ({folded_name(known_as)} if known_as else set()) else None


class WhoRunsForm(QuestionForm):
    more = ("owner_contact",)

    owner_name = Words(
        _LONGEST_NAME,
        _("Who runs it?"),
        required=True,
        help_text=_("The name of the organisation is enough. An editor looks whether it is in the portal already."),
        widget=NameInput("suggestions:organisations", known="owner"),
    )
    owner = OrganisationKey()
    owner_contact = Words(
        _LONGEST_CONTACT,
        _("How do we reach it? An e-mail address or a phone number"),
        help_text=_("If it is not in the portal yet. Editors see it, readers do not."),
    )

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["owner_name"].widget.meant = self._meant

    def _meant(self) -> list[tuple[str, Named]]:
        """(key, organisation) of those with a name like the one that was typed, where none of them was chosen."""
        typed = self.data.get("owner_name", "").strip()
        found = organisations_named(typed) if typed and not self.data.get("owner") else []
        return [(organisation_key(one.value, typed), one) for one in found]

    def clean(self):
        cleaned = super().clean()
        if "owner_name" in cleaned:
            cleaned["runner"] = find_organisations([(cleaned["owner_name"], cleaned.get("owner"))])[0]
        return cleaned


class PartnerForm(PartForm):
    id = None
    partner_name = Words(
        _LONGEST_NAME,
        _("Name of the organisation"),
        required=True,
        widget=NameInput("suggestions:organisations", known="partner"),
    )
    partner = OrganisationKey()
    role = Choice(
        [choice for choice in PartnerRole.choices if choice[0] != PartnerRole.PARTNER],
        _("What do they do?"),
        empty=PartnerRole.PARTNER.label,
    )

    def clean_role(self) -> str:
        return self.cleaned_data["role"] or PartnerRole.PARTNER


class PartnersFormSet(PartFormSet):
    def clean(self):
        super().clean()
        right = [form for form in self.told_forms() if form.is_valid()]
        named = [(form.cleaned_data["partner_name"], form.cleaned_data["partner"]) for form in right]
        seen = set()
        for form, partner in zip(right, find_organisations(named), strict=True):
            form.cleaned_data["named"] = partner
            same = (partner.organisation_id or folded_name(partner.name), form.cleaned_data["role"])
            if same in seen:
                form.add_error("partner_name", _("This organisation stands here twice. Keep one of them."))
            seen.add(same)


PartnerFormSet = part_formset(
    PartnerForm, _("Together with"), _("Add an organisation"), most=20, formset=PartnersFormSet
)

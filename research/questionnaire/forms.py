"""The forms of the bibliographic facts: what it is, who wrote it, where it came out, whether it is free to read."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.languages import BY_CODE
from organisations.lookup import OrganisationField
from research.choices import ContributorRole, CslType, IdentifierScheme, OpenAccess
from research.doubles import same_title, with_identifier
from research.models import ResearchItem
from research.publication import FIRST_YEAR
from research.questionnaire.fields import IdentifierField, OrcidField
from submissions.dates import PartialDateInput, date_typed
from submissions.fields import UNKNOWN, ChosenField, LineField, WebAddressField
from submissions.parts import MISSING, PartFormSet, part_formset
from submissions.question_forms import QuestionForm
from submissions.twins import twin_sentence
from vocabulary.choices import LabelKind, Scheme
from vocabulary.models import ConceptLabel

_MOST_NAMES = 60
_WRONG_YEAR = gettext_lazy("Tell which year it came out: 1900 at the earliest, next year at the latest.")
_HAS_ITS_OWN_ISBN = frozenset({CslType.BOOK, CslType.REPORT, CslType.THESIS})
_NOT_ANSWERABLE = frozenset({"no"})
"""Norwegian is written in two ways; which one is asked for."""


def work_languages() -> list:
    """Choices: those that the portal keeps texts in, that the vocabulary names, and that works have already."""
    rows = ConceptLabel.objects.filter(
        concept__scheme=Scheme.LANGUAGE, kind=LabelKind.PREFERRED, language=get_language()
    ).order_by("concept__position", "text")
    named = dict(rows.values_list("concept__identifier", "text"))
    used = ResearchItem.objects.public().order_by("language").values_list("language", flat=True).distinct()
    known = {code: language.name for code, language in BY_CODE.items()} | named
    known |= {code: code for code in used if code not in known}
    return [(code, name) for code, name in known.items() if code not in _NOT_ANSWERABLE]


class WhatForm(QuestionForm):
    csl_type = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[("", gettext_lazy("Choose the one that fits best")), *CslType.choices],
    )
    title = LineField(
        label=gettext_lazy("Title"),
        help_text=gettext_lazy("As it stands on the work, in its own language."),
        max_length=400,
    )
    work_language = ChosenField(
        label=gettext_lazy("Language of the work"), read=work_languages, empty=gettext_lazy("Choose a language")
    )
    doi = IdentifierField(
        IdentifierScheme.DOI,
        label="DOI",
        help_text=gettext_lazy("One of DOI, ISBN and web address is enough. You may paste the address of the DOI."),
    )
    isbn = IdentifierField(IdentifierScheme.ISBN, label="ISBN")
    url = WebAddressField(label=gettext_lazy("Web address"), max_length=1000, required=False)
    issn = IdentifierField(IdentifierScheme.ISSN, label=gettext_lazy("ISSN of the journal"))
    translated_title = LineField(
        label=gettext_lazy("Title in the language that you write in"),
        help_text=gettext_lazy("Where it is another language than that of the work."),
        max_length=400,
        required=False,
    )

    more = ("issn", "translated_title")

    def clean_doi(self):
        values = self.cleaned_data["doi"]
        if twin := twin_sentence(with_identifier(IdentifierScheme.DOI, values), self.item):
            raise ValidationError(twin)
        return values

    def hints(self):
        told = self.cleaned_data
        found = {"title": twin_sentence(same_title(told["title"], date_typed(self.typed("issued"))), self.item)}
        if not (told["doi"] or told["isbn"] or told["url"]):
            found["doi"] = _("Before it can be public, it needs one of these: DOI, ISBN or web address.")
        if not told["doi"] and (urlsplit(told["url"]).hostname or "").endswith("doi.org"):
            found["doi"] = _("The web address is that of a DOI: paste it here.")
        if told["isbn"] and told["csl_type"] in _HAS_ITS_OWN_ISBN:
            found["isbn"] = twin_sentence(with_identifier(IdentifierScheme.ISBN, told["isbn"]).public(), self.item)
        return {name: sentence for name, sentence in found.items() if sentence}


class WhoForm(QuestionForm):
    funding = LineField(label=gettext_lazy("Who paid for it?"), max_length=300, required=False)

    more = ("funding",)


class NameForm(QuestionForm):
    family = LineField(label=gettext_lazy("Family name"), max_length=120, required=False)
    given = LineField(label=gettext_lazy("Given names"), max_length=120, required=False)
    body = LineField(
        label=gettext_lazy("Or an organisation"),
        help_text=gettext_lazy("When no persons are named."),
        max_length=200,
        required=False,
    )
    role = forms.ChoiceField(label=gettext_lazy("What they did"), choices=ContributorRole.choices, required=False)
    orcid = OrcidField(label="ORCID iD")
    organisation = OrganisationField(label=gettext_lazy("Their organisation in the idea bank"), required=False)

    more = ("role", "orcid", "organisation")

    def has_changed(self):
        """A role alone is no row."""
        return any(name != "role" for name in self.changed_data)

    def clean_role(self):
        return self.cleaned_data["role"] or ContributorRole.AUTHOR

    def clean(self):
        told = super().clean()
        if told.get("body") and (told.get("family") or told.get("given")):
            self.add_error("body", _("Write a person or an organisation in each row, not both."))
        elif not (told.get("family") or told.get("body") or told.get("organisation")) and not self.errors:
            sentence = _("Write the family name, or the name of an organisation.")
            self.add_error("family", ValidationError(sentence, code=MISSING))
        return told


NameFormSet = part_formset(
    NameForm,
    title=gettext_lazy("In the order in which they stand on the work"),
    add=gettext_lazy("Add a name"),
    most=_MOST_NAMES,
    formset=PartFormSet,
)


class WhereForm(QuestionForm):
    container_title = LineField(
        label=gettext_lazy("Journal, book or website that it stands in"), max_length=400, required=False
    )
    issued = PartialDateInput(
        gettext_lazy("When did it come out?"),
        help_text=gettext_lazy("A year is enough: 2021, or March 2021."),
        error_messages={"out_of_range": _WRONG_YEAR},
    )
    volume = LineField(label=gettext_lazy("Volume"), max_length=40, required=False)
    issue = LineField(label=gettext_lazy("Issue"), max_length=40, required=False)
    page = LineField(label=gettext_lazy("Pages"), max_length=60, required=False)
    publisher = LineField(label=gettext_lazy("Publisher"), max_length=300, required=False)
    publisher_place = LineField(label=gettext_lazy("Place of the publisher"), max_length=120, required=False)
    edition = LineField(label=gettext_lazy("Edition"), max_length=60, required=False)
    collection_title = LineField(label=gettext_lazy("Series"), max_length=400, required=False)
    series_number = LineField(label=gettext_lazy("Number in the series"), max_length=60, required=False)

    more = ("volume", "issue", "page", "publisher_place", "edition", "collection_title", "series_number")

    def clean_issued(self):
        issued = self.cleaned_data["issued"]
        if issued and not FIRST_YEAR <= issued.year <= timezone.localdate().year + 1:
            raise ValidationError(_WRONG_YEAR)
        return issued

    def hints(self):
        found = {}
        if not self.cleaned_data["issued"]:
            found["issued"] = _("Before it can be public, we need the year.")
        if self.typed("csl_type") == CslType.ARTICLE_JOURNAL and not self.cleaned_data["container_title"]:
            found["container_title"] = _("Before it can be public, we need the journal.")
        return found


class AccessForm(QuestionForm):
    open_access = forms.ChoiceField(
        label=gettext_lazy("Can anybody read it without paying?"), choices=OpenAccess.choices, required=False
    )
    oa_url = WebAddressField(label=gettext_lazy("Address where it is free to read"), max_length=1000, required=False)
    peer_reviewed = forms.ChoiceField(
        label=gettext_lazy("Have other researchers reviewed it before it came out?"),
        choices=[("", UNKNOWN), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        required=False,
    )
    pdf_url = WebAddressField(label=gettext_lazy("Address of the PDF"), max_length=1000, required=False)

    more = ("pdf_url",)

    def clean_open_access(self):
        return self.cleaned_data["open_access"] or OpenAccess.UNKNOWN

    def clean_peer_reviewed(self):
        return {"yes": True, "no": False}.get(self.cleaned_data["peer_reviewed"])

    def hints(self):
        if self.cleaned_data["oa_url"] and self.cleaned_data["open_access"] in (OpenAccess.CLOSED, OpenAccess.UNKNOWN):
            return {"open_access": _("You give an address where it is free to read: is it open after all?")}
        return {}

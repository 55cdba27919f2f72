"""Whom others may ask, and how that person is shown."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import CONTENT_LANGUAGE_CHOICES
from practices.choices import ShowContactAs
from practices.models import ContactPoint
from practices.questionnaire.forms.base import PartForm, QuestionForm
from practices.questionnaire.forms.fields import Choice, Tick, WebAddress, Words
from submissions.parts import PartFormSet, part_formset

WAYS = [
    (ShowContactAs.FORM_ONLY, _("Only the role is shown. People write through this portal.")),
    (ShowContactAs.NAME_AND_EMAIL, _("The name is shown, too. People write through this portal.")),
    (ShowContactAs.ORGANISATION_ONLY, _("Only the organisation is shown. People write through this portal.")),
]


def _longest(field: str) -> int:
    return ContactPoint._meta.get_field(field).max_length


class AskForm(QuestionForm):
    more = ("website", "open_to_visits")

    no_questions = Tick(_("We cannot answer questions right now"))
    open_to_visits = Tick(_("Others are welcome to visit us"))
    website = WebAddress(_("Website"))


class ContactForm(PartForm):
    more = ("phone", "languages")

    person_name = Words(_longest("person_name"), _("Name"))
    role = Words(ContactPoint.word_fields["role"], _("Role"), help_text=_("Such as: coordinator."))
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=_longest("email"),
        error_messages={
            "required": _("Write an e-mail address, so that somebody can be reached."),
            "invalid": _("Write an e-mail address, such as anna@example.org."),
        },
    )
    show_as = Choice(WAYS[1:], _("What may others see?"), empty=WAYS[0][1], widget=forms.RadioSelect)
    phone = Words(_longest("phone"), _("Phone"))
    languages = forms.MultipleChoiceField(
        label=_("Languages to ask in"),
        choices=CONTENT_LANGUAGE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )

    def clean_show_as(self) -> str:
        return self.cleaned_data["show_as"] or ShowContactAs.FORM_ONLY


class ContactsFormSet(PartFormSet):
    def clean(self):
        super().clean()
        if not self.told_forms() and not self.data.get("website"):
            self.ask_for("email", _("Tell how somebody can be reached: an e-mail address, or a website."))


ContactFormSet = part_formset(ContactForm, _("People to ask"), _("Add a person"), most=3, formset=ContactsFormSet)

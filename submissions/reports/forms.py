from django import forms
from django.utils.translation import gettext_lazy as _

from core.languages import CONTENT_LANGUAGE_CHOICES


class ReportForm(forms.Form):
    file = forms.FileField(
        label=_("Your report"),
        help_text=_("A PDF of at most 10 MB and 200 pages."),
        widget=forms.FileInput(attrs={"class": "ds-input", "accept": ".pdf"}),
        error_messages={"required": _("Choose a file.")},
    )
    language = forms.ChoiceField(
        label=_("In which language is it?"),
        choices=CONTENT_LANGUAGE_CHOICES,
        widget=forms.Select(attrs={"class": "ds-input"}),
    )
    use_required_attribute = False

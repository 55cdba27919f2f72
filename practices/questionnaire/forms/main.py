"""Of several chosen concepts, one is the main one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from submissions.concept_fields import ConceptsField


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

from django import forms
from django.utils.translation import gettext_lazy as _

from submissions.questions import Question


class CommentForm(forms.Form):
    question = forms.ChoiceField(
        label=_("What is it about?"), required=False, widget=forms.Select(attrs={"class": "ds-input"})
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5, "class": "ds-input"}),
    )
    by_name = forms.CharField(
        label=_("Your name"),
        help_text=_("Everybody who has the link sees it."),
        max_length=80,
        widget=forms.TextInput(attrs={"class": "ds-input", "autocomplete": "name"}),
    )

    def __init__(self, *arguments, questions: tuple[Question, ...], **named):
        super().__init__(*arguments, **named)
        titles = [(question.name, question.title) for question in questions]
        self.fields["question"].choices = [("", _("All of it")), *titles]

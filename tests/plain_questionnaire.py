"""A questionnaire of four plain questions about a practice, for tests of what holds for every kind."""

from django import forms

from core.models import Item
from practices.models import PracticeText
from submissions.answers import one
from submissions.questions import Question

WORDS = ("title", "one_liner", "summary", "goal", "what_we_do")


class NameForm(forms.Form):
    title = forms.CharField(label="Name", max_length=90)
    one_liner = forms.CharField(label="In one sentence", max_length=160, required=False)


class WorkForm(forms.Form):
    summary = forms.CharField(label="In short", max_length=900, required=False, widget=forms.Textarea)
    goal = forms.CharField(label="Goal", max_length=800, required=False, widget=forms.Textarea)
    what_we_do = forms.CharField(label="What you do", max_length=4000, required=False, widget=forms.Textarea)


class ReachForm(forms.Form):
    website = forms.URLField(label="Website", required=False, assume_scheme="https")
    participants_per_year = forms.IntegerField(label="People a year", required=False)


class BlockForm(forms.Form):
    known_as = forms.CharField(required=False, widget=forms.HiddenInput)
    name = forms.CharField(label="Name of the block", max_length=90, required=False)


class PlainQuestionnaire:
    kind = "practice"
    title_input = "title"
    questions = (
        Question("name", "What is it called?", NameForm, concerns=("texts.title", "texts.one_liner")),
        Question("work", "What do you do?", WorkForm, concerns=("texts.goal", "texts.what_we_do")),
        Question("reach", "Where can one read more?", ReachForm, concerns=("website",)),
        Question("blocks", "Which parts?", forms.Form, parts={"block": forms.formset_factory(BlockForm)}),
    )

    def write(self, item: Item, answers, *, language, by) -> Item:
        item.website = one(answers, "website")
        item.participants_per_year = int(one(answers, "participants_per_year") or 0) or None
        item.updated_by = by
        item.save()
        words = {name: one(answers, name) for name in WORDS}
        PracticeText.objects.update_or_create(item=item, language=language, defaults=words)
        return item

    def read(self, item: Item, language: str):
        text = item.texts.get(language=language)
        told = {name: getattr(text, name) for name in WORDS}
        told |= {"website": item.website, "participants_per_year": str(item.participants_per_year or "")}
        return {name: [value] for name, value in told.items() if value}

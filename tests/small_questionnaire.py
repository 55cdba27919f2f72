"""Three questions about a practice, for tests of what all questionnaires share."""

from django import forms

from practices.models import Practice, PracticeText
from submissions.answers import one
from submissions.questions import Question

ONE_LINER = "Volunteers and newcomers practise the language over coffee once a week."


class TitleForm(forms.Form):
    title = forms.CharField(label="Title", max_length=90)
    started = forms.IntegerField(label="Since which year", required=False)


class DoingForm(forms.Form):
    doing = forms.CharField(label="What you do", required=False, widget=forms.Textarea, max_length=4000)
    groups = forms.MultipleChoiceField(
        label="Who it is for",
        required=False,
        choices=[("women", "Women"), ("men", "Men")],
        widget=forms.CheckboxSelectMultiple,
    )
    doing_not_known = forms.BooleanField(label="We do not know", required=False)


class BlockForm(forms.Form):
    name = forms.CharField(label="Name of the part", max_length=90)
    minutes = forms.IntegerField(label="Minutes", required=False)


class PartsForm(forms.Form):
    pass


QUESTIONS = (
    Question("name", "What is it called?", TitleForm, hint="A short name.", example="Language café."),
    Question("doing", "What do you do?", DoingForm),
    Question("parts", "What are its parts?", PartsForm, parts={"block": forms.formset_factory(BlockForm, extra=0)}),
)


class SmallQuestionnaire:
    kind = "practice"
    questions = QUESTIONS
    title_input = "title"

    def write(self, item, answers, *, language, by):
        item.save()
        words = {
            "title": one(answers, "title"),
            "one_liner": ONE_LINER,
            "summary": ONE_LINER,
            "what_we_do": one(answers, "doing"),
        }
        PracticeText.objects.update_or_create(item=item, language=language, defaults=words)
        return item

    def read(self, item, language):
        text = item.texts.get(language=language)
        return {"title": [text.title], "doing": [text.what_we_do]}


def use_small_questionnaire(monkeypatch):
    monkeypatch.setattr(Practice, "questionnaire", classmethod(lambda cls: SmallQuestionnaire()))

"""The forms of what a work is about and what it found."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from research.publication import MOST_THEMES
from research.questionnaire.readability import is_hard, words_of
from research.questionnaire.summary import QUESTIONS, joined
from submissions.concept_fields import ConceptField, ConceptsField
from submissions.dates import PartialDateInput, in_order
from submissions.fields import ChosenManyField, LineField, LongField, countries
from submissions.parts import MISSING
from submissions.question_forms import QuestionForm
from vocabulary.choices import Scheme

_MOST_GROUPS, _MOST_METHODS, _MOST_DESIGNS, _MOST_OUTCOMES, _MOST_COUNTRIES = 3, 3, 2, 10, 40
_MOST_WORDS = 200
_LONGEST_SUMMARY = 1200
_OLDEST_DATA = 1000


class AboutForm(QuestionForm):
    main_theme = ConceptField(
        Scheme.THEME,
        gettext_lazy("Which theme is it about most of all?"),
        empty=gettext_lazy("Choose a theme"),
        suggests=True,
    )
    other_themes = ConceptsField(
        Scheme.THEME, gettext_lazy("Other themes, two at most"), most=MOST_THEMES - 1, suggests=True
    )
    groups = ConceptsField(
        Scheme.TARGET_GROUP,
        gettext_lazy("Whom did it study, three groups at most?"),
        most=_MOST_GROUPS,
        suggests=True,
    )
    studied_countries = ChosenManyField(
        label=gettext_lazy("In which countries?"), read=countries, most=_MOST_COUNTRIES, required=False
    )
    study_designs = ConceptsField(
        Scheme.EVIDENCE, gettext_lazy("How was it studied, two at most?"), top="study-design", most=_MOST_DESIGNS
    )
    methods = ConceptsField(
        Scheme.METHOD,
        gettext_lazy("Which types of work did it look at, three at most?"),
        most=_MOST_METHODS,
        in_method_groups=True,
        suggests=True,
    )
    outcomes = ConceptsField(Scheme.OUTCOME, gettext_lazy("Which outcomes did it look at?"), most=_MOST_OUTCOMES)
    no_place = forms.BooleanField(label=gettext_lazy("It is about no certain place"), required=False)

    more = ("methods", "outcomes", "no_place")

    def clean(self):
        """Without a main theme, the first of the others is it."""
        told = super().clean()
        if {"main_theme", "other_themes"} <= told.keys():
            themes = [told["main_theme"], *(each for each in told["other_themes"] if each != told["main_theme"])]
            told["themes"] = [each for each in themes if each]
        return told

    def hints(self):
        found = {}
        if not self.cleaned_data["themes"]:
            found["main_theme"] = _("Before it can be public, it needs a theme.")
        if not self.cleaned_data["studied_countries"] and not self.cleaned_data["no_place"]:
            found["studied_countries"] = _("With a country, those who work there find it.")
        return found


class FoundForm(QuestionForm):
    key_message = LineField(label=gettext_lazy("What did it find, in one sentence?"), max_length=200, required=False)
    summary_studied = LongField(
        label=gettext_lazy("What was studied?"), rows=3, max_length=_LONGEST_SUMMARY, required=False
    )
    summary_found = LongField(
        label=gettext_lazy("What was found?"), rows=3, max_length=_LONGEST_SUMMARY, required=False
    )
    summary_use = LongField(
        label=gettext_lazy("What can a municipality use it for?"), rows=3, max_length=_LONGEST_SUMMARY, required=False
    )
    population = LineField(
        label=gettext_lazy("Who took part?"),
        help_text=gettext_lazy("For example: women who had come at most two years before."),
        max_length=300,
        required=False,
    )
    sample_size = forms.IntegerField(
        label=gettext_lazy("How many took part?"), min_value=0, max_value=2_000_000_000, required=False
    )
    data_started = PartialDateInput(
        gettext_lazy("The data are from"), help_text=gettext_lazy("A year is enough."), earliest=_OLDEST_DATA
    )
    data_ended = PartialDateInput(gettext_lazy("to"), earliest=_OLDEST_DATA)

    more = ("sample_size", "data_started", "data_ended")

    def clean(self):
        told = super().clean()
        if set(QUESTIONS) <= told.keys():
            self._check_summary([told[name] for name in QUESTIONS])
        if not in_order(told.get("data_started"), told.get("data_ended")):
            self.add_error("data_ended", _("The data end before they begin: change one of the two."))
        return told

    def _check_summary(self, answers: list[str]) -> None:
        """Each answer has its place in one text, so none is left out before another."""
        last = max((number for number, answer in enumerate(answers) if answer), default=0)
        for number in range(last):
            if not answers[number]:
                sentence = _("Answer this one, too. “We do not know” is an answer.")
                self.add_error(QUESTIONS[number], ValidationError(sentence, code=MISSING))
        text = joined(answers)
        words = len(words_of(text))
        if words > _MOST_WORDS or len(text) > _LONGEST_SUMMARY:
            sentence = _(
                "The three answers together have room for 200 words or 1200 characters; now they have %(words)d words "
                "and %(characters)d characters. Make them shorter."
            )
            self.add_error("summary_use", sentence % {"words": words, "characters": len(text)})
        self.cleaned_data["plain_summary"] = text

    def hints(self):
        found = {}
        text = self.cleaned_data["plain_summary"]
        if is_hard(text, self.language):
            found["summary_found"] = _("Long sentences or words make this hard to read. Try to cut a sentence in two.")
        if not text:
            found["summary_studied"] = _("Works with plain words stand before others in our lists.")
        if not self.cleaned_data["key_message"]:
            found["key_message"] = _("One sentence is what most readers see of it.")
        return found

"""What came of it, in words and in figures."""

from django.utils.translation import gettext_lazy as _

from practices.choices import Comparison
from practices.models import Result
from practices.questionnaire.forms.base import PartForm, QuestionForm, not_known
from practices.questionnaire.forms.fields import Choice, LongWords, WebAddress, WholeNumber, Words
from practices.questionnaire.forms.telling import told
from submissions.concept_fields import ConceptField
from submissions.parts import part_formset
from vocabulary.choices import Scheme

_MOST_PEOPLE = 1_000_000
_LONGEST_FIGURE = Result._meta.get_field("value").max_length


class ResultsForm(QuestionForm):
    more = ("participant_duration",)

    results_summary = told(
        "results_summary", _("What came of it?"), help_text=_("Tell what you have seen, and what did not work.")
    )
    participants_per_year = WholeNumber(_("How many people take part in a year?"), most=_MOST_PEOPLE)
    participant_duration = ConceptField(Scheme.DURATION, _("How long does each of them take part?"))
    results_not_known = not_known()


class ResultForm(PartForm):
    more = ("n", "comparison", "method", "source_url", "unintended")

    outcome = ConceptField(Scheme.OUTCOME, _("What changed?"), required=True, empty=_("Choose what changed"))
    indicator = Words(
        Result.word_fields["indicator"],
        _("What did you measure?"),
        help_text=_("Such as: in work or study after 12 months."),
    )
    baseline = Words(_LONGEST_FIGURE, _("Before"), help_text=_("Such as: 31 %."))
    value = Words(_LONGEST_FIGURE, _("Afterwards"))
    n = WholeNumber(_("How many people do the figures tell of?"), most=2_000_000_000)
    comparison = Choice(
        [choice for choice in Comparison.choices if choice[0] != Comparison.NONE],
        _("What were they compared with?"),
        empty=Comparison.NONE.label,
    )
    method = ConceptField(Scheme.EVIDENCE, _("How was it studied?"), top="study-design")
    source_url = WebAddress(_("Where can others read about it?"))
    unintended = LongWords(Result.word_fields["unintended"], _("What else happened that nobody meant?"), rows=3)

    def clean_comparison(self) -> str:
        return self.cleaned_data["comparison"] or Comparison.NONE


ResultFormSet = part_formset(ResultForm, _("Results in figures"), _("Add a result"), most=10)

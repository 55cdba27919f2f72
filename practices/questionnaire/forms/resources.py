"""What it takes: people and things, money, the law, and what others must have in place."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.choices import CostPhase, LegalBasisKind, Phase, ResourceKind, ResourceUnit
from practices.models import Cost, LegalBasis, ResourceNeed
from practices.questionnaire.forms.base import PartForm, QuestionForm, not_known
from practices.questionnaire.forms.fields import Amount, Choice, Tick, WebAddress, WholeNumber, Words
from practices.questionnaire.forms.placing import CountriesFormSet, CountryForm
from practices.questionnaire.forms.telling import told, told_in_a_line
from submissions.concept_fields import ConceptField
from submissions.parts import PartFormSet, part_formset
from vocabulary.choices import Scheme

_CURRENCIES = ("SEK", "NOK", "DKK", "EUR", "ISK", "GBP", "USD")
_EARLIEST_PRICES = 1990


class TakesForm(QuestionForm):
    more = ("must_keep", "can_adapt", "smallest_start", "continuation", "funding")

    cost_band = ConceptField(Scheme.COST, gettext_lazy("What does it cost in a year, roughly?"))
    transfer_conditions = told(
        "transfer_conditions",
        gettext_lazy("What must be in place elsewhere?"),
        help_text=gettext_lazy("Rooms, people, agreements, knowledge."),
    )
    must_keep = told("must_keep", gettext_lazy("What must stay as it is?"), rows=3)
    can_adapt = told("can_adapt", gettext_lazy("What can others change?"), rows=3)
    smallest_start = told_in_a_line("smallest_start", gettext_lazy("The smallest version worth trying"))
    continuation = told("continuation", gettext_lazy("Who pays and who is responsible after the start?"), rows=3)
    funding = told("funding", gettext_lazy("Who pays?"), rows=3)
    takes_not_known = not_known()


class ResourceForm(PartForm):
    more = ("unit", "phase")

    kind = Choice(
        ResourceKind.choices, gettext_lazy("What do you need?"), required=True, empty=gettext_lazy("Choose one")
    )
    competence = Words(
        ResourceNeed.word_fields["competence"],
        gettext_lazy("In a few words"),
        help_text=gettext_lazy("Such as: a coordinator who speaks Arabic."),
    )
    amount = Amount(gettext_lazy("How much or how many?"), digits=10)
    unit = Choice(ResourceUnit.choices, gettext_lazy("Counted in"))
    phase = Choice([(Phase.START, Phase.START.label)], gettext_lazy("When?"), empty=Phase.RUNNING.label)

    def clean_phase(self) -> str:
        return self.cleaned_data["phase"] or Phase.RUNNING


ResourceFormSet = part_formset(
    ResourceForm, gettext_lazy("People and things"), gettext_lazy("Add what you need"), most=20
)


class CostForm(PartForm):
    more = ("per_participant", "includes_unpaid", "funding")

    phase = Choice(CostPhase.choices, gettext_lazy("Which cost?"), required=True, empty=gettext_lazy("Choose one"))
    total = Amount(gettext_lazy("How much in all?"), digits=14)
    currency = Choice([(code, code) for code in _CURRENCIES], gettext_lazy("Currency"))
    year = WholeNumber(gettext_lazy("In the prices of which year?"), least=_EARLIEST_PRICES, most=2100)
    is_unknown = Tick(gettext_lazy("We do not know"))
    per_participant = Amount(gettext_lazy("How much for each participant?"), digits=12)
    includes_unpaid = Tick(gettext_lazy("Unpaid work is counted too"))
    funding = Words(Cost.word_fields["funding"], gettext_lazy("Who pays this?"))

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.fields["year"].help_text = _("Such as %(year)d.") % {"year": timezone.localdate().year - 1}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("total") is None and cleaned.get("per_participant") is None:
            return cleaned
        if "currency" in cleaned and not cleaned["currency"]:
            self.add_error("currency", ValidationError(_("Choose the currency of the amount."), code="no_currency"))
        if "year" in cleaned and cleaned["year"] is None:
            self.add_error("year", ValidationError(_("Write the year of the prices, such as 2025."), code="no_year"))
        return cleaned


class CostsFormSet(PartFormSet):
    def clean(self):
        super().clean()
        seen = set()
        for form in self.told_forms():
            phase = form.cleaned_data.get("phase")
            if phase in seen:
                form.add_error("phase", ValidationError(_("This cost stands here twice. Keep one."), code="twice"))
            seen.add(phase)


CostFormSet = part_formset(
    CostForm, gettext_lazy("Costs"), gettext_lazy("Add a cost"), most=len(CostPhase), formset=CostsFormSet
)


class LegalBasisForm(CountryForm):
    more = ("act_id", "url")

    kind = Choice(
        LegalBasisKind.choices, gettext_lazy("What does the law say?"), required=True, empty=gettext_lazy("Choose one")
    )
    text = Words(LegalBasis.word_fields["text"], gettext_lazy("In a few words"))
    act_id = Words(80, gettext_lazy("Number of the act"), help_text=gettext_lazy("Such as: 681/2023."))
    url = WebAddress(gettext_lazy("Where can others read it?"))


LegalBasisFormSet = part_formset(
    LegalBasisForm,
    gettext_lazy("What the law says in each country"),
    gettext_lazy("Add what the law says"),
    most=10,
    formset=CountriesFormSet,
)

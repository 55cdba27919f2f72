"""The five questions in order."""

from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.questionnaire import forms
from organisations.questionnaire.reading import answers_of
from organisations.questionnaire.writing import write_rows
from submissions.answers import Answers, one
from submissions.questions import Question
from submissions.row_questionnaires import RowQuestionnaire

QUESTIONS = (
    Question(
        name="name",
        title=_("What is it called?"),
        form=forms.NameForm,
        hint=_("Write official names as the organisation itself writes them. Do not translate them yourself."),
        example=_("Nordens välfärdscenter; in English, Nordic Welfare Centre; in short, NVC."),
        parts={"other_name": forms.OtherNameFormSet},
        concerns=("texts.name", "texts.short_name"),
        is_compared=True,
    ),
    Question(
        name="kind",
        title=_("What kind of organisation is it, and where?"),
        form=forms.KindForm,
        hint=_("Networks over several countries need no country."),
        example=_("A municipality in Sweden: Sundsvall."),
        concerns=(
            *("type_id", "country_id", "region_id", "municipality_id"),
            *("locality", "scope", "founded_year"),
        ),
    ),
    Question(
        name="reach",
        title=_("How is it reached?"),
        form=forms.ReachForm,
        hint=_("Leave empty what you do not know or do not want to tell."),
        example=_("https://www.imdi.no, post@imdi.no"),
        concerns=("url", "ror"),
    ),
    Question(
        name="work",
        title=_("What does it do?"),
        form=forms.WorkForm,
        hint=_("In your own words, for somebody in another country who has never heard of it."),
        example=_("We run a language café in twelve places. Volunteers and newcomers meet there once a week."),
        concerns=("texts.about", "concepts", "can_offer", "looking_for"),
    ),
    Question(
        name="belongs",
        title=_("Does it belong to another organisation?"),
        form=forms.BelongsForm,
        hint=_("Leave it empty if it stands on its own."),
        example=_("A branch is part of its national association; an association is a member of an umbrella body."),
        parts={"relation": forms.RelationFormSet},
        concerns=("relations",),
    ),
)


class OrganisationQuestionnaire(RowQuestionnaire):
    kind = Organisation.kind
    questions = QUESTIONS
    title_input = "name"
    write_rows = staticmethod(write_rows)
    read = staticmethod(answers_of)

    def facts_compared(self, answers: Answers) -> dict:
        named = {"title": "name", "website": "url", "country": "country", "national_id": "national_id"}
        return {fact: " ".join(one(answers, name).split()) for fact, name in named.items()}

"""The twelve questions about a practice, in plain words, each with a real example."""

from django.utils.translation import gettext_lazy as _

from practices.models import Practice
from practices.questionnaire.binding import BoundQuestionnaire
from practices.questionnaire.comparing import facts_compared
from practices.questionnaire.forms import (
    asking,
    attaching,
    organising,
    placing,
    resources,
    results,
    telling,
    time,
    topics,
)
from practices.questionnaire.reading import read
from practices.questionnaire.self_check import Bar, self_check
from practices.questionnaire.writing import write
from submissions.answers import Answers
from submissions.questions import FilledFromReport, FilledRows, Question
from vocabulary.choices import Scheme

QUESTIONS = (
    Question(
        name="name",
        title=_("What is it called?"),
        form=telling.NameForm,
        hint=_("A title that says what happens, and one sentence about it."),
        example=_(
            "Language café at the fire station. Every Thursday firefighters and newcomers practise Swedish over coffee."
        ),
        concerns=("title", "one_liner", "summary"),
        is_compared=True,
    ),
    Question(
        name="where",
        title=_("Where is it done?"),
        form=placing.WhereForm,
        parts={"place": placing.PlaceFormSet},
        hint=_("The country is enough. The municipality helps others to see how big the place is."),
        example=_("Sundsvall, Sweden. It covers the whole municipality."),
        concerns=("places", "scale_id"),
    ),
    Question(
        name="who-runs",
        title=_("Who runs it?"),
        form=organising.WhoRunsForm,
        parts={"partner": organising.PartnerFormSet},
        hint=_("One organisation is responsible. Others may take part."),
        example=_("Medelpad rescue service runs it, together with the library and the Red Cross."),
        concerns=("owner_id", "partners"),
    ),
    Question(
        name="for-whom",
        title=_("Who is it for?"),
        form=topics.ForWhomForm,
        hint=_("Choose those it is made for, not all who are welcome."),
        example=_("Newcomers, mainly women who stay at home with small children."),
        concerns=("concepts", "target_group_note"),
    ),
    Question(
        name="topic",
        title=_("What is it about?"),
        form=topics.TopicForm,
        hint=_("One to three themes, and the kind of work you do."),
        example=_("Learning the language, and volunteering. The kind of work is a language café."),
        concerns=("concepts",),
    ),
    Question(
        name="before",
        title=_("What was wrong before, and what is the goal?"),
        form=telling.BeforeForm,
        example=_(
            "Many finished the language course without ever having talked to a neighbour. "
            "We want each of them to know five people in town after half a year."
        ),
        concerns=("problem", "goal"),
    ),
    Question(
        name="doing",
        title=_("What do you do?"),
        form=telling.DoingForm,
        parts={"block": telling.BuildingBlockFormSet},
        hint=_("Step by step, so that a colleague elsewhere could begin tomorrow."),
        example=_(
            "The shift leader asks two colleagues to stay for an hour. We put out six tables with one topic each. "
            "Two volunteers sit at every table, so that nobody waits when one is called out."
        ),
        concerns=("what_we_do", "buildingblocks"),
    ),
    Question(
        name="since",
        title=_("Since when, and is it still running?"),
        form=time.SinceForm,
        example=_("Since March 2021, and it is still running."),
        concerns=("started", "ended", "is_running", "end_reason", "maturity_id"),
    ),
    Question(
        name="results",
        title=_("What came of it?"),
        form=results.ResultsForm,
        parts={"result": results.ResultFormSet, "attachment": attaching.AttachmentFormSet},
        hint=_("Tell it in words. Figures are welcome where you have them."),
        example=_("About 140 people come in a year. Of 88 whom we asked after a year, 54 % were in work or studied."),
        concerns=("results_summary", "results", "participants_per_year", "participant_duration_id", "attachments"),
    ),
    Question(
        name="difficult",
        title=_("What was difficult?"),
        form=telling.DifficultForm,
        hint=_("This is what others thank you for most."),
        example=_("Shift work made volunteers cancel. Now there are always two at each table."),
        concerns=("obstacles", "lessons", "risks_and_ethics", "participation", "equality"),
    ),
    Question(
        name="takes",
        title=_("What does it take?"),
        form=resources.TakesForm,
        parts={
            "resource": resources.ResourceFormSet,
            "cost": resources.CostFormSet,
            "legal": resources.LegalBasisFormSet,
        },
        hint=_("People, rooms and money. A rough figure is better than none."),
        example=_("A room, ten volunteers, a coordinator half a day a week, and 95 000 kronor a year."),
        concerns=(
            *("cost_band_id", "resourceneeds", "costs", "legalbasiss", "transfer_conditions", "must_keep"),
            *("can_adapt", "smallest_start", "continuation", "funding"),
        ),
    ),
    Question(
        name="ask",
        title=_("Whom may others ask?"),
        form=asking.AskForm,
        parts={"contact": asking.ContactFormSet},
        hint=_(
            "Others write through this portal unless you say otherwise. "
            "When the topic can put people at risk, only the organisation is shown."
        ),
        example=_("Anna, coordinator, answers in Swedish and English. Her name is not shown."),
        concerns=("contactpoints", "open_to_questions", "open_to_visits", "website"),
    ),
)


class PracticeQuestionnaire:
    """The `Questionnaire` of practices."""

    kind = Practice.kind
    questions = QUESTIONS
    title_input = "title"
    read = staticmethod(read)
    words = ("title", "one_liner", "summary", "problem", "goal", "what_we_do", "target_group_note")
    filled_from_report = FilledFromReport(
        title="title",
        summary="summary",
        concepts={Scheme.THEME: "themes", Scheme.TARGET_GROUP: "groups", Scheme.METHOD: "methods"},
        places=FilledRows("place", name="name", known="known", country="country"),
        organisations=FilledRows("partner", name="partner_name", known="partner", elsewhere="owner"),
        attachments="attachment",
    )

    def bound(self, answers: Answers) -> BoundQuestionnaire:
        """Every form with these answers in it, for asking what is wrong with them."""
        return BoundQuestionnaire(QUESTIONS, answers)

    def self_check(self, answers: Answers) -> list[Bar]:
        return self_check(self.bound(answers))

    def facts_compared(self, answers: Answers) -> dict:
        return facts_compared(answers, self.bound(answers))

    def write(self, item: Practice, answers: Answers, *, language: str, by) -> Practice:
        return write(item, BoundQuestionnaire(QUESTIONS, answers, item), language=language, by=by)


QUESTIONNAIRE = PracticeQuestionnaire()

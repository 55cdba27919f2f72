"""What people tell in their own words: the name, what was wrong before, what they do, what was difficult."""

from django.utils.translation import gettext_lazy as _

from practices.models import BuildingBlock, PracticeText
from practices.questionnaire.forms.base import PartForm, QuestionForm, not_known
from practices.questionnaire.forms.fields import LongWords, Tick, Words
from submissions.parts import part_formset


def longest(field: str) -> int:
    return PracticeText._meta.get_field(field).max_length


def told(field: str, label, *, rows: int = 5, help_text="") -> LongWords:
    """A text of the practice, as long as its column is."""
    return LongWords(longest(field), label, rows=rows, help_text=help_text)


def told_in_a_line(field: str, label, *, help_text="", required: bool = False) -> Words:
    return Words(longest(field), label, help_text=help_text, required=required)


class NameForm(QuestionForm):
    more = ("summary",)

    title = told_in_a_line(
        "title",
        _("Title"),
        required=True,
        help_text=_("Say what happens, not the name of the project or the organisation. At most 90 characters."),
    )
    one_liner = told_in_a_line(
        "one_liner", _("In one sentence"), required=True, help_text=_("About 40 to 160 characters.")
    )
    summary = told(
        "summary",
        _("Short summary"),
        help_text=_("Five or six sentences that let others decide whether this is for them."),
    )


class BeforeForm(QuestionForm):
    problem = told("problem", _("What was wrong before?"), help_text=_("Two or three sentences are enough."))
    goal = told("goal", _("What do you want to reach?"), help_text=_("One or two sentences."), rows=3)
    before_not_known = not_known()


class DoingForm(QuestionForm):
    what_we_do = told(
        "what_we_do",
        _("What do you do, step by step?"),
        rows=10,
        help_text=_("Write as you would tell a colleague. Lists and paragraphs from a document can be pasted here."),
    )


def _of_block(field: str, label, **named) -> LongWords:
    return LongWords(BuildingBlock.word_fields[field], label, rows=3, **named)


class BuildingBlockForm(PartForm):
    more = ("how", "enabling_factors", "lessons", "essential")

    title = Words(BuildingBlock.word_fields["title"], _("Name of the building block"), required=True)
    purpose = _of_block("purpose", _("What is it for?"))
    how = _of_block("how", _("How do you do it?"))
    enabling_factors = _of_block("enabling_factors", _("What makes it work?"))
    lessons = _of_block("lessons", _("What have you learnt about it?"))
    essential = Tick(_("It does not work without this building block"))


BuildingBlockFormSet = part_formset(
    BuildingBlockForm, _("Building blocks that others can lift out"), _("Add a building block"), most=7
)


class DifficultForm(QuestionForm):
    more = ("risks_and_ethics", "participation", "equality")

    obstacles = told("obstacles", _("What was difficult, and what did you do about it?"))
    lessons = told("lessons", _("What have you learnt?"), help_text=_("What would you tell somebody who starts?"))
    risks_and_ethics = told(
        "risks_and_ethics",
        _("Can anybody come to harm, and how do you prevent it?"),
        help_text=_("Needed when the topic is sensitive, such as violence, child welfare or life without a permit."),
    )
    participation = told("participation", _("How have the people concerned influenced it?"))
    equality = told(
        "equality",
        _("How does it work for everyone?"),
        help_text=_("Women and men, young and old, people with disabilities, people who read little."),
    )
    difficult_not_known = not_known()

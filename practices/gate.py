"""What the portal itself finds about the questions of the gate; an editor answers them."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import GateFinding
from core.partial_date import PartialDate
from practices.choices import PILOT, ConceptRole
from practices.models import Practice, PracticeText
from practices.questionnaire.questions import QUESTIONS

_TRIED_FOR = datetime.timedelta(days=182)
_DESCRIBED = {
    "before": ("problem", "goal"),
    "doing": ("what_we_do",),
}
"""{question: texts of which one must be told}"""


def findings(item: Practice) -> list[GateFinding]:
    """Whether it is advertising nobody but an editor can tell, so G6 has no finding."""
    text = item.text_in(item.original_language)
    roles = {row.role for row in item.concepts.all()}
    return [
        _in_scope(item, roles),
        _really_tried(item),
        _described(item, text, roles),
        _lawful(item, text),
        _permitted(item),
        _not_a_duplicate(item, text),
    ]


def _in_scope(item: Practice, roles: set[str]) -> GateFinding:
    is_nordic = item.places.filter(country__is_nordic=True).exists()
    if is_nordic and ConceptRole.THEME in roles:
        return GateFinding("G1", "yes", _("It is in the Nordic countries and has a theme of integration."))
    if not is_nordic:
        return GateFinding("G1", "unsure", _("No Nordic country is named: is it useful there?"))
    return GateFinding("G1", "unsure", _("No theme is chosen yet."))


def _really_tried(item: Practice) -> GateFinding:
    if item.started is None:
        return GateFinding("G2", "unsure", _("Nobody has told when it started."))
    last = _first_day(item.ended) if item.ended and item.is_running is False else timezone.localdate()
    if last - _first_day(item.started) >= _TRIED_FOR:
        return GateFinding("G2", "yes", _("It has run for half a year or more."))
    if item.maturity and item.maturity.identifier == PILOT:
        return GateFinding("G2", "no", _("It has run for less than half a year, and is sent in as a pilot."))
    return GateFinding("G2", "no", _("It has run for less than half a year. Has it been done twice, or is it a pilot?"))


def _first_day(date: PartialDate) -> datetime.date:
    return datetime.date(date.year, date.month or 1, date.day or 1)


def _described(item: Practice, text: PracticeText, roles: set[str]) -> GateFinding:
    told = {question: any(getattr(text, name) for name in names) for question, names in _DESCRIBED.items()}
    told["for-whom"] = ConceptRole.TARGET_GROUP in roles or bool(text.target_group_note)
    told["where"] = item.places.exists()
    told["who-runs"] = bool(item.owner_id) or item.partners.filter(is_owner=True).exists()
    told["since"] = item.started is not None
    titles = {question.name: str(question.title) for question in QUESTIONS}
    missing = [titles[name] for name, is_told in told.items() if not is_told and name not in item.not_known]
    if missing:
        return GateFinding("G3", "no", _("Not answered yet: %(questions)s") % {"questions": " ".join(missing)})
    return GateFinding("G3", "yes", _("Goal, group, work, place, organisation and period are told."))


def _lawful(item: Practice, text: PracticeText) -> GateFinding:
    if not item.is_sensitive():
        return GateFinding("G4", "unsure", _("Look for names and pictures by which somebody can be recognised."))
    if not text.risks_and_ethics.strip():
        return GateFinding("G4", "no", _("The topic is sensitive, and nothing is told about risks and ethics."))
    return GateFinding("G4", "unsure", _("The topic is sensitive: read what is told about risks and ethics."))


def _permitted(item: Practice) -> GateFinding:
    if item.contactpoints.exists():
        return GateFinding("G5", "unsure", _("Has the organisation approved the text, and the contact person agreed?"))
    return GateFinding("G5", "no", _("Nobody is named whom others may ask."))


def _not_a_duplicate(item: Practice, text: PracticeText) -> GateFinding:
    same = PracticeText.objects.filter(title__iexact=text.title).exclude(item=item).select_related("item").first()
    if same:
        return GateFinding("G7", "no", _("%(number)s has the same title.") % {"number": same.item})
    return GateFinding("G7", "unsure", _("No other practice has this title. Look at those that are alike."))

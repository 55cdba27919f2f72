"""What the page of a report shows: what was found, at the question where it would go."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import get_language

from editorial.models import Proposal
from places.models import Country
from search import thesaurus
from submissions.answers import one
from submissions.concepts import label_of
from submissions.inputs import inputs_of
from submissions.models import DraftReport
from submissions.questions import FilledFromReport, Question
from submissions.reports.actions import is_named
from submissions.reports.finding import Found
from submissions.reports.naming import country_of
from submissions.reports.using import identifier_of, is_there, stays_out
from submissions.screens import Draft


@dataclass(frozen=True)
class Offered:
    """One thing that was found, as it is shown."""

    found: Found
    label: str
    label_language: str
    detail: str
    """In which country a place lies."""
    is_there: bool
    stays_out: bool
    written: str = ""
    """What stands at the question already, where the words of the report would be added."""
    is_ticked: bool = False

    @property
    def quote(self) -> tuple[str, str, str]:
        """What stands before the words that name it, these words, and what comes after them."""
        return self.found.quote.partition(self.found.said) if self.found.said else (self.found.quote, "", "")

    @property
    def is_words(self) -> bool:
        return self.found.kind in ("title", "summary")


@dataclass(frozen=True)
class Group:
    question: Question
    number: int
    offered: list[Offered]


@dataclass
class ReportPage:
    """`ticked` are those that were just sent and could not be used."""

    draft: Draft
    report: DraftReport
    ticked: frozenset[str] = frozenset()

    @property
    def proposal(self) -> Proposal:
        return self.draft.proposal

    @property
    def filled(self) -> FilledFromReport:
        return self.draft.questionnaire.filled_from_report

    @cached_property
    def found(self) -> list[Found]:
        return [Found(**each) for each in self.report.found]

    @cached_property
    def groups(self) -> list[Group]:
        """In the order of the questions."""
        by_question: dict[str, list[Offered]] = {}
        for found in self.found:
            question = self.question_of(found)
            offered = self._offered(found) if question else None
            if question and offered:
                by_question.setdefault(question.name, []).append(offered)
        asked = [each for each in self.draft.questions if each.name in by_question]
        return [Group(each, self.draft.number_of(each), by_question[each.name]) for each in asked]

    @property
    def may_use_any(self) -> bool:
        return any(not each.is_there and not each.stays_out for group in self.groups for each in group.offered)

    @property
    def is_attached(self) -> bool:
        return self.report.stored_id is not None and is_named(self.report.stored_id, self.proposal.answers)

    @property
    def may_attach(self) -> bool:
        return bool(self.filled.attachments) and self.report.stored_id is not None and not self.is_attached

    def question_of(self, found: Found) -> Question | None:
        name = self.filled.input_of(found.kind, found.value)
        return next((each for each in self.draft.questions if name and _asks_for(each, name)), None)

    def _offered(self, found: Found) -> Offered | None:
        """None where the vocabulary has changed meanwhile."""
        label, language = self._label(found)
        if not label:
            return None
        return Offered(
            found,
            label,
            language,
            self._detail(found),
            is_there(self.filled, self.proposal.answers, found),
            stays_out(self.filled, self.proposal.answers, found),
            self._written(found),
            found.key in self.ticked,
        )

    def _label(self, found: Found) -> tuple[str, str]:
        if found.kind == "concept":
            topic = self._topics.get(f"@{found.value}")
            return label_of(topic) if topic else ("", "")
        if found.kind in ("place", "organisation"):
            return found.name, found.name_language
        return self._field_label(found), ""

    def _detail(self, found: Found) -> str:
        if found.kind != "place" or found.value.startswith("country:"):
            return ""
        country = self._countries.get(country_of(found.value))
        return country.name_in(get_language())[0] if country else ""

    @cached_property
    def _countries(self) -> Mapping[str, Country]:
        return Country.objects.in_bulk()

    @cached_property
    def _topics(self) -> Mapping:
        return thesaurus.current().topics

    def _field_label(self, found: Found) -> str:
        return str(self._field(found).label)

    def _field(self, found: Found):
        return self.question_of(found).form().fields[self.filled.input_of(found.kind, found.value)]

    def _written(self, found: Found) -> str:
        if found.kind not in ("title", "summary"):
            return ""
        return one(self.proposal.answers, self.filled.input_of(found.kind, found.value)).strip()

    def too_many(self, chosen: list[Found]) -> tuple[str, int] | None:
        """(label of a field, how many it takes) where more are ticked than it takes with those that are there."""
        for scheme, name in self.filled.concepts.items():
            own = [one for one in chosen if one.kind == "concept" and one.value.startswith(f"{scheme}:")]
            both = {*self.proposal.answers.get(name, ()), *map(identifier_of, own)}
            if own and len(both) > (most := self._field(own[0]).most):
                return str(self._field(own[0]).label), most
        return None


def _asks_for(question: Question, name: str) -> bool:
    return name in question.parts or name in inputs_of(question).fields


def longest_texts(draft: Draft) -> dict[str, int]:
    """How many letters the fields of title and summary take; 0 where there is none."""
    filled = draft.questionnaire.filled_from_report
    fields = {name: field for each in draft.questions for name, field in each.form().fields.items()}
    asked = {"title": fields.get(filled.title), "summary": fields.get(filled.summary)}
    return {kind: field.max_length or 0 if field else 0 for kind, field in asked.items()}

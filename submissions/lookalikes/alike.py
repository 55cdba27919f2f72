"""What may be the same as a draft: listed items with what its writer says of them, and drafts that the writer may see.

Nobody waits for it: what the database does not find at once is not shown.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace

from django.db import OperationalError, connection, transaction
from django.urls import reverse

from editorial.choices import ProposalPurpose, ProposalState
from editorial.models import Proposal
from submissions.answers import Answers
from submissions.listed import LONGEST_WAIT
from submissions.lookalikes.answers import AskedLookalike, Way, answers_in, asked
from submissions.lookalikes.likeness import Level, Words, likeness_of_titles
from submissions.lookalikes.rules import lookalikes
from submissions.permissions import Writer, belonging_to
from submissions.questionnaires import questionnaire_for

_SET_LONGEST = "SELECT set_config('statement_timeout', %s, true)"
_STOPPED = {"57014", "55P03"}
_SHORTEST_TITLE = 4
_OWN_COMPARED, _OWN_SHOWN, _OWN_ALIKE = 50, 3, 0.75
_SHOWN_STATES = (ProposalState.OPEN, ProposalState.RETURNED, ProposalState.SENT)
_ASKED_LEVELS = (Level.CERTAIN, Level.PROBABLE)


@dataclass(frozen=True)
class OwnDraft:
    title: str
    language: str
    url: str


@dataclass(frozen=True)
class Alike:
    rows: list[AskedLookalike]
    own: list[OwnDraft]

    def said(self, way: Way) -> AskedLookalike | None:
        return next((row for row in self.rows if row.way == way), None)

    def answered(self, answers: Answers) -> "Alike | None":
        """The same with what is said in `answers`; None when that speaks of something that is not among it."""
        said = answers_in(answers)
        lookalikes = [row.lookalike for row in self.rows]
        if {answer.short_id for answer in said} - {lookalike.short_id for lookalike in lookalikes}:
            return None
        return replace(self, rows=asked(lookalikes, said))

    def unasked(self, shown: Collection[str]) -> list[AskedLookalike]:
        """Probably the same, not answered, and not among those `shown` (short ids) before."""
        return [row for row in self._unanswered() if row.lookalike.short_id not in shown]

    def stops(self, shown: Collection[str]) -> bool:
        """Whether the writer is asked before it is sent: what is certainly the same is answered, not passed over."""
        is_certain = any(row.lookalike.level == Level.CERTAIN for row in self._unanswered())
        return is_certain or bool(self.unasked(shown)) or self.said(Way.SAME) is not None

    def _unanswered(self) -> list[AskedLookalike]:
        return [row for row in self.rows if not row.way and row.lookalike.level in _ASKED_LEVELS]


NOTHING = Alike([], [])


def is_compared(proposal: Proposal) -> bool:
    """A change is made to something that is here already."""
    questions = questionnaire_for(proposal.kind).questions
    return proposal.purpose == ProposalPurpose.NEW and any(question.is_compared for question in questions)


def alike(proposal: Proposal, answers: Answers, writer: Writer) -> Alike:
    """By what `answers` say, saved or not."""
    if not is_compared(proposal):
        return NOTHING
    facts = questionnaire_for(proposal.kind).facts_compared(answers)
    if len(facts["title"]) < _SHORTEST_TITLE:
        return NOTHING
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT current_setting('statement_timeout')")
                [before] = cursor.fetchone()
                cursor.execute(_SET_LONGEST, [LONGEST_WAIT])
                found = _found(proposal, answers, facts, writer)
                cursor.execute(_SET_LONGEST, [before])
            return found
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", getattr(error.__cause__, "sqlstate", "")) in _STOPPED:
            return NOTHING
        raise


def _found(proposal: Proposal, answers: Answers, facts: dict, writer: Writer) -> Alike:
    said = answers_in(answers)
    own = _own_drafts(proposal, facts["title"], writer)
    exclude = [proposal.item_id] if proposal.item_id else []
    keep = [answer.short_id for answer in said]
    found = lookalikes(proposal.kind, language=proposal.language, exclude=exclude, keep=keep, **facts)
    return Alike(asked(found, said), own)


def _own_drafts(proposal: Proposal, title: str, writer: Writer) -> list[OwnDraft]:
    """Not yet public; what is public stands among the listed items."""
    mine = Proposal.objects.filter(belonging_to(writer), kind=proposal.kind)
    drafts = mine.filter(purpose=ProposalPurpose.NEW, state__in=_SHOWN_STATES)
    rows = (
        drafts.exclude(pk=proposal.pk)
        .order_by("-updated_at")
        .values_list("pk", "language", f"answers__{questionnaire_for(proposal.kind).title_input}__0")
    )
    typed = Words(title, proposal.language)
    found = [
        OwnDraft(other, language, reverse("submissions:draft", kwargs={"pk": pk}))
        for pk, language, other in rows[:_OWN_COMPARED]
        if other and likeness_of_titles(typed, Words(other, language)) >= _OWN_ALIKE
    ]
    return found[:_OWN_SHOWN]

"""The pages of one draft: each question by itself, all of them on one page, and what was sent for them."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.access import can
from core.guards import see_other
from editorial.models import Proposal
from submissions import actions, browsers
from submissions.answers import Answers
from submissions.entrance import ALL, with_draft
from submissions.inputs import Inputs, inputs_of, rows_in, set_rows, without_row
from submissions.lookalikes import draft_page
from submissions.merging import Merged
from submissions.permissions import WRITE
from submissions.questionnaires import bound_form, bound_parts, forget_missing, has_errors
from submissions.questions import Question
from submissions.screens import Draft, taken_over
from submissions.uploads import forget_files, take_files

_READ_OR_SEND = ["GET", "HEAD", "POST"]


@with_draft
@require_http_methods(_READ_OR_SEND)
def question(request: HttpRequest, proposal: Proposal, question: str) -> HttpResponse:
    draft = Draft(proposal)
    asked = draft.find(question)
    if asked is None:
        raise Http404
    return _answer(request, Page(draft, (asked,), question))


@with_draft
@require_http_methods(_READ_OR_SEND)
def all_questions(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    draft = Draft(proposal)
    return _answer(request, Page(draft, draft.questions, ALL))


@dataclass(frozen=True)
class Page:
    """Some questions of a draft, shown and sent together; `name` is the last part of the address."""

    draft: Draft
    questions: tuple[Question, ...]
    name: str

    @property
    def inputs(self) -> Inputs:
        return inputs_of(*self.questions)

    def with_other_answers(self, sent: Answers) -> Answers:
        """What was sent for these questions, with what the draft says to all others."""
        own = {name for unit in self.inputs.by_unit(self.draft.proposal.answers).values() for name in unit}
        others = {name: values for name, values in self.draft.proposal.answers.items() if name not in own}
        return others | sent

    @property
    def is_compared(self) -> bool:
        return any(each.is_compared for each in self.questions)

    @property
    def address(self) -> str:
        return address_of(self.draft.proposal, self.name)


def address_of(proposal: Proposal, page: str = "") -> str:
    """Of the overview, the page with all questions, or one question."""
    if not page:
        return reverse("submissions:draft", kwargs={"pk": proposal.pk})
    if page == ALL:
        return reverse("submissions:all", kwargs={"pk": proposal.pk})
    return reverse("submissions:question", kwargs={"pk": proposal.pk, "question": page})


def _answer(request: HttpRequest, page: Page) -> HttpResponse:
    proposal = page.draft.proposal
    if request.method == "POST":
        return _take(request, page)
    if not can(browsers.writer_of(request), WRITE, proposal):
        return see_other(address_of(proposal))
    kept = browsers.kept(request, proposal, page.name)
    if kept is not None:
        return _show(request, page, answers=page.inputs.sent(kept), seen=kept.get("seen", ""), was_kept=True)
    return _show(request, page, checked="check" in request.GET)


def _take(request: HttpRequest, page: Page) -> HttpResponse:
    """Saves first, whatever is typed; says afterwards what is wrong with it."""
    proposal = page.draft.proposal
    go = request.POST.get("go", "next")
    sent = page.inputs.sent(request.POST)
    if go == "look":
        return draft_page.fragment(request, proposal, page.with_other_answers(sent))
    sent, refused = take_files(request, proposal, page.inputs, sent)
    sent = _with_rows_changed(sent, go, page.inputs)
    stays = bool(refused) or (go == "next" and _is_wrong(page, sent))
    by = browsers.writer_of(request).account
    try:
        saved, merged = actions.save_answers(
            proposal=proposal,
            inputs=page.inputs,
            sent=sent,
            seen=request.POST.get("seen", ""),
            at=_next_question(page, "" if stays else go),
            by=by,
            kept=taken_over(request.POST),
        )
    except actions.TooLong:
        return _refuse(
            request, page, sent, _("This is more text than one draft can hold. Please make it shorter."), 422
        )
    except actions.DraftClosed:
        return _refuse(
            request, page, sent, _("This has been sent in already, so what you wrote now is not saved."), 409
        )
    browsers.forget_kept(request, proposal, page.name)
    forget_files(saved, proposal.answers, by=by)
    page = Page(Draft(saved), page.questions, page.name)
    return _after_saving(request, page, sent, merged, go, stays=stays, refused=refused)


def _after_saving(
    request: HttpRequest,
    page: Page,
    sent: Answers,
    merged: Merged,
    go: str,
    *,
    stays: bool,
    refused: dict[str, str],
) -> HttpResponse:
    if go == "autosave":
        return _told_saved(page, merged)
    if merged.conflicts:
        answers = sent | _without_conflict(page, merged)
        return _show(request, page, answers=answers, conflicts=merged.conflicts, refused=refused, status=409)
    if stays:
        return _show(request, page, refused=refused, status=422, says_what_is_wrong=True)
    if go.startswith(("add-", "remove-")):
        return see_other(f"{page.address}#rows-{go.split('-')[1]}")
    if go == "later":
        return see_other(f"{address_of(page.draft.proposal)}?saved=1")
    if go == "next" and page.is_compared and (first := draft_page.led_to(request, page.draft.proposal)):
        return see_other(f"{page.address}{first}" if first.startswith("#") else first)
    if page.name == ALL:
        return see_other(address_of(page.draft.proposal))
    target = _neighbour(page, go)
    return see_other(address_of(page.draft.proposal, target.name if target else ""))


def _without_conflict(page: Page, merged: Merged) -> Answers:
    """What others have changed without a conflict is shown; where there is one, the writer sees their own words."""
    units = page.inputs.by_unit(merged.answers)
    return {
        name: values
        for unit, answers in units.items()
        if unit not in merged.conflicts
        for name, values in answers.items()
    }


def _told_saved(page: Page, merged: Merged) -> HttpResponse:
    """For the script that saves while one writes; a conflict waits for the next press of a button."""
    if merged.conflicts:
        return JsonResponse({"message": _("This changed while you wrote. Press “Save” to see both texts.")}, status=409)
    return JsonResponse({"version": page.draft.proposal.version, "seen": page.draft.seen(*page.questions)})


def _refuse(request: HttpRequest, page: Page, sent: Answers, sentence: str, status: int) -> HttpResponse:
    if request.POST.get("go") == "autosave":
        return JsonResponse({"message": sentence}, status=status)
    return _show(request, page, answers=sent, seen=request.POST.get("seen", ""), refusal=sentence, status=status)


def _show(
    request: HttpRequest,
    page: Page,
    *,
    answers: Answers | None = None,
    seen: str | None = None,
    checked: bool = False,
    conflicts: dict[str, Answers] | None = None,
    refused: dict[str, str] | None = None,
    status: int = 200,
    **said,
) -> HttpResponse:
    draft = page.draft
    answers = draft.proposal.answers if answers is None else page.with_other_answers(answers)
    said_of = {"conflicts": conflicts, "refused": refused}
    shown = [draft.shown(each, answers, checked=checked, **said_of) for each in page.questions]
    context = {
        "draft": draft,
        "proposal": draft.proposal,
        "page_name": page.name,
        "shown": shown,
        "seen": draft.seen(*page.questions) if seen is None else seen,
        "takes_files": any(each.takes_files for each in shown),
        "has_errors": any(each.has_errors for each in shown),
        "has_conflicts": bool(conflicts),
        "is_unsaved": bool(conflicts) or "refusal" in said or "was_kept" in said,
        "previous": draft.before(page.questions[0]),
        "following": draft.after(page.questions[-1]),
        **(draft_page.shown_with(request, draft.proposal, answers) if page.is_compared else {}),
        **said,
    }
    template = "submissions/all.html" if page.name == ALL else "submissions/question.html"
    return render(request, template, context, status=status)


def _is_wrong(page: Page, sent: Answers) -> bool:
    """Missing answers never keep anybody from going on; a date that is no date does."""
    answers, about = page.with_other_answers(sent), page.draft.about
    for each in page.questions:
        for form in (bound_form(each, answers, about), *bound_parts(each, answers, about).values()):
            forget_missing(form)
            if has_errors(form):
                return True
    return False


def _with_rows_changed(sent: Answers, go: str, inputs: Inputs) -> Answers:
    """After “add” or “remove” was pressed at a repeated part."""
    action, _dash, rest = go.partition("-")
    prefix, _dash, index = rest.partition("-")
    if prefix not in inputs.parts:
        return sent
    if action == "add":
        sent = dict(sent)
        set_rows(sent, prefix, rows_in(sent, prefix) + 1)
    elif action == "remove" and index.isascii() and index.isdigit() and len(index) < 4:
        sent = without_row(sent, prefix, int(index))
    return sent


def _neighbour(page: Page, go: str) -> Question | None:
    first = page.questions[0]
    return {"back": page.draft.before(first), "next": page.draft.after(first)}.get(go, first)


def _next_question(page: Page, go: str) -> str:
    if page.name == ALL:
        return page.draft.proposal.question
    target = _neighbour(page, go) or page.questions[0]
    return target.name

"""A draft may be filled from a report: reading it, choosing from what was found, forgetting it."""

from pathlib import PurePath

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from core.access import can
from core.guards import see_other
from editorial.choices import ProposalPurpose
from editorial.models import Proposal
from files.receiving import FileRefused, read_upload
from submissions import browsers
from submissions.actions import DraftClosed, TooLong
from submissions.draft_views import address_of
from submissions.entrance import with_draft
from submissions.models import DraftReport
from submissions.permissions import WRITE
from submissions.reports import actions
from submissions.reports.finding import found_in
from submissions.reports.forms import ReportForm
from submissions.reports.page import ReportPage, longest_texts
from submissions.reports.using import with_attachment, with_chosen
from submissions.screens import Draft
from submissions.uploads import check_rate


def takes_report(draft: Draft) -> bool:
    """Changes to what is public are small; only new things are told from a report."""
    filled = getattr(draft.questionnaire, "filled_from_report", None)
    return filled is not None and draft.proposal.purpose == ProposalPurpose.NEW


def report_beside(draft: Draft) -> dict:
    """For the overview of a draft."""
    if not takes_report(draft):
        return {"takes_report": False}
    report = DraftReport.objects.filter(proposal=draft.proposal).first()
    form = ReportForm(initial={"language": draft.proposal.language})
    return {"takes_report": True, "report": report, "report_form": form}


@with_draft
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    draft = Draft(proposal)
    if not takes_report(draft):
        raise Http404
    if not can(browsers.writer_of(request), WRITE, proposal):
        return see_other(address_of(proposal))
    if request.method != "POST":
        return _show(request, draft)
    try:
        return _ANSWERS.get(request.POST.get("go", ""), _show)(request, draft)
    except DraftClosed:
        return see_other(address_of(proposal))
    except actions.WrittenMeanwhile:
        sentence = _("Somebody else is writing right now. Please try again in a moment.")
        return _show(request, draft, refusal=sentence, status=409)
    except TooLong:
        sentence = _("This is more text than one draft can hold. Please make it shorter.")
        return _show(request, draft, refusal=sentence, status=422)


def report_address(proposal: Proposal) -> str:
    return reverse("submissions:report", kwargs={"pk": proposal.pk})


def _show(request: HttpRequest, draft: Draft, *, form=None, refusal="", ticked=frozenset(), status=200) -> HttpResponse:
    found = DraftReport.objects.filter(proposal=draft.proposal).select_related("stored").first()
    context = {
        "draft": draft,
        "proposal": draft.proposal,
        "page": ReportPage(draft, found, frozenset(ticked)) if found else None,
        "form": form or ReportForm(initial={"language": draft.proposal.language}),
        "refusal": refusal,
        "keeps_days": actions.KEPT.days,
    }
    return render(request, "submissions/report.html", context, status=status)


def _read(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Within the seconds that a page may take; what is too long is read as far as they reach."""
    form = ReportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, draft, form=form, status=422)
    language, writer = form.cleaned_data["language"], browsers.writer_of(request)
    try:
        check_rate(request)
        clean, words = read_upload(form.cleaned_data["file"])
        filled, own = draft.questionnaire.filled_from_report, draft.proposal.language
        found = found_in(words, language, own, filled, longest_texts(draft))
        facts = {"clean": clean, "words": words, "language": language, "found": found}
        actions.keep_report(proposal=draft.proposal, **facts, by=writer.account, writer=writer)
    except FileRefused as refused:
        form.add_error("file", refused.messages[0])
        return _show(request, draft, form=form, status=422)
    return see_other(report_address(draft.proposal))


def _use(request: HttpRequest, draft: Draft) -> HttpResponse:
    page, keys = _page(request, draft), frozenset(request.POST.getlist("use"))
    if page is None:
        return _show(request, draft, refusal=_("Another report has been read meanwhile. Look at it anew."), status=409)
    chosen = [one for one in page.found if one.key in keys]
    if not chosen:
        return _show(request, draft, refusal=_("Tick what you want to use."), status=422)
    if over := page.too_many(chosen):
        sentence = _("“%(label)s” takes at most %(most)d, with those that are in your draft already. Tick fewer.")
        refusal = sentence % {"label": over[0], "most": over[1]}
        return _show(request, draft, refusal=refusal, ticked=keys, status=422)
    by = browsers.writer_of(request).account
    filled = page.filled
    actions.write_answers(proposal=draft.proposal, change=lambda told: with_chosen(filled, told, chosen), by=by)
    messages.success(request, _said_used(len(chosen)))
    return see_other(report_address(draft.proposal))


def _said_used(number: int) -> str:
    sentence = ngettext(
        "%(number)d suggestion stands in your draft now. You can change it at its question.",
        "%(number)d suggestions stand in your draft now. You can change them at their questions.",
        number,
    )
    return sentence % {"number": number}


def _attach(request: HttpRequest, draft: Draft) -> HttpResponse:
    """To the page that becomes public, as any other file of the draft."""
    page = _page(request, draft)
    if page is None or not page.may_attach:
        return see_other(report_address(draft.proposal))
    file_id, title = str(page.report.stored_id), PurePath(page.report.stored.original_name).stem
    filled, by = page.filled, browsers.writer_of(request).account

    def change(told):
        return told if actions.is_named(file_id, told) else with_attachment(filled, told, file_id, title)

    actions.write_answers(proposal=draft.proposal, change=change, by=by)
    question = next(each for each in draft.questions if filled.attachments in each.parts)
    return see_other(f"{address_of(draft.proposal, question.name)}#rows-{filled.attachments}")


def _forget(request: HttpRequest, draft: Draft) -> HttpResponse:
    if actions.forget_report(proposal=draft.proposal, by=browsers.writer_of(request).account):
        messages.success(request, _("Your report and what we found in it are deleted."))
    return see_other(address_of(draft.proposal))


def _page(request: HttpRequest, draft: Draft) -> ReportPage | None:
    """Of the report that the writer has seen; None when another one is there."""
    found = DraftReport.objects.filter(proposal=draft.proposal).select_related("stored").first()
    return ReportPage(draft, found) if found and str(found.pk) == request.POST.get("report") else None


_ANSWERS = {"read": _read, "use": _use, "attach": _attach, "forget": _forget}

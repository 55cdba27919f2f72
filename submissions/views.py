"""Beginning a draft, going on with one from a mail, and all that one has begun or sent."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.guards import see_other
from core.kinds import models_by_kind
from editorial.choices import ProposalState
from editorial.models import Proposal
from submissions import actions, browsers, links
from submissions.draft_views import address_of
from submissions.forms import StartForm
from submissions.listing import invitations, lost_drafts, owners_of, rows_for
from submissions.questionnaires import questionnaire_for
from submissions.screens import Draft

_READ_OR_SEND = ["GET", "HEAD", "POST"]


@login_not_required
@never_cache
@require_http_methods(_READ_OR_SEND)
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """Says what is asked and begins a draft; without an account, a link goes to the address that is given."""
    writer = browsers.writer_of(request)
    owners = owners_of(writer.account) if writer.account else []
    facts = {"owners": [(str(key), name) for key, name in owners], "needs_address": writer.account is None}
    form = StartForm(request.POST if request.method == "POST" else None, initial={"language": get_language()}, **facts)
    if form.is_bound and form.is_valid():
        answer = _begin(request, kind, form)
        if answer:
            return answer
        form.add_error(None, _("This page was too old. Please press once more."))
        form.data = form.data.copy()
        form.data["key"] = str(form.fields["key"].initial())
    words = models_by_kind()[kind].words
    context = {"questionnaire": questionnaire_for(kind), "kind": kind, "words": words, "form": form}
    return render(request, "submissions/start.html", context, status=422 if form.errors else 200)


def _begin(request: HttpRequest, kind: str, form: StartForm) -> HttpResponse | None:
    """None when the key has begun a draft that this browser may not open."""
    writer, asked = browsers.writer_of(request), form.cleaned_data
    email = asked.get("email", "")
    if not ratelimit.consume(request, action="begin_draft", key=email.lower() or str(request.user.pk)):
        return ratelimit.respond_429(request)
    proposal, is_new = actions.begin(
        key=asked["key"],
        kind=kind,
        language=asked["language"],
        interface_language=get_language(),
        by=writer.account,
        email=email,
        owner_id=asked.get("owner") or None,
    )
    if not is_new and not _has_begun(writer, proposal, kind, email):
        return None
    if writer.account is None:
        browsers.hold(request, proposal)
    return see_other(address_of(proposal, Draft(proposal).current.name))


def _has_begun(writer, proposal: Proposal, kind: str, email: str) -> bool:
    """Pressed twice by the same hand; the second answer may come before the browser has the cookie of the first."""
    if not proposal.is_being_written or proposal.kind != kind:
        return False
    if writer.account is not None:
        return proposal.author_id == writer.account.pk
    return str(proposal.pk) in writer.held or actions.was_just_begun(proposal, email)


@login_not_required
@never_cache
@require_http_methods(_READ_OR_SEND)
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail. Reading shows a button, as programs that look after mail open every link; pressing it opens."""
    proposal = links.proposal_of(token)
    if proposal is None or proposal.state == ProposalState.DISCARDED:
        return _ended(request, token)
    if request.method != "POST":
        is_first = str(proposal.pk) in browsers.writer_of(request).held
        context = {"draft": Draft(proposal), "proposal": proposal, "is_first_browser": is_first}
        return render(request, "submissions/resume.html", context)
    if request.POST.get("go") == "throw-away":
        return _thrown_away(request, proposal)
    proposal = actions.confirm_address(proposal=proposal, keeps_first_browser="keeps-first" in request.POST)
    browsers.hold(request, proposal, is_confirmed=True)
    page = browsers.page_with_kept(request, proposal) or Draft(proposal).current.name
    return see_other(address_of(proposal, page))


def _thrown_away(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """By somebody who reads the mail and has begun nothing: no address is confirmed by that."""
    try:
        actions.throw_away(proposal=proposal)
    except actions.DraftClosed:
        return see_other(request.path)
    return render(request, "submissions/thrown_away.html", {"proposal": proposal})


def _ended(request: HttpRequest, token: str) -> HttpResponse:
    """A link that was ours once can be asked for anew; it goes to the same address and nowhere else."""
    proposal = links.proposal_of(token, even_ended=True)
    if proposal is None or proposal.state == ProposalState.DISCARDED:
        raise Http404
    if request.method == "POST":
        if not ratelimit.consume(request, action="send_link", key=proposal.email.lower()):
            return ratelimit.respond_429(request)
        actions.send_link_again(proposal=proposal)
    context = {"was_sent": request.method == "POST"}
    return render(request, "submissions/link_ended.html", context, status=200 if context["was_sent"] else 410)


@login_not_required
@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    writer = browsers.writer_of(request)
    if writer.account is None and not writer.held:
        return redirect_to_login(request.path)
    groups = rows_for(writer)
    context = {
        "groups": groups,
        "lost": lost_drafts(writer),
        "is_empty": not any(group.rows for group in groups),
        "invitations": invitations(),
    }
    return render(request, "submissions/mine.html", context)

"""Joining an organisation, one's own organisations, and the people of an organisation for those who answer for it."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.access import can
from core.guards import see_other
from organisations import people_page
from organisations.actions import members
from organisations.domains import shows_who_employs
from organisations.forms import AnswerForm, JoinForm, MembershipForm
from organisations.models import JoinRequest, Membership, Organisation
from organisations.permissions import ANSWER_JOIN_REQUEST, JOIN, SEE_MEMBERS
from organisations.refusals import Refused

RATES = {"join": "20/d/user"}


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    return show_mine(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, short_id: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.with_texts().listed(), short_id=short_id)
    if request.method == "POST" and (
        too_many := consume_or_429(request, app="organisations", action="join", config=RATES)
    ):
        return too_many
    form = JoinForm(request.POST if request.method == "POST" else None)
    refusal = ""
    if form.is_valid():
        try:
            joined = members.join(organisation=organisation, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refusal = str(refused)
        else:
            messages.success(request, _said_of(joined))
            return see_other(reverse("organisations:mine"))
    context = {
        "form": form,
        "name": people_page.name_of(organisation),
        "refusal": refusal or can(request.user, JOIN, organisation).reason,
        "is_known": shows_who_employs(request.user.confirmed_domain, organisation),
        "url": organisation.get_absolute_url(),
    }
    return render(request, "organisations/join.html", context, status=409 if refusal else 422 if form.errors else 200)


@login_required
@require_safe
def people(request: HttpRequest, short_id: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.with_texts(), short_id=short_id)
    if not can(request.user, SEE_MEMBERS, organisation):
        raise Http404
    return show_people(request, organisation)


@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """To a request to join: by those who answer for the organisation; or taken back by the person who asked."""
    asked = get_object_or_404(JoinRequest.objects.with_names().select_related("user"), pk=pk)
    is_own = asked.user_id == request.user.pk
    form = AnswerForm(request.POST)
    if not form.is_valid() or is_own != (form.cleaned_data["answer"] == "withdraw"):
        raise Http404
    if not is_own and not can(request.user, ANSWER_JOIN_REQUEST, asked):
        raise Http404
    try:
        _answer(asked, form.cleaned_data["answer"], request.user)
    except Refused as refused:
        return show_mine(request, str(refused)) if is_own else show_people(request, asked.organisation, str(refused))
    messages.success(request, _("Done. We tell the person by mail.") if not is_own else _("Done."))
    return see_other(reverse("organisations:mine") if is_own else people_url(asked.organisation))


@login_required
@require_POST
def membership(request: HttpRequest, pk: int) -> HttpResponse:
    """Another role, or its end; one's own can only be ended."""
    found = get_object_or_404(Membership.objects.with_names().select_related("user"), pk=pk)
    is_own = found.user_id == request.user.pk
    form = MembershipForm(request.POST)
    if not form.is_valid() or not (is_own or can(request.user, SEE_MEMBERS, found.organisation)):
        raise Http404
    step = form.cleaned_data["step"]
    try:
        if step == "end":
            members.end_membership(membership=found, by=request.user)
        else:
            members.change_role(membership=found, role=step, by=request.user)
    except Refused as refused:
        return show_mine(request, str(refused)) if is_own else show_people(request, found.organisation, str(refused))
    messages.success(request, _("Done."))
    return see_other(reverse("organisations:mine") if is_own else people_url(found.organisation))


def _answer(asked: JoinRequest, answer: str, by) -> None:
    if answer == "withdraw":
        members.withdraw_join_request(request=asked, by=by)
    else:
        members.answer_join_request(request=asked, is_yes=answer != "no", as_manager=answer == "manager", by=by)


def show_mine(request: HttpRequest, refusal: str = "") -> HttpResponse:
    context = people_page.mine(request.user) | {"refusal": refusal}
    return render(request, "organisations/mine.html", context, status=409 if refusal else 200)


def show_people(request: HttpRequest, organisation: Organisation, refusal: str = "") -> HttpResponse:
    context = people_page.people_of(organisation, request.user) | {"refusal": refusal}
    return render(request, "organisations/people.html", context, status=409 if refusal else 200)


def people_url(organisation: Organisation) -> str:
    return reverse("organisations:people", kwargs={"short_id": organisation.short_id})


def _said_of(joined: Membership | JoinRequest) -> str:
    if isinstance(joined, Membership):
        return _("Welcome: you can write for the organisation from now on.")
    return _("We have asked those who answer for the organisation. You get a mail when they have.")

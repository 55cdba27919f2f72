"""The pages about oneself. Signing in, codes and second steps are django-allauth's views, listed in urls.py."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import actions, consents, devices
from accounts.forms import CloseForm, ProfileForm
from accounts.models import Consent
from accounts.own_data import own_data
from core.guards import see_other
from core.kinds import models_by_kind
from core.reading import Phrase


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    form = ProfileForm(request.POST or None, user=request.user)
    if form.is_valid():
        actions.change_profile(user=request.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("account_overview")
    context = {
        "form": form,
        "roles": [grant.get_role_display() for grant in request.user.current_grants],
        "has_second_step": is_mfa_enabled(request.user),
    }
    return render(request, "account/overview.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponse:
    """Opened from a mail, without an account: what is asked, a button for yes, and one to take it back at any time."""
    asked = consents.find(token)
    if asked is None:
        raise Http404
    if request.method != "POST":
        return _show_consent(request, asked)
    try:
        if request.POST.get("answer") == "yes":
            consents.give(consent=asked)
        elif request.POST.get("answer") == "no":
            consents.withdraw(consent=asked)
    except consents.ConsentRefused:
        return _show_consent(request, asked, status=409)
    return see_other(request.path)


def _show_consent(request: HttpRequest, asked: Consent, status: int = 200) -> HttpResponse:
    same = Consent.objects.filter(pk=asked.pk)
    context = {
        "consent": asked,
        "is_waiting": same.waiting().exists(),
        "is_valid": same.valid().exists(),
        "about": _title_of(asked),
        "is_refused": status != 200,
    }
    return render(request, "account/consent.html", context, status=status)


def _title_of(asked: Consent) -> Phrase | None:
    model = models_by_kind().get(asked.kind)
    item = model._default_manager.with_texts().filter(pk=asked.item_id).first() if model else None
    return Phrase(item.display_title(), item.title_language()) if item else None


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def signed_in(request: HttpRequest) -> HttpResponse:
    """Where one is signed in; one of the others is ended by its name, or all of them."""
    found = devices.signed_in(request)
    others = {one.key: one.session_key for one in found if not one.is_this}
    if request.method == "POST":
        named = request.POST.get("end", "")
        ended = list(others.values()) if named == "others" else [others[named]] if named in others else []
        actions.sign_out_of(user=request.user, session_keys=ended)
        messages.success(request, _("Done. Nobody is signed in there any more."))
        return see_other(reverse("account_signed_in"))
    return render(request, "account/signed_in.html", {"devices": found, "has_others": bool(others)})


@login_required
@reauthentication_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    answer = JsonResponse(own_data(request.user), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_required
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """First what happens, then the password or second step; who has neither has signed in a moment ago."""
    form = CloseForm(request.POST if request.method == "POST" else None)
    refusal = "" if _has_just_shown_who(request) else _("Sign out, sign in with a new code, and come back at once.")
    if form.is_valid() and not refusal:
        try:
            actions.close_account(user=request.user)
        except actions.Refused as refused:
            refusal = str(refused)
        else:
            logout(request)
            return see_other(reverse("account_closed"))
    status = 409 if refusal and request.method == "POST" else 422 if form.errors else 200
    return render(request, "account/close.html", {"form": form, "refusal": refusal}, status=status)


@login_not_required
@require_safe
def closed(request: HttpRequest) -> HttpResponse:
    return render(request, "account/closed.html")


def _has_just_shown_who(request: HttpRequest) -> bool:
    """Where there is no password and no second step to ask for, the code of the sign-in counts while it is fresh."""
    if request.user.has_usable_password() or is_mfa_enabled(request.user):
        return True
    last = max((record["at"] for record in get_authentication_records(request, request.user)), default=0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT

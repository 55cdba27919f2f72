"""The page about oneself. Signing in, codes and second steps are django-allauth's views, listed in urls.py."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts import actions, consents
from accounts.forms import ProfileForm
from accounts.models import Consent
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
    return HttpResponseRedirect(request.path, status=303)


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

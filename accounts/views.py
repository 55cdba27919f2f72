"""The page about oneself. Signing in, codes and second steps are django-allauth's views, listed in urls.py."""

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import actions
from accounts.forms import ProfileForm


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

"""For administrators: who has which role for the whole portal, given and ended here."""

from allauth.account.decorators import reauthentication_required
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.actions import end_role, grant_role
from accounts.choices import Role
from accounts.models import RoleGrant, User
from core.access import can
from core.guards import only_for, see_other
from places.models import Country
from portal.permissions import CHANGE_ROLES_OF, SEE_ROLES

_MOST_FOUND = 20
_LONGEST = 200


class GiveForm(forms.Form):
    person = forms.ModelChoiceField(User.objects.filter(is_active=True))
    role = forms.ChoiceField(label=_("Role"), choices=Role)
    country = forms.ModelChoiceField(
        Country.objects.filter(is_nordic=True).order_by("name"),
        label=_("Only for"),
        to_field_name="code",
        required=False,
        empty_label=_("all countries"),
    )


class EndForm(forms.Form):
    grant = forms.ModelChoiceField(RoleGrant.objects.select_related("user"))


@only_for(SEE_ROLES)
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: HttpRequest) -> HttpResponse:
    """First a person is found (GET); then they get a role, or one ends (POST)."""
    find = request.GET.get("find", "")[:_LONGEST].strip()
    refusal = ""
    if request.method == "POST":
        refusal = _end(request) if "grant" in request.POST else _give(request)
        if not refusal:
            return see_other(f"{reverse('portal:roles')}?{urlencode({'find': find, 'done': 1})}")
    context = {
        "find": find,
        "refusal": refusal,
        "is_done": "done" in request.GET,
        "people": [_person(user, request.user) for user in _people(find)],
        "form": GiveForm(auto_id=False),
    }
    return render(request, "portal/roles.html", context, status=422 if refusal else 200)


def _give(request: HttpRequest) -> str:
    """Why it cannot be given; empty when it is."""
    form = GiveForm(request.POST)
    if not form.is_valid():
        return str(_("Choose a person and a role."))
    said = form.cleaned_data
    if not (allowed := can(request.user, CHANGE_ROLES_OF, said["person"])):
        return allowed.reason
    try:
        grant_role(user=said["person"], role=said["role"], country=said["country"], by=request.user)
    except ValidationError:
        return str(_("The person has this role already."))
    return ""


def _end(request: HttpRequest) -> str:
    form = EndForm(request.POST)
    if not form.is_valid():
        return str(_("Choose a person and a role."))
    grant = form.cleaned_data["grant"]
    if not (allowed := can(request.user, CHANGE_ROLES_OF, grant.user)):
        return allowed.reason
    end_role(grant=grant, by=request.user)
    return ""


def _people(find: str):
    """Those whose name or address holds the words; without any, those who have a role."""
    people = User.objects.filter(is_active=True).order_by("display_name", "pk")
    if not find:
        return people.filter(pk__in=RoleGrant.objects.filter(ended_at__isnull=True).values("user"))[:_MOST_FOUND]
    return people.filter(Q(email__icontains=find) | Q(display_name__icontains=find))[:_MOST_FOUND]


def _person(user: User, reader: User) -> dict:
    return {"user": user, "grants": user.current_grants, "may_change": can(reader, CHANGE_ROLES_OF, user)}

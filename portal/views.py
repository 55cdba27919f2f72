"""The pages of the portal that tell about itself; the other pages stand in modules of their own."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.entrance import choose_language, permanent_identifier
from portal.forms import FitForm
from portal.home import home
from portal.listings import small_example
from portal.mailbox import mailbox
from portal.missed_words import label_for_missed, missed_words
from portal.places import country, places, places_map, region
from portal.roles import roles
from portal.search import search
from portal.suggestions import suggest
from portal.taken_down import taken_down
from portal.themes import theme, themes

__all__ = [
    "about",
    "accessibility",
    "choose_language",
    "country",
    "home",
    "label_for_missed",
    "mailbox",
    "missed_words",
    "permanent_identifier",
    "places",
    "places_map",
    "privacy",
    "region",
    "roles",
    "search",
    "share",
    "suggest",
    "taken_down",
    "theme",
    "themes",
]


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/about.html")


@login_not_required
@require_safe
def share(request: HttpRequest) -> HttpResponse:
    form = FitForm(request.GET) if FitForm.base_fields.keys() & request.GET.keys() else FitForm()
    context = {
        "form": form,
        "advice": form.advice() if form.is_bound and form.is_valid() else None,
        "example": small_example(),
        "breadcrumbs": _below_about(),
    }
    return render(request, "portal/share.html", context)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/privacy.html", {"breadcrumbs": _below_about()})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/accessibility.html", {"breadcrumbs": _below_about()})


def _below_about() -> list[dict]:
    return [{"label": _("About the portal"), "url": reverse("portal:about")}]

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.item_views import absolute, answer_with_item, list_address, shown_by, wants_original
from organisations import jsonld, page
from organisations.models import Organisation

FOR_PAGE = Organisation.objects.for_page()
"""Built once: putting the statement together takes longer than running it."""


@login_not_required
@require_safe
def list_of_organisations(request):
    return redirect(list_address(Organisation.kind))


@login_not_required
@require_safe
def detail(request, slug):
    return answer_with_item(request, slug, FOR_PAGE, show)


def show(request, organisation: Organisation):
    shown = page.organisation_page(organisation, get_language(), original=wants_original(request))
    breadcrumbs = page.breadcrumbs()
    context = {
        "page": shown,
        "breadcrumbs": breadcrumbs,
        "jsonld": jsonld.organisation_data(shown, absolute(request), breadcrumbs, lambda path: absolute(request, path)),
    }
    return render(request, "organisations/detail.html", context)


shown_by(Organisation, FOR_PAGE, show)

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.item_views import absolute, answer_with_item, list_address, shown_by, wants_original
from practices import jsonld, page
from practices.models import Practice
from search.engine import engine

FOR_PAGE = Practice.objects.for_page()
"""Built once: putting the statement together takes longer than running it."""


@login_not_required
@require_safe
def list_of_practices(request):
    return redirect(list_address(Practice.kind))


@login_not_required
@require_safe
def detail(request, slug):
    return answer_with_item(request, slug, FOR_PAGE, show)


def show(request, practice: Practice):
    language = get_language()
    address = absolute(request)
    shown = page.practice_page(practice, language, address, original=wants_original(request))
    breadcrumbs = page.breadcrumbs()
    context = {
        "page": shown,
        "breadcrumbs": breadcrumbs,
        "similar": engine.similar(practice.pk, language),
        "jsonld": jsonld.practice_data(shown, address, breadcrumbs, lambda path: absolute(request, path)),
    }
    return render(request, "practices/detail.html", context)


shown_by(Practice, FOR_PAGE, show)

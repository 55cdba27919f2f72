from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from core.item_views import absolute, answer_with_item, list_address, shown_by, wants_original
from research import jsonld, page
from research.models import ResearchItem
from search.engine import engine

FOR_PAGE = ResearchItem.objects.for_page()
"""Built once: putting the statement together takes longer than running it."""


@login_not_required
@require_safe
def list_of_research(request):
    return redirect(list_address(ResearchItem.kind))


@login_not_required
@require_safe
def detail(request, slug):
    return answer_with_item(request, slug, FOR_PAGE, show)


def show(request, work: ResearchItem):
    language = get_language()
    shown = page.research_page(work, language, original=wants_original(request))
    breadcrumbs = page.breadcrumbs()
    context = {
        "page": shown,
        "breadcrumbs": breadcrumbs,
        "similar": engine.similar(work.pk, language),
        "jsonld": jsonld.research_data(shown, absolute(request), breadcrumbs, lambda path: absolute(request, path)),
    }
    return render(request, "research/detail.html", context)


shown_by(ResearchItem, FOR_PAGE, show)

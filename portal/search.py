"""The search page, and calm answers to addresses that it cannot read."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import aftermath
from search import zero_hits
from search.engine import SearchTooSlow
from search.facets import BY_KEY
from search.filters import LONGEST_SEARCH
from search.page import PageMissing, SearchPage
from search.query import LAST_PAGE, InvalidSearch, Problem


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    try:
        page = SearchPage(request)
    except InvalidSearch as error:
        response = _unreadable(request, error.problems)
    except PageMissing as error:
        title, sentence = _("This page of the list is not there"), _list_ends(error)
        response = _answer(request, 404, title, sentence, _("Go to the last page"), error.url)
    except SearchTooSlow:
        title, sentence = _("This search takes too long"), _("Try again in a moment, or use fewer words.")
        response = _answer(request, 503, title, sentence, _("Start a new search"), request.path)
    else:
        response = _results(request, page)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _results(request: HttpRequest, page: SearchPage) -> HttpResponse:
    if not request.htmx or request.htmx.history_restore_request:
        response = render(request, "portal/search.html", {"page": page})
    else:
        response = render(request, "portal/search_update.html", {"page": page})
        response["HX-Push-Url"] = page.url
    if request.method == "GET" and zero_hits.is_missed(page.query, page.result):
        aftermath.after(response, zero_hits.record, page.words, page.language)
    return response


def _list_ends(error: PageMissing) -> str:
    if not error.is_past_all_lists:
        return _("The list ends earlier.")
    sentence = _("We show the first %(count)s pages of a list. Use more words or filters to get a shorter one.")
    return sentence % {"count": LAST_PAGE}


def _unreadable(request: HttpRequest, problems: list[Problem]) -> HttpResponse:
    first = problems[0]
    label = _("Search without it")
    if first.parameter == "q":
        label = _("Start a new search")
        title = _("That is too much to search for")
        sentence = _("Use at most %(count)s characters, without control characters.") % {"count": LONGEST_SEARCH}
    elif first.parameter == "page":
        title, sentence = _("There is no such page"), _("Pages are counted from one.")
    elif first.parameter == "sort":
        title, sentence = _("There is no such order"), _("The list cannot be sorted like that.")
    else:
        title = _("There is no such filter")
        names = {"filter": BY_KEY[first.parameter].title, "value": first.value}
        sentence = _("The filter “%(filter)s” has no value “%(value)s”.") % names
    return _answer(request, 400, title, sentence, label, _without(request, problems))


def _without(request: HttpRequest, problems: list[Problem]) -> str:
    """The same search, from its first page, without what could not be read."""
    bad = {("page", "")} | {(problem.parameter, problem.value) for problem in problems}
    kept = [
        (name, value)
        for name, values in request.GET.lists()
        for value in values
        if value and not bad & {(name, ""), (name, value.strip())}
    ]
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _answer(request: HttpRequest, status: int, title: str, sentence: str, label: str, url: str) -> HttpResponse:
    context = {"title": title, "sentence": sentence, "link_label": label, "link_url": url}
    response = render(request, "portal/search_problem.html", context, status=status)
    if request.htmx:
        response["HX-Redirect"] = request.get_full_path()
    if status == 503:
        response["Retry-After"] = "5"
    return response

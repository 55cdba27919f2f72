"""Pages for some people: denied looks like missing, whatever was sent."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from core.access import can


def only_for(action: str) -> Callable:
    """Shows the view to those who may do `action`."""

    def guard(view: Callable) -> Callable:
        @wraps(view)
        def guarded(request: HttpRequest, *arguments, **named) -> HttpResponse:
            if not can(request.user, action):
                raise Http404
            return view(request, *arguments, **named)

        return guarded

    return guard


def see_other(url: str) -> HttpResponse:
    """After something was sent: reading again sends nothing twice."""
    answer = HttpResponseRedirect(url)
    answer.status_code = 303
    return answer

"""For operators and machines: is it alive, is it ready, what may be read."""

import logging

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_safe

from core.item_views import absolute
from portal.sitemap import Sitemap, sitemap_etag

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and has every table that this version of the program needs."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        logger.warning("The database does not answer", exc_info=True)
        return _not_ready("The database does not answer.")
    if waiting:
        return _not_ready("The database waits for migrations.")
    return HttpResponse("ready\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read; the endless combinations of filters lead nowhere new."""
    lines = ("User-agent: *", "Disallow: /*/search/?", "", f"Sitemap: {absolute(request, reverse('sitemap'))}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@condition(etag_func=sitemap_etag)
def sitemap(request: HttpRequest) -> HttpResponse:
    written = Sitemap(base=absolute(request, "/").rstrip("/")).file(request.GET.get("part", ""))
    if written is None:
        raise Http404
    return HttpResponse(written, content_type="application/xml; charset=utf-8")


@login_not_required
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("img/favicon.svg"))


def _not_ready(reason: str) -> HttpResponse:
    answer = HttpResponse(f"{reason}\n", status=503, content_type="text/plain; charset=utf-8")
    answer["Retry-After"] = "5"
    return answer

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from core.access import can
from core.choices import Status
from core.models import TakeDown
from files.models import StoredFile
from files.permissions import READ_FILE, READ_FILES_OF_DRAFT, item_of
from files.readers import reader_of_drafts

_SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"
FOR_ALL = "public, max-age=0, must-revalidate"
"""Any cache may keep it and asks each time whether it is still there: what is taken down is gone at once."""
FOR_ONE = "private, no-store"


@login_not_required
@require_safe
def file(request: HttpRequest, file_id) -> HttpResponseBase:
    """A file of a public item for everybody; else for those who work with it; everything else looks missing."""
    stored = StoredFile.objects.filter(pk=file_id).first()
    item = item_of(stored) if stored and stored.item_id else None
    if item is not None and item.shows_file(stored.pk):
        if item.is_public:
            return _served(request, stored, FOR_ALL)
        if item.status == Status.TAKEN_DOWN:
            return _gone(request, item)
    if not _may_read(request, stored):
        raise Http404
    return _served(request, stored, FOR_ONE)


def _may_read(request: HttpRequest, stored: StoredFile | None) -> bool:
    """Who reads is asked first, so that answers about the missing and the hidden differ in nothing."""
    reader = reader_of_drafts(request)
    if stored is None:
        return False
    if stored.proposal_id:
        return bool(can(reader, READ_FILES_OF_DRAFT, stored.proposal_id))
    return bool(can(request.user, READ_FILE, stored))


def _served(request: HttpRequest, stored: StoredFile, caching: str) -> HttpResponseBase:
    etag = f'"{stored.sha256}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponseBase = HttpResponseNotModified()
    else:
        response = _content(stored)
    safe = {"Content-Security-Policy": _SANDBOX, "X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}
    for name, value in {"ETag": etag, "Cache-Control": caching, **safe}.items():
        response.headers[name] = value
    if caching == FOR_ONE:
        patch_vary_headers(response, ["Cookie"])
    return response


def _content(stored: StoredFile) -> FileResponse:
    try:
        opened = stored.file.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(
        opened, as_attachment=not stored.is_image, filename=stored.original_name, content_type=stored.media_type
    )
    response.headers["Content-Encoding"] = "identity"  # these are compressed already
    return response


def _gone(request: HttpRequest, item) -> HttpResponse:
    return render(request, "410.html", {"taken_down": TakeDown.objects.current(item)}, status=410)

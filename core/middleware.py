"""What holds for every answer."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils.cache import patch_cache_control

_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=(), browsing-topics=()"
LONGEST_QUERY_STRING = 4000


def headers(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("X-Frame-Options", "DENY")
        if settings.SESSION_COOKIE_NAME in request.COOKIES and "Cache-Control" not in response.headers:
            patch_cache_control(response, private=True)  # it may show who reads; only answers without are shared
        return response

    return middleware


def refuse_unreadable_input(get_response):
    """No page of ours needs a NUL byte or an address of several kilobytes; PostgreSQL refuses the first anyway."""

    def middleware(request):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY_STRING or "\0" in request.path or "%00" in query:
            raise BadRequest
        return get_response(request)

    return middleware


class PrivateByDefault(LoginRequiredMiddleware):
    """A page is private unless its view says `@login_not_required`; what is private looks like what is missing.

    Views that say `@login_required` themselves lead to signing in: that they exist is no secret.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        # Who reads is not even asked where all may: the answer then depends on no cookie, and caches may keep it.
        if not getattr(view_func, "login_required", True):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        if hasattr(view_func, "redirect_field_name"):
            return super().handle_no_permission(request, view_func)
        raise Http404

"""A browser is known again by a cookie that it gets when somebody signs in."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from accounts import actions, emails
from core.item_views import absolute

_LONGEST_TOKEN = 100
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"))
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


def greet(request: HttpRequest, response: HttpResponse, user) -> None:
    """Tells the person by mail when this device is new to them, and marks it as known."""
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not 0 < len(token) <= _LONGEST_TOKEN:
        token = secrets.token_urlsafe(32)
    if actions.remember_device(user=user, token=token):
        device = described(request.headers.get("User-Agent", ""))
        emails.new_device(user, device=device, origin=absolute(request, "/").rstrip("/"))
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        token,
        max_age=actions.DEVICE_KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def described(user_agent: str) -> str:
    """Such as "Firefox, Android"; empty when the browser does not tell."""
    words = (next((name for sign, name in signs if sign in user_agent), "") for signs in (_BROWSERS, _SYSTEMS))
    return ", ".join(word for word in words if word)

"""A browser is known again by a cookie that it gets when somebody signs in; people see where they are signed in."""

import datetime
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts import actions, emails
from accounts.models import AccountSession

_LONGEST_TOKEN = 100
_SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "Mac"))
_BROWSERS = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))


_DEVICE, _SINCE = "device", "signed_in_at"
"""What a session keeps of the sign-in."""


@dataclass(frozen=True)
class SignedIn:
    """One browser in which a person is signed in; `key` names it and opens nothing."""

    key: str
    device: str
    since: datetime.datetime | None
    is_this: bool
    session_key: str


def signed_in(request: HttpRequest) -> list[SignedIn]:
    """This browser first, then the others, the newest before."""
    sessions = AccountSession.objects.filter(account_id=request.user.pk, expire_date__gt=timezone.now())
    found = [_signed_in(session, request.session.session_key) for session in sessions]
    oldest = datetime.datetime.min.replace(tzinfo=datetime.UTC)
    return sorted(found, key=lambda one: (one.is_this, one.since or oldest), reverse=True)


def _signed_in(session: AccountSession, own_key: str) -> SignedIn:
    kept = session.get_decoded()
    since = kept.get(_SINCE)
    return SignedIn(
        key=salted_hmac("accounts.devices", session.session_key, algorithm="sha256").hexdigest()[:16],
        device=kept.get(_DEVICE, ""),
        since=datetime.datetime.fromisoformat(since) if since else None,
        is_this=session.session_key == own_key,
        session_key=session.session_key,
    )


def greet(request: HttpRequest, response: HttpResponse, user) -> None:
    """Tells the person by mail when this device is new to them, and marks it as known."""
    token = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    if not 0 < len(token) <= _LONGEST_TOKEN:
        token = secrets.token_urlsafe(32)
    device = described(request.headers.get("User-Agent", ""))
    request.session[_DEVICE], request.session[_SINCE] = device, timezone.now().isoformat()
    if actions.remember_device(user=user, token=token):
        emails.new_device(user, device=device)
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

"""All that is written about people: accounts, roles, sign-ins, devices; each with its row in the audit trail."""

import datetime
import hashlib

from allauth.account.models import EmailAddress
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models import KnownDevice, RoleGrant, User
from core.actions import record_audit

DEVICE_KEPT = datetime.timedelta(days=365)


@transaction.atomic
def create_user(*, email: str, display_name: str, by=None, password: str | None = None, **details) -> User:
    user = User(email=User.objects.normalize_email(email.strip()), display_name=display_name, **details)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    record_audit(action="create user", by=by, detail={"user": str(user.pk)})
    return user


@transaction.atomic
def change_profile(*, user: User, display_name: str, language: str, by: User) -> User:
    """`language` is the one that our mails are in; it comes first, the others stay."""
    user.display_name = display_name
    user.languages = [language, *(code for code in user.languages if code != language)]
    user.full_clean(exclude=["password"])
    user.save(update_fields=["display_name", "languages"])
    record_audit(action="change profile", by=by, detail={"user": str(user.pk)})
    return user


@transaction.atomic
def grant_role(*, user: User, role: str, by=None, country=None, theme=None, language: str = "") -> RoleGrant:
    grant = RoleGrant(user=user, role=role, granted_by=by, country=country, theme=theme, language=language)
    grant.full_clean()
    grant.save()
    user.__dict__.pop("current_grants", None)
    record_audit(action="grant role", by=by, detail={"user": str(user.pk), "role": role} | _limits(grant))
    return grant


@transaction.atomic
def end_role(*, grant: RoleGrant, by=None) -> RoleGrant:
    """Holds from the next request on: roles are read anew in each."""
    grant = RoleGrant.objects.select_for_update().get(pk=grant.pk)
    if grant.ended_at is None:
        grant.ended_at = timezone.now()
        grant.save(update_fields=["ended_at"])
        detail = {"user": str(grant.user_id), "role": grant.role} | _limits(grant)
        record_audit(action="end role", by=by, detail=detail)
    return grant


def _limits(grant: RoleGrant) -> dict:
    limits = {"country": grant.country_id, "theme": grant.theme_id, "language": grant.language}
    return {name: str(value) for name, value in limits.items() if value}


@transaction.atomic
def note_sign_in(*, user: User, methods: list[str]) -> None:
    User.objects.filter(pk=user.pk).update(last_seen=timezone.localdate())
    record_audit(action="sign in", by=user, detail={"methods": methods})


def note_sign_out(*, user: User) -> None:
    record_audit(action="sign out", by=user)


def note_failure(*, how: str, address: str = "", user: User | None = None) -> None:
    """An unknown address leaves only a keyed hash: tries at the same one can be seen, the address cannot be read."""
    user = user or (User.objects.filter(email__iexact=address).first() if address else None)
    detail = {"how": how}
    if user:
        detail["user"] = str(user.pk)
    elif address:
        detail["address_hash"] = _hidden(address)
    record_audit(action="sign-in failed", detail=detail)


def _hidden(address: str) -> str:
    return salted_hmac("accounts.failures", address.lower(), algorithm="sha256").hexdigest()[:16]


def note_change(*, user: User, change: str) -> None:
    record_audit(action=change, by=user, detail={"user": str(user.pk)})


@transaction.atomic
def end_sessions(*, user: User) -> None:
    """Everywhere; who goes on in the session at hand gives it the new stamp (`update_session_auth_hash`)."""
    User.objects.filter(pk=user.pk).update(session_stamp=F("session_stamp") + 1)
    user.refresh_from_db(fields=["session_stamp"])


def know_address(*, address: str) -> None:
    """What django-allauth keeps about an address; people whom others made an account for have no such row yet."""
    user = User.objects.filter(email__iexact=address).first()
    if user and not EmailAddress.objects.filter(user=user).exists():
        EmailAddress.objects.create(user=user, email=user.email.lower(), primary=True, verified=False)


@transaction.atomic
def remember_device(*, user: User, token: str) -> bool:
    """Whether this is a device that the person has not signed in with before, though with others."""
    devices = KnownDevice.objects.filter(user=user)
    devices.filter(last_seen__lt=timezone.now() - DEVICE_KEPT).delete()
    token_hash = hashlib.sha256(token.encode()).hexdigest()
    if devices.filter(token_hash=token_hash).update(last_seen=timezone.now()):
        return False
    has_others = devices.exists()
    KnownDevice.objects.create(user=user, token_hash=token_hash)
    return has_others


@transaction.atomic
def account_of_confirmed_address(*, email: str, display_name: str, languages: list[str]) -> User:
    """The account of somebody who has shown that they read the mail of this address; a new one has no password.

    An account that was made with this address, but never by somebody who reads its mail, loses its password.
    """
    user = User.objects.select_for_update().filter(email__iexact=email).first()
    if user is None:
        user = create_user(email=email, display_name=display_name, languages=languages)
    addresses = EmailAddress.objects.filter(user=user)
    if addresses.filter(email__iexact=email, verified=True).exists():
        return user
    if addresses.exists() and user.has_usable_password():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        end_sessions(user=user)
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )
    record_audit(action="confirm address", by=user, detail={"user": str(user.pk)})
    return user

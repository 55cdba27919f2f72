"""All that is written about people: accounts, roles, sign-ins, devices; each with its row in the audit trail."""

import datetime
import hashlib

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts import farewells
from accounts.choices import Role
from accounts.models import AccountSession, KnownDevice, RoleGrant, User
from core.actions import record_audit
from core.models import AuditRow, OutboxMessage

DEVICE_KEPT = datetime.timedelta(days=365)
CLOSED = "closed account"
"""What the audit trail calls somebody who has gone; the number stays, so that one person's steps belong together."""


class Refused(Exception):
    """It is not possible now; the message is a sentence for the person who tried."""


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


@transaction.atomic
def sign_out_of(*, user: User, session_keys: list[str]) -> int:
    """Ends these sessions of the person; each browser is signed out with its next request."""
    ended, _by_model = AccountSession.objects.filter(account_id=user.pk, session_key__in=session_keys).delete()
    if ended:
        record_audit(action="sign out elsewhere", by=user, detail={"user": str(user.pk), "sessions": ended})
    return ended


@transaction.atomic
def close_account(*, user: User) -> None:
    """All that is personal goes; what was written for organisations stays. Nobody can undo it."""
    if reason := _reason_to_stay(user):
        raise Refused(reason)
    user = User.objects.select_for_update().get(pk=user.pk)
    farewells.say_all(user)
    for grant in user.role_grants.filter(ended_at__isnull=True).order_by("pk"):
        end_role(grant=grant, by=user)
    OutboxMessage.objects.filter(to__iexact=user.email).delete()
    AccountSession.objects.filter(account_id=user.pk).delete()
    record_audit(action="close account", by=user)
    AuditRow.objects.filter(actor_id=user.pk).update(actor_label=CLOSED)
    user.delete()


def _reason_to_stay(user: User) -> str:
    """The rows of all chief editors are locked, so that the last two do not leave at once."""
    if not user.has_role(Role.CHIEF_EDITOR):
        return ""
    chiefs = set(User.objects.with_role(Role.CHIEF_EDITOR).select_for_update().values_list("pk", flat=True))
    if chiefs == {user.pk}:
        return _("You are the only chief editor. An administrator names another one first.")
    return ""


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


def _locked_with_address(email: str) -> User | None:
    return User.objects.select_for_update().filter(email__iexact=email).first()


def _made_once(*, email: str, **facts) -> User:
    """Two at once make one account: who comes second finds that of the first."""
    try:
        with transaction.atomic():
            return create_user(email=email, **facts)
    except (IntegrityError, ValidationError):
        if user := _locked_with_address(email):
            return user
        raise


@transaction.atomic
def account_of_confirmed_address(*, email: str, display_name: str, languages: list[str]) -> User:
    """The account of somebody who has shown that they read the mail of this address; a new one has no password.

    An account that was made with this address, but never by somebody who reads its mail, loses its password.
    """
    user = _locked_with_address(email) or _made_once(email=email, display_name=display_name, languages=languages)
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

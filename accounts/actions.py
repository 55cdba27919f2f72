from django.db import transaction

from accounts.models import RoleGrant, User
from core.actions import record_audit


@transaction.atomic
def create_user(*, email: str, display_name: str, by=None, password: str | None = None, **details) -> User:
    user = User(email=User.objects.normalize_email(email.strip()), display_name=display_name, **details)
    user.set_password(password)
    user.full_clean(exclude=["password"])
    user.save()
    record_audit(action="create user", by=by, detail={"user": str(user.pk)})
    return user


@transaction.atomic
def grant_role(*, user: User, role: str, by=None, country=None, theme=None, language: str = "") -> RoleGrant:
    grant = RoleGrant(user=user, role=role, granted_by=by, country=country, theme=theme, language=language)
    grant.full_clean()
    grant.save()
    user.__dict__.pop("current_grants", None)
    record_audit(action="grant role", by=by, detail={"user": str(user.pk), "role": role})
    return grant

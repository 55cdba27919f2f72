"""Makes the people whom journeys sign in as, in the database of the portal, and prints what they need for that.

Run by itself: the tests around it are connected to another database.
"""

import json

import django

if __name__ == "__main__":
    django.setup()

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from signing import make_member

from accounts.actions import grant_role
from accounts.choices import Role
from core.choices import Status
from organisations.choices import MembershipRole
from organisations.models import Membership
from places.models import Country
from practices.models import Practice


def make_editor():
    """Of two countries, with an app as second step."""
    editor = make_member("editor@example.org", display_name="Eeva Editor", languages=["en"])
    for code in ("FI", "DK"):
        grant_role(user=editor, role=Role.COUNTRY_EDITOR, country=Country.objects.get(code=code))
    secret = generate_totp_secret()
    TOTP.activate(editor, secret)
    return {"email": editor.email, "secret": secret}


def make_project_manager():
    """Writes for an organisation that has practices here already."""
    practice = (
        Practice.objects.filter(
            status=Status.PUBLISHED, owner__isnull=False, original_language="da", texts__language="da"
        )
        .order_by("short_id")
        .first()
    )
    person = make_member("mette@example.org", display_name="Mette Madsen", languages=["da"])
    Membership.objects.create(user=person, organisation=practice.owner, role=MembershipRole.CONTRIBUTOR)
    return {"email": person.email, "practice": str(practice.pk), "organisation": str(practice.owner_id)}


if __name__ == "__main__":
    print(json.dumps({"editor": make_editor(), "mette": make_project_manager()}))

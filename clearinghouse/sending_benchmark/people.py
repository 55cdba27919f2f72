"""Who sends in and who decides, signed in without the pages for it: those are measured elsewhere."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from accounts.actions import create_user, grant_role
from accounts.choices import Role
from accounts.models import User
from accounts.sessions import SessionStore
from core.choices import Source
from editorial.workflow import change_status
from organisations.choices import MembershipRole
from organisations.models import Membership, Organisation, OrganisationText
from vocabulary.models import Concept


def make_senders(number: int, owner: Organisation) -> list[dict[str, str]]:
    """A cookie jar each; all write for the same organisation."""
    people = [
        create_user(email=f"sender{each}@example.org", display_name=f"Sender {each}", languages=["en"])
        for each in range(number)
    ]
    Membership.objects.bulk_create(
        Membership(user=person, organisation=owner, role=MembershipRole.CONTRIBUTOR) for person in people
    )
    return [{settings.SESSION_COOKIE_NAME: _session_of(person)} for person in people]


def make_owner(editor: User) -> Organisation:
    """Who runs all of the practices."""
    owner = Organisation.objects.create(
        type=Concept.objects.get(scheme="actor_type", identifier="voluntary-organisation"),
        country_id="SE",
        original_language="en",
        source=Source.EDITOR,
    )
    OrganisationText.objects.create(item=owner, language="en", name="The Kitchen Society")
    change_status(owner, "accept", by=editor)
    return change_status(owner, "publish", by=editor)


def make_editor() -> User:
    editor = create_user(email="editor@example.org", display_name="Editor", languages=["en"])
    grant_role(user=editor, role=Role.CHIEF_EDITOR)
    return editor


def _session_of(person: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return session.session_key

"""The one home of the accounts of the demonstration: one person for each role, all with one password."""

import secrets
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib.auth.hashers import make_password

from accounts.actions import create_user, grant_role
from accounts.choices import Role
from accounts.models import User
from core.models import Item
from places.models import Country

EDITED_COUNTRIES = {"SE": "sv", "FI": "fi", "DK": "da", "NO": "nb", "IS": "is"}
"""{country with an editor of its own: the editor's language}"""


@dataclass(frozen=True)
class Part:
    """Somebody who is played in the demonstration."""

    key: str
    name: str
    languages: tuple[str, ...]
    role: str = ""
    """Of the whole portal; empty where a membership says what the person may do."""
    country: str = ""
    language: str = ""
    """To which a translator's role is limited."""

    @property
    def email(self) -> str:
        return address(self.key)


def address(key: str) -> str:
    return f"demo-{key}@example.org"


WITHOUT_ACCOUNT, CONTACT = address("without-account"), address("contact")
_EDITORS = tuple(
    Part(f"editor-{code.lower()}", f"Demo country editor {code}", (language, "en"), Role.COUNTRY_EDITOR, code)
    for code, language in EDITED_COUNTRIES.items()
)
PARTS = (
    Part("member", "Demo member", ("nb", "en")),
    Part("contributor", "Demo contributor", ("sv", "en")),
    Part("manager", "Demo manager", ("en", "sv")),
    Part("translator", "Demo translator", ("en", "sv"), Role.TRANSLATOR, language="en"),
    Part("reviewer", "Demo reviewer", ("fi", "en"), Role.REVIEWER, "FI"),
    Part("methods-reviewer", "Demo methods reviewer", ("en", "da"), Role.METHODS_REVIEWER),
    *_EDITORS,
    Part("chief-editor", "Demo chief editor", ("sv", "en"), Role.CHIEF_EDITOR),
    Part("analyst", "Demo analyst", ("en",), Role.ANALYST),
    Part("administrator", "Demo administrator", ("en",), Role.ADMINISTRATOR),
)
ADDRESSES = (*(part.email for part in PARTS), WITHOUT_ACCOUNT, CONTACT)


@dataclass(frozen=True)
class Keys:
    """With these somebody signs in as anybody of the demonstration. They are kept nowhere in plain text."""

    password: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    app_secret: str = field(default_factory=generate_totp_secret)
    """For an authenticator app, for those who need a second step."""


@dataclass(frozen=True)
class Cast:
    """The accounts by the key of their part."""

    people: dict[str, User]

    def __getitem__(self, key: str) -> User:
        return self.people[key]

    def editor_of(self, item: Item) -> User:
        """Of one of its countries; the chief editor where none has an editor."""
        code = next((code for code in sorted(item.country_codes()) if code in EDITED_COUNTRIES), None)
        return self[f"editor-{code.lower()}" if code else "chief-editor"]


def demo_people():
    """Those who are there."""
    return User.objects.filter(email__in=ADDRESSES)


def make_people(keys: Keys) -> Cast:
    cast = Cast({part.key: _make_person(part, keys) for part in PARTS})
    demo_people().update(password=make_password(keys.password))  # made once: it takes long on purpose
    return cast


def _make_person(part: Part, keys: Keys) -> User:
    country = Country.objects.get(code=part.country) if part.country else None
    person = create_user(
        email=part.email,
        display_name=part.name,
        languages=list(part.languages),
        country=country,
    )
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    if part.role:
        grant_role(user=person, role=part.role, country=country, language=part.language)
    if person.needs_second_step:
        TOTP.activate(person, keys.app_secret)
    return person

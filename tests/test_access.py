"""Every address × every person. An address without a row here fails."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from factories import make_organisation, make_practice, make_research
from people import ANONYMOUS, PEOPLE, make_person

from core.choices import Status

pytestmark = pytest.mark.django_db

OPEN = 200
AWAY = 302
MOVED = 301
MISSING = 404
NOBODY = "00000000-0000-0000-0000-000000000000"

# name of the address: (arguments, answer to everybody)
PUBLIC = {
    "root": ({}, AWAY),
    "healthz": ({}, OPEN),
    "readyz": ({}, OPEN),
    "robots": ({}, OPEN),
    "sitemap": ({}, OPEN),
    "favicon": ({}, MOVED),
    "permanent-identifier": ({"item_id": "00000000-0000-0000-0000-000000000000"}, MISSING),
    "files:file": ({"file_id": "00000000-0000-0000-0000-000000000000"}, MISSING),
    "portal:home": ({}, OPEN),
    "portal:search": ({}, OPEN),
    "portal:suggest": ({}, OPEN),
    "suggestions:places": ({}, OPEN),
    "suggestions:organisations": ({}, OPEN),
    "portal:themes": ({}, OPEN),
    "portal:theme": ({"identifier": "no-such-theme"}, MISSING),
    "portal:map": ({}, OPEN),
    "portal:places": ({}, OPEN),
    "portal:country": ({"country": "zz"}, MISSING),
    "portal:region": ({"country": "zz", "region": "zz"}, MISSING),
    "portal:about": ({}, OPEN),
    "portal:share": ({}, OPEN),
    "portal:privacy": ({}, OPEN),
    "portal:accessibility": ({}, OPEN),
    "practices:list": ({}, AWAY),
    "practices:detail": ({"slug": "nothing-zzzzzz"}, MISSING),
    "research:list": ({}, AWAY),
    "research:detail": ({"slug": "nothing-zzzzzz"}, MISSING),
    "organisations:list": ({}, AWAY),
    "organisations:detail": ({"slug": "nothing-zzzzzz"}, MISSING),
}
# name of the address: who may open it; to all others it looks like a missing page
FOR_SOME = {
    "portal:roles": {"administrator"},
    "portal:mailbox": {"administrator"},
    "portal:taken-down": {"country_editor", "chief_editor"},
    "editorial:queue": {"country_editor", "chief_editor"},
    "portal:missed-words": {"chief_editor", "administrator"},
    "portal:label-for-missed": {"chief_editor", "administrator"},
    "changes:list": {"country_editor", "chief_editor"},
}
# addresses of one item at the desk, where somebody else than its editors finds nothing
AT_THE_DESK = {"editorial:item": {}, "editorial:decide": {"move": "accept"}}
# name of the address: (arguments, answer to everybody who has signed in); others are led to signing in
FOR_ONESELF = {
    "account_overview": ({}, OPEN),
    "organisations:mine": ({}, OPEN),
    "organisations:join": ({"short_id": "zzzzzz"}, MISSING),
    "organisations:people": ({"short_id": "zzzzzz"}, MISSING),
    "organisations:offer": ({"kind": "practice", "short_id": "zzzzzz"}, MISSING),
    "organisations:name-owner": ({"kind": "practice", "short_id": "zzzzzz"}, MISSING),
    "organisations:answer-handover": ({"pk": 1}, 405),
    "organisations:answer": ({"pk": 1}, 405),
    "organisations:membership": ({"pk": 1}, 405),
    "account_signed_in": ({}, OPEN),
    "account_download": ({}, None),
    "account_close": ({}, OPEN),
    "account_email": ({}, OPEN),
    "account_change_password": ({}, AWAY),  # nobody here has one
    "account_set_password": ({}, OPEN),
    "account_reauthenticate": ({}, None),
    "mfa_reauthenticate": ({}, None),
    "mfa_reauthenticate_webauthn": ({}, None),
    "mfa_index": ({}, OPEN),
    "mfa_activate_totp": ({}, None),
    "mfa_deactivate_totp": ({}, None),
    "mfa_view_recovery_codes": ({}, MISSING),
    "mfa_generate_recovery_codes": ({}, None),
    "mfa_download_recovery_codes": ({}, MISSING),
    "mfa_list_webauthn": ({}, OPEN),
    "mfa_add_webauthn": ({}, None),
    "mfa_edit_webauthn": ({"pk": 1}, None),
    "mfa_remove_webauthn": ({"pk": 1}, None),
    "changes:change": ({"pk": NOBODY}, MISSING),
    "changes:begin": ({"kind": "practice", "item_id": NOBODY}, 405),
    "sharing:draft": ({"pk": NOBODY}, MISSING),
    "preview:draft": ({"pk": NOBODY}, MISSING),
    "agreement:asking": ({"pk": NOBODY}, MISSING),
    "agreement:changed": ({"pk": NOBODY, "agreement": NOBODY}, MISSING),
    "preview:item": ({"kind": "practice", "item_id": NOBODY}, MISSING),
    "trail:page": ({"kind": "practice", "item_id": NOBODY}, MISSING),
    "trail:write": ({"kind": "practice", "item_id": NOBODY}, 405),
    "trail:answer": ({"kind": "practice", "item_id": NOBODY, "change_id": 1}, 405),
    "trail:move": ({"kind": "practice", "item_id": NOBODY, "move": "withdraw"}, MISSING),
}
# name of the address: (answer to the anonymous, answer to everybody who has signed in)
SIGNING_IN = {
    "account_login": (OPEN, AWAY),
    "account_request_login_code": (OPEN, AWAY),
    "account_confirm_login_code": (AWAY, AWAY),
    "mfa_authenticate": (AWAY, AWAY),
    "mfa_login_webauthn": (AWAY, AWAY),
    "account_logout": (AWAY, OPEN),
    "account_signup": (OPEN, AWAY),
    "account_closed": (OPEN, OPEN),
    "account_inactive": (OPEN, OPEN),
    "account_email_verification_sent": (AWAY, AWAY),
    "account_reset_password": (OPEN, OPEN),
    "account_confirm_password_reset_code": (AWAY, AWAY),
    "account_complete_password_reset": (AWAY, AWAY),
    "account_password_reset_completed": (OPEN, OPEN),
}
# name of the address: (arguments, answer to the anonymous, answer to everybody who has signed in); tests/submissions
# tells what those see to whom a draft belongs
NO_DRAFT = {"pk": "00000000-0000-0000-0000-000000000000"}
DRAFTS = {
    "practices:submit": ({}, OPEN, OPEN),
    "research:submit": ({}, OPEN, OPEN),
    "organisations:submit": ({}, OPEN, OPEN),
    "submissions:mine": ({}, AWAY, OPEN),
    "submissions:resume": ({"token": "forged"}, MISSING, MISSING),
    "submissions:draft": (NO_DRAFT, AWAY, MISSING),
    "submissions:all": (NO_DRAFT, AWAY, MISSING),
    "submissions:send": (NO_DRAFT, AWAY, MISSING),
    "submissions:sent": (NO_DRAFT, AWAY, MISSING),
    "submissions:throw-away": (NO_DRAFT, AWAY, MISSING),
    "submissions:forget": (NO_DRAFT, AWAY, MISSING),
    "submissions:link-again": (NO_DRAFT, AWAY, MISSING),
    "submissions:report": (NO_DRAFT, AWAY, MISSING),
    "submissions:same": (NO_DRAFT | {"short_id": "bcdfgh"}, AWAY, MISSING),
    "submissions:question": (NO_DRAFT | {"question": "name"}, AWAY, MISSING),
}
# name of the address: arguments; without the secret in the link it looks like a missing page
BY_LINK = {
    "account_consent": {"token": "forged"},
    "sharing:shared": {"key": "A" * 43},
    "sharing:comment": {"key": "A" * 43},
    "preview:shared": {"key": "A" * 43},
    "agreement:answer": {"token": "forged"},
    "agreement:preview": {"token": "forged"},
    "changes:decide": {"pk": NOBODY},
}
ITEM_ANSWERS = dict.fromkeys(Status, MISSING) | {
    Status.PUBLISHED: OPEN,
    Status.ARCHIVED: OPEN,
    Status.TAKEN_DOWN: 410,
}
MAKERS = {"practice": make_practice, "research": make_research, "organisation": make_organisation}


def names_of_addresses(patterns=None, namespace=""):
    for pattern in patterns or get_resolver().url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names_of_addresses(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


@pytest.fixture
def client_of(client):
    def sign_in(name, organisation=None):
        person = make_person(name, organisation)
        if person:
            client.force_login(person)
        return client

    return sign_in


def test_every_address_has_a_row():
    assert set(names_of_addresses()) == {
        *PUBLIC,
        *FOR_SOME,
        *AT_THE_DESK,
        *FOR_ONESELF,
        *SIGNING_IN,
        *BY_LINK,
        *DRAFTS,
    }


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_gets_the_same_answer_from_public_addresses(client_of, person):
    client = client_of(person)
    answers = {name: client.get(reverse(name, kwargs=kwargs)).status_code for name, (kwargs, _) in PUBLIC.items()}
    assert answers == {name: answer for name, (_, answer) in PUBLIC.items()}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_some_addresses_are_for_some_people(client_of, person, method):
    client = client_of(person)
    answers = {name: getattr(client, method)(reverse(name)).status_code for name in FOR_SOME}
    assert {name for name, answer in answers.items() if answer != MISSING} == {
        name for name, people in FOR_SOME.items() if person in people
    }


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("kind", MAKERS)
def test_the_desk_is_for_editors(client_of, person, kind):
    """Nor for the people of the organisation; what was sent is not even looked at."""
    item = MAKERS[kind](status=Status.SUBMITTED)
    client = client_of(person, item if kind == "organisation" else item.owner)
    for name, more in AT_THE_DESK.items():
        address = reverse(name, kwargs={"kind": kind, "item_id": item.pk, **more})
        is_open = person in {"country_editor", "chief_editor"}
        assert client.get(address).status_code == (OPEN if is_open else MISSING), name
        if not is_open:
            assert client.post(address, {"do": "note", "text": "x"}).status_code == MISSING, name


@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_for_oneself_lead_the_anonymous_to_signing_in(client, method):
    for name, (kwargs, _answer) in FOR_ONESELF.items():
        address = reverse(name, kwargs=kwargs)
        answer = getattr(client, method)(address)
        assert (answer.status_code, answer["Location"]) == (AWAY, f"/en/account/sign-in/?next={address}"), name


@pytest.mark.parametrize("person", PEOPLE[1:])
def test_pages_for_oneself_are_open_to_everybody_who_has_signed_in(client_of, person):
    """Where the answer depends on the second step (None), it is one of a few, and tested with the accounts."""
    client = client_of(person)
    for name, (kwargs, expected) in FOR_ONESELF.items():
        answer = client.get(reverse(name, kwargs=kwargs)).status_code
        assert answer == expected or (expected is None and answer in (OPEN, AWAY, MISSING, 403)), name


@pytest.mark.parametrize("person", PEOPLE)
def test_signing_in_is_for_those_who_have_not(client_of, person):
    client = client_of(person)
    answers = {name: client.get(reverse(name)).status_code for name in SIGNING_IN}
    assert answers == {name: answers[person != ANONYMOUS] for name, answers in SIGNING_IN.items()}


@pytest.mark.parametrize("person", PEOPLE)
def test_drafts_of_others_look_missing(client_of, person):
    client = client_of(person)
    for name, (kwargs, *answers) in DRAFTS.items():
        assert client.get(reverse(name, kwargs=kwargs)).status_code == answers[person != ANONYMOUS], name


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_has_no_link_finds_nothing(client_of, person, method):
    client = client_of(person)
    for name, kwargs in BY_LINK.items():
        assert getattr(client, method)(reverse(name, kwargs=kwargs)).status_code == MISSING, name


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("kind", MAKERS)
def test_items_are_seen_by_their_status(client_of, person, kind):
    items = {status: MAKERS[kind](status=status) for status in Status}
    owner = getattr(items[Status.PUBLISHED], "owner", None) or (
        items[Status.PUBLISHED] if kind == "organisation" else None
    )
    client = client_of(person, owner)
    answers = {status: client.get(item.get_absolute_url()).status_code for status, item in items.items()}
    assert answers == ITEM_ANSWERS


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("status", [status for status, answer in ITEM_ANSWERS.items() if answer == MISSING])
def test_hidden_looks_exactly_like_missing(client, kind, status):
    hidden = MAKERS[kind](status=status)
    url = hidden.get_absolute_url()
    before = client.get(url)
    type(hidden)._base_manager.filter(pk=hidden.pk).delete()
    after = client.get(url)
    assert (before.status_code, before.content) == (after.status_code, after.content)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_reading_pages_take_nothing(client, method):
    for name, (kwargs, _) in PUBLIC.items():
        assert getattr(client, method)(reverse(name, kwargs=kwargs)).status_code in (403, 405), name

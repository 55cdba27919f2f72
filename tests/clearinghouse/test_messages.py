"""Every message that there is, in every language, handed over to a real mail server."""

import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import translation
from factories import make_organisation, make_practice
from mail_server import mail_server
from signing import make_member

from accounts import consents
from accounts import emails as of_accounts
from accounts.actions import grant_role
from accounts.choices import ConsentPurpose
from core import delivery
from core.actions import queue_messages, record_audit
from core.languages import INTERFACE_LANGUAGES
from core.models import OutboxMessage
from editorial import desk_emails
from editorial import emails as of_moves
from editorial.models import Proposal
from organisations import emails as of_organisations
from organisations.models import Handover, JoinRequest, Membership
from practices import emails as of_practices
from submissions import emails as of_drafts
from submissions.agreement import emails as of_agreement
from submissions.changes import emails as of_changes
from submissions.sharing import emails as of_sharing

pytestmark = pytest.mark.django_db
FOLDER = Path(settings.BASE_DIR) / "templates"
TEMPLATES = {
    path.relative_to(FOLDER).as_posix() for path in FOLDER.glob("emails/**/*.txt") if not path.name.startswith("_")
}
ADDRESS = "anna@example.org"
"""Of somebody who manages the owner and sent the item in."""
EDITOR = "bo@example.org"
"""Of somebody who handles the item and is chief editor."""


@pytest.fixture
def server():
    with (
        mail_server() as mailboxes,
        override_settings(SITE_URL="https://bank.example", CONTACT_EMAIL="ask@bank.example"),
    ):
        yield mailboxes


def everything_is_told(language):
    person = make_member(email=ADDRESS, display_name="Anna Berg", languages=[language])
    editor = make_member(email=EDITOR, display_name="Bo Ek", languages=[language])
    grant_role(user=editor, role="chief_editor")
    owner = make_organisation("Exempelby")
    membership = Membership.objects.create(user=person, organisation=owner, role="manager")
    item = make_practice("Bread & words", owner=owner, created_by=person, handling_editor=editor)
    audit = record_audit(action="anything", item=item, detail={"note": "Please look.", "sender_joins": True})
    draft = Proposal.objects.create(kind="practice", author=person, language=language, interface_language=language)
    tell_of_account(person)
    tell_of_drafts(draft, item, audit)
    tell_of_moves(item, audit)
    tell_of_organisation(membership, item, audit)
    tell_of_contact(item, language)


def tell_of_account(person):
    of_accounts.code(ADDRESS, code="ABC-123", purpose="sign in")
    of_accounts.unknown_account(ADDRESS)
    of_accounts.account_exists(ADDRESS)
    of_accounts.changed(person, to=ADDRESS, change="change password", details={})
    of_accounts.new_device(person, device="Firefox")


def tell_of_drafts(draft, item, audit):
    of_drafts.link_to_go_on(draft)
    of_drafts.reminder(draft)
    of_drafts.fades_soon(draft, datetime.date(2027, 1, 31))
    of_drafts.followed_elsewhere(draft, item, sender=None)
    of_sharing.colleagues_wrote(draft)
    tell_of_agreement(draft)
    for tell in (of_changes.change_received, of_changes.change_accepted):
        tell(draft, item, audit)
    for tell in (of_changes.change_returned, of_changes.change_rejected):
        tell(draft, item, audit)


def tell_of_agreement(draft):
    facts = {"email": ADDRESS, "name": "Kim", "note": "Before Friday?"}
    agreement = draft.agreements.create(answer="agreed", answered_at=draft.created_at, **facts)
    of_agreement.please_agree(agreement)
    of_agreement.agreement_answered(agreement)


def tell_of_moves(item, audit):
    for makers in of_moves.TOLD.values():
        for make in makers:
            queue_messages(make(item, audit, item))
    desk_emails.desk_wrote(item, audit, "Which work?")
    desk_emails.author_wrote(item, audit)
    desk_emails.please_answer(item, "cause", 30)


def tell_of_organisation(membership, item, audit):
    owner, person = membership.organisation, membership.user
    request = JoinRequest(organisation=owner, user=person, message="Hello", state="accepted")
    handover = Handover(kind=item.kind, item_id=item.pk, organisation=owner, offered_by=person, state="accepted")
    for tell in (of_organisations.somebody_joined, of_organisations.role_changed, of_organisations.membership_ended):
        tell(membership, audit)
    for tell in (of_organisations.somebody_asked, of_organisations.join_request_answered):
        tell(request, audit)
    for tell in (of_organisations.item_offered, of_organisations.handover_answered):
        tell(handover, item, audit)
    of_organisations.owner_named(item, audit)


def tell_of_contact(item, language):
    contact = item.contactpoints.create(person_name="Kim", email=ADDRESS, show_as="name+email", languages=[language])
    consent = consents.ask(purpose=ConsentPurpose.SHOW_EMAIL, address=ADDRESS, item=item, by=None)
    queue_messages([of_practices.please_agree(contact, consent), *of_practices.contact_said_no(item, consent)])


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_every_message_arrives_whole_in_the_language_of_its_reader(server, language):
    everything_is_told(language)
    queued = list(OutboxMessage.objects.all())
    assert {message.template for message in queued} == TEMPLATES
    assert {(message.to, message.language) for message in queued} == {(ADDRESS, language), (EDITOR, language)}
    delivery.send_waiting()
    assert len(server.received) == len(queued)
    with translation.override(language):
        farewell = translation.gettext("Kind regards")
    for mail in server.received:
        text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
        assert mail["Subject"].strip()
        assert farewell in text
        assert f'lang="{language}"' in html
        assert not {"{", "}", "%("} & set(mail["Subject"] + text)
        assert "\n\n\n" not in text

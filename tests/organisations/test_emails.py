"""Every message about belonging to an organisation, in every language, as a reader gets it."""

import pytest
from django.test import override_settings
from factories import make_organisation, make_practice
from signing import make_member

from accounts.actions import grant_role
from core.languages import INTERFACE_LANGUAGES
from core.mailing import compose
from core.models import OutboxMessage
from organisations.actions import handovers, members, owners
from organisations.models import JoinRequest, Membership

pytestmark = pytest.mark.django_db


def everything_happens(language):
    """Each message at least once, to people who read `language`."""
    town, other = make_organisation("Exempelby", url="https://exempelby.se"), make_organisation("Nästby")
    people = {
        name: make_member(email=f"{name}@example.org", display_name=f"{name}\nBcc: x@example.org", languages=[language])
        for name in ("manager", "second", "stranger")
    }
    for organisation, name in ((town, "manager"), (other, "second")):
        Membership.objects.create(user=people[name], organisation=organisation, role="manager")
    known = make_member(email="known@exempelby.se", languages=[language])
    member = members.join(organisation=town, by=known)
    members.join(organisation=town, by=people["stranger"], message="Hello & <welcome>")
    members.answer_join_request(request=JoinRequest.objects.get(), is_yes=True, by=people["manager"])
    members.change_role(membership=member, role="manager", by=people["manager"])
    members.end_membership(membership=member, by=people["manager"])
    item = make_practice("Bread & words", owner=town)
    handover = handovers.offer_item(item=item, to=other, by=people["manager"])
    handovers.answer_handover(handover=handover, is_yes=True, by=people["second"])
    sent = make_practice("Words without a home", created_by=people["stranger"])
    editor = make_member(email="editor@example.org", display_name="Editor", languages=[language])
    grant_role(user=editor, role="chief_editor")
    owners.name_owner(item=sent, organisation=other, by=editor, sender_joins=True)


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
@override_settings(SITE_URL="https://bank.example")
def test_messages(language):
    everything_happens(language)
    messages = list(OutboxMessage.objects.all())
    assert {message.template.split("/")[-1] for message in messages} == {
        *("joined.txt", "asked.txt", "answered.txt", "role_changed.txt", "membership_ended.txt"),
        *("item_offered.txt", "handover_answered.txt", "owner_named.txt"),
    }
    for message in messages:
        mail = compose(message)
        assert message.language == language
        assert mail.subject
        assert "\n" not in mail.subject
        assert set(mail.message().keys()) & {"Bcc", "Cc"} == set()
        assert f"https://bank.example/{language}/organisations/" in mail.body
        [(html, _type)] = mail.alternatives
        assert "<welcome>" not in html

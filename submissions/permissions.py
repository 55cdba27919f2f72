"""Who reads, writes and sends a draft: its author, those who write for its organisation, the browser that began it."""

import uuid
from dataclasses import dataclass
from functools import cached_property

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils.translation import gettext as _

from core.access import ALLOWED, Answer, denied, rule
from editorial.models import Proposal
from submissions.owners import written_for
from submissions.questionnaires import item_of

READ, WRITE, SEND = "read draft", "write draft", "send draft"


@dataclass(frozen=True)
class Writer:
    """Somebody in front of a browser: signed in or not, with the drafts that this browser may open."""

    person: object
    held: frozenset[str] = frozenset()
    confirmed: frozenset[str] = frozenset()
    """Those of them whose link in the mail was pressed in this browser."""

    @property
    def account(self):
        """None without signing in."""
        return self.person if self.person.is_authenticated else None

    def holds(self, proposal: Proposal) -> bool:
        """Where the link in the mail was pressed; and where it was begun, until the owner of the address comes.

        Who began it may have given the address of somebody else: its owner says whether they go on.
        """
        key = str(proposal.pk)
        has_owner = proposal.author_id is not None or proposal.email_confirmed_at is not None
        return key in self.confirmed or (key in self.held and (proposal.keeps_first_browser or not has_owner))

    def has_lost(self, proposal: Proposal) -> bool:
        """This browser has begun it, and it is opened by the link in the mail now."""
        return str(proposal.pk) in self.held and not self.holds(proposal)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Confirmed ones."""
        if self.account is None:
            return frozenset()
        return addresses_of(self.account)


def addresses_of(account) -> frozenset[str]:
    """Confirmed ones, in small letters."""
    confirmed = EmailAddress.objects.filter(user_id=account.pk, verified=True)
    return frozenset(address.lower() for address in confirmed.values_list("email", flat=True))


def _writer(person) -> Writer:
    return person if isinstance(person, Writer) else Writer(person)


def _belongs_to(writer: Writer, proposal: Proposal) -> bool:
    """Once there is an item, to those who maintain it; a browser that holds the draft stands for its author then."""
    is_held = writer.holds(proposal)
    if proposal.item_id is not None:
        item = item_of(proposal)
        people = [writer.account, proposal.author if is_held else None]
        return item is not None and any(item.is_maintained_by(person) for person in people if person)
    return (is_held and proposal.owner_id is None) or _is_own(writer, proposal)


def _is_own(writer: Writer, proposal: Proposal) -> bool:
    """Of the account itself. What is written for an organisation is that of those who write for it now."""
    if writer.account is None:
        return False
    if proposal.owner_id is not None:
        return proposal.owner_id in written_for(writer.account)
    if proposal.author_id is not None:
        return proposal.author_id == writer.account.pk
    return bool(proposal.email) and proposal.email.lower() in writer.addresses


def belonging_to(writer: Writer) -> Q:
    """The same for lists; who owns a draft follows its item, so the item is not asked."""
    own = _held_by(writer) & (Q(owner=None) | Q(item_id__isnull=False))
    if writer.account:
        own |= Q(owner__in=written_for(writer.account)) | Q(owner=None, author=writer.account)
        own |= Q(owner=None, author=None, email__in=writer.addresses) & ~Q(email="")
    return own


def _held_by(writer: Writer) -> Q:
    begun, confirmed = (Q(pk__in=[uuid.UUID(key) for key in keys]) for keys in (writer.held, writer.confirmed))
    return confirmed | begun & (Q(author=None, email_confirmed_at=None) | Q(keeps_first_browser=True))


def lost_by(writer: Writer) -> Q:
    """Begun in this browser, and opened by the link in the mail now."""
    return Q(pk__in=[uuid.UUID(key) for key in writer.held]) & ~_held_by(writer)


@rule(READ)
def may_read(person, proposal: Proposal) -> Answer:
    if not _belongs_to(_writer(person), proposal):
        return denied(_("This draft belongs to somebody else."))
    return ALLOWED


@rule(WRITE)
def may_write(person, proposal: Proposal) -> Answer:
    answer = may_read(person, proposal)
    if answer and not proposal.is_being_written:
        return denied(_("This has been sent in, so the text stays as it is for now."))
    return answer


def _may_answer_for(writer: Writer, proposal: Proposal) -> bool:
    """Anybody can begin a draft with the address of somebody else: who sends it has shown that the address is theirs.

    That another browser has pressed the link says nothing about who sits at this one.
    """
    if str(proposal.pk) in writer.confirmed and proposal.email_confirmed_at is not None:
        return True
    if writer.account is None:
        return False
    if proposal.item_id is not None:
        return item_of(proposal).is_maintained_by(writer.account)
    return _is_own(writer, proposal)


@rule(SEND)
def may_send(person, proposal: Proposal) -> Answer:
    writer = _writer(person)
    answer = may_write(writer, proposal)
    if answer and not _may_answer_for(writer, proposal):
        return denied(_("First press the link that we have sent to %(email)s.") % {"email": proposal.email})
    return answer

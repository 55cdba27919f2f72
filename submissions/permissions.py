"""Who reads, writes and sends a draft: its author, those who write for its organisation, the browser that began it."""

from dataclasses import dataclass
from functools import cached_property

from allauth.account.models import EmailAddress
from django.utils.translation import gettext as _

from core.access import ALLOWED, Answer, denied, rule
from editorial.models import Proposal
from submissions.owners import written_for

READ, WRITE, SEND = "read draft", "write draft", "send draft"


@dataclass(frozen=True)
class Writer:
    """Somebody in front of a browser: signed in or not, with the drafts that this browser may open."""

    person: object
    held: frozenset[str] = frozenset()

    @property
    def account(self):
        """None without signing in."""
        return self.person if self.person.is_authenticated else None

    @cached_property
    def addresses(self) -> frozenset[str]:
        """Confirmed ones."""
        if self.account is None:
            return frozenset()
        confirmed = EmailAddress.objects.filter(user_id=self.account.pk, verified=True)
        return frozenset(address.lower() for address in confirmed.values_list("email", flat=True))


def _writer(person) -> Writer:
    return person if isinstance(person, Writer) else Writer(person)


def _belongs_to(writer: Writer, proposal: Proposal) -> bool:
    if str(proposal.pk) in writer.held:
        return True
    if writer.account is None:
        return False
    if proposal.author_id == writer.account.pk:
        return True
    if proposal.author_id is None and proposal.email and proposal.email.lower() in writer.addresses:
        return True
    return proposal.owner_id is not None and proposal.owner_id in written_for(writer.account)


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


@rule(SEND)
def may_send(person, proposal: Proposal) -> Answer:
    writer = _writer(person)
    answer = may_write(writer, proposal)
    if answer and writer.account is None and proposal.email_confirmed_at is None:
        return denied(_("First press the link that we have sent to %(email)s.") % {"email": proposal.email})
    return answer

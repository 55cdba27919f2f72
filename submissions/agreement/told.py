"""What is told of a yes once the draft is sent: to editors beside the item, to its writers among what has happened."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.models import Item
from core.reading import Phrase
from editorial.choices import AgreementAnswer
from editorial.models import DraftAgreement
from submissions.agreement.naming import shown_as
from submissions.agreement.standing import has_changed


def agreed_about(item: Item) -> list[DraftAgreement]:
    """Oldest first."""
    rows = DraftAgreement.objects.filter(proposal__kind=item.kind, proposal__item_id=item.pk)
    return list(rows.filter(answer=AgreementAnswer.AGREED).select_related("proposal__owner").order_by("answered_at"))


def sentence(agreement: DraftAgreement) -> str:
    if has_changed(agreement):
        return _("%(name)s agreed to an earlier text.") % {"name": shown_as(agreement)}
    return _("%(name)s agreed to the text.") % {"name": shown_as(agreement)}


def said_of_agreement(item: Item) -> Iterator[list[Phrase]]:
    """For editors alone."""
    for agreement in agreed_about(item):
        yield [Phrase(_dated(agreement)), *_organisation(agreement)]


def _dated(agreement: DraftAgreement) -> str:
    day = date_format(timezone.localtime(agreement.answered_at), "DATE_FORMAT")
    return _("%(day)s: %(sentence)s") % {"day": day, "sentence": sentence(agreement)}


def _organisation(agreement: DraftAgreement) -> list[Phrase]:
    owner = agreement.proposal.owner
    return [Phrase(owner.display_title(), owner.title_language())] if owner else []

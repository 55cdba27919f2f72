"""What editors are told beside the text of a practice: how to reach an organisation that is new here."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.models import Item
from core.reading import Phrase
from practices.models import Practice
from submissions.answers import one
from submissions.asides import sent_answers


def contact_of_organisation(item: Item) -> Iterator[list[Phrase]]:
    if item.kind != Practice.kind:
        return
    answers, _language = sent_answers(item)
    if contact := one(answers, "owner_contact"):
        name = one(answers, "owner_name")
        yield [Phrase(_("“%(name)s” is reached like this: %(contact)s") % {"name": name, "contact": contact})]

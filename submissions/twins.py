"""Another record with the same number or address: what a person is told about it."""

from urllib.parse import urlsplit

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.choices import PUBLIC_STATUSES, Status
from core.models import Item, Merger


def twin_sentence(same: QuerySet, item: Item | None) -> str:
    """Names a public record among the `same`; of others it tells only that they are here."""
    others = list(same.exclude(pk=item.pk if item else None).with_texts().distinct().order_by("pk")[:20])
    public = [other for other in (_survivor(other) for other in others) if other.status in PUBLIC_STATUSES]
    if public:
        return _("It stands here already, as “%(title)s”: %(address)s. You can propose a change there.") % {
            "title": public[0].display_title(),
            "address": public[0].get_absolute_url(),
        }
    if others:
        return _("Somebody has sent it to us already. Write to us if it is yours, and leave it out here.")
    return ""


def _survivor(item: Item) -> Item:
    if item.status != Status.MERGED:
        return item
    into = Merger.objects.filter(kind=item.kind, item_id=item.pk).values("into_id")
    return type(item).objects.with_texts().filter(pk__in=into).first() or item


def host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")

"""What is in the database afterwards, beside what people were told."""

from collections import Counter

from core.choices import Status
from core.mailing import message_id
from core.models import AuditRow, OutboxMessage
from editorial.models import Proposal, Snapshot
from practices.models import Practice, PracticeText
from search.consistency import differences
from search.models import SearchDocument


def count(acknowledged: dict[str, str], received: Counter[str]) -> dict[str, int]:
    """Every figure but the first three must be 0.

    `acknowledged` is {title: number} as senders were told, `received` {Message-ID: how often the mail server took it}.
    """
    numbers = dict(PracticeText.objects.values_list("title", "item__number"))
    titles = Counter(PracticeText.objects.values_list("title", flat=True))
    snapshots = Snapshot.objects.filter(kind=Practice.kind)
    published = Practice.objects.filter(status=Status.PUBLISHED).count()
    return {
        "acknowledged": len(acknowledged),
        "practices": Practice.objects.count(),
        "published": published,
        "lost": sum(1 for title, number in acknowledged.items() if numbers.get(title) != number),
        "doubled": sum(times - 1 for times in titles.values()),
        "drafts_too_many": Proposal.objects.count() - len(acknowledged),
        "submitted_twice": _too_many(AuditRow.objects.filter(action="submit").values_list("item_id", flat=True)),
        "messages_missing": Practice.objects.count() - _messages("received"),
        "publication_messages_missing": published - _messages("published"),
        "mails_lost": sum(1 for message in OutboxMessage.objects.all() if not received[message_id(message)]),
        "snapshots_missing": published - snapshots.filter(number=1).count(),
        "snapshots_too_many": snapshots.exclude(number=1).count(),
        "not_found_by_search": published - SearchDocument.objects.filter(kind=Practice.kind).count(),
        "search_differences": sum(1 for _ in differences()),
    }


def is_mail_waiting() -> bool:
    return OutboxMessage.objects.filter(sent_at__isnull=True, given_up_at__isnull=True).exists()


def _messages(name: str) -> int:
    return OutboxMessage.objects.filter(template=f"emails/editorial/{name}.txt").count()


def _too_many(keys) -> int:
    return sum(times - 1 for times in Counter(keys).values())

from time import monotonic

from django.core.management.base import BaseCommand
from django.db import transaction

from search import index
from search.actions import sync_facet_values
from search.consistency import listed_items, number_of_listed_items
from search.models import SearchDocument

_REPORT_EVERY = 100


class Command(BaseCommand):
    help = "Builds the search index anew from the listed items. Readers see the old one until it is done."

    @transaction.atomic
    def handle(self, **options):
        started = monotonic()
        sync_facet_values()
        total = number_of_listed_items()
        kept = set()
        for done, item in enumerate(listed_items(), 1):
            index.put(item.search_document())
            kept.add(item.pk)
            if done % _REPORT_EVERY == 0:
                self.stdout.write(f"  {done} of {total}")
                self.stdout.flush()
        SearchDocument.objects.exclude(item_id__in=kept).delete()
        self.stdout.write(f"{len(kept)} items are in the index ({monotonic() - started:.1f} s).")

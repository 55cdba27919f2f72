from time import monotonic

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.loading import StarterDataError
from places.actions import load_places
from search.actions import sync_facet_values
from search.models import SearchDocument
from vocabulary.actions import load_vocabulary


class Command(BaseCommand):
    help = "Loads the vocabulary, the places and the values to filter by. Running it again changes nothing."

    def handle(self, **options):
        started = monotonic()
        try:
            with transaction.atomic():
                self._load()
        except StarterDataError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        self.stdout.write(f"Reference data is in place ({monotonic() - started:.1f} s).")

    def _load(self):
        changes = load_vocabulary() | load_places()
        for name, change in changes.items():
            self.stdout.write(f"  {name}: {change}")
        self.stdout.flush()
        is_changed = any([*changes.values(), sync_facet_values()])
        # Labels are words by which items are found, and stand on their cards.
        if is_changed and SearchDocument.objects.exists():
            call_command("search_rebuild", stdout=self.stdout)

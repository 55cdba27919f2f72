from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.loading import StarterDataError
from places.actions import load_places
from search.actions import sync_facet_values
from vocabulary.actions import load_vocabulary


class Command(BaseCommand):
    help = "Loads the vocabulary, the places and the values to filter by. Running it again changes nothing."

    def handle(self, **options):
        started = monotonic()
        try:
            with transaction.atomic():
                for name, changes in (load_vocabulary() | load_places()).items():
                    self.stdout.write(f"  {name}: {changes}")
                    self.stdout.flush()
                sync_facet_values()
        except StarterDataError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        self.stdout.write(f"Reference data is in place ({monotonic() - started:.1f} s).")

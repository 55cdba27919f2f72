from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from search.consistency import differences


class Command(BaseCommand):
    help = "Compares the search index with the listed items; ends with an error when anything differs."

    @transaction.atomic
    def handle(self, **options):
        found = list(differences())
        for difference in found:
            self.stdout.write(difference)
        if found:
            raise CommandError(f"{len(found)} differences. “search_rebuild” makes the index right.")
        self.stdout.write("0 differences.")

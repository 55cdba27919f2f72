from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from search.consistency import differences


class Command(BaseCommand):
    help = "Compares the search index with the listed items; ends with an error when anything differs."

    @transaction.atomic
    def handle(self, **options):
        number = 0
        for number, difference in enumerate(differences(), 1):
            self.stdout.write(difference)
        if number:
            raise CommandError(f"{number} differences. “search_rebuild” makes the index right.")
        self.stdout.write("0 differences.")

from django.core.management.base import BaseCommand
from django.db import transaction

from search.zero_hits import forget_old


class Command(BaseCommand):
    help = "Deletes the counts of words that found nothing when they are older than a year. Run it every day."

    @transaction.atomic
    def handle(self, **options):
        self.stdout.write(f"{forget_old()} rows deleted.")

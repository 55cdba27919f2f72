from time import monotonic

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from core.loading import StarterDataError
from organisations.actions import load_starter_organisations
from practices.actions import load_starter_practices
from research.actions import load_starter_works

LOADERS = {
    "organisations": load_starter_organisations,
    "practices": load_starter_practices,
    "research": load_starter_works,
}
"""In this order: practices name organisations."""


class Command(BaseCommand):
    help = "Loads the starter collection. Running it again changes only what changed in the data files."

    def handle(self, **options):
        started = monotonic()
        try:
            with transaction.atomic():
                self._load()
        except StarterDataError as error:
            raise CommandError(f"{error} Nothing was loaded.") from error
        self._say(f"The starter collection is in place ({monotonic() - started:.1f} s).")

    def _load(self) -> None:
        reports = {}
        for name, load in LOADERS.items():
            reports[name] = load(on_progress=self._progress(name))
            self._say(f"  {name}: {reports[name]}")
        # Practices are found by the names of those who run them.
        if reports["organisations"].changed:
            call_command("search_rebuild", stdout=self.stdout)

    def _progress(self, name: str):
        return lambda done, total: self._say(f"  {name}: {done} of {total}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

from time import monotonic

from django.core.management.base import BaseCommand, CommandError

from search.rebuilding import Progress, rebuild
from search.scratch import ScratchRefused
from search.swapping import SwapRefused

_SECONDS_BETWEEN_REPORTS = 1.0


class Command(BaseCommand):
    help = (
        "Builds the search index anew from the listed items. Readers see the old one until it is done; "
        "when it was broken off, the next run goes on from there."
    )

    def add_arguments(self, parser):
        parser.add_argument("--processes", type=int, help="how many build rows at once (as a rule: one for each core)")

    def handle(self, *, processes=None, **options):
        self.started = self.reported = monotonic()
        self.first = None
        try:
            number = rebuild(self._progress, self._say, processes=processes)
        except (ScratchRefused, SwapRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        self._say(f"{number} items are in the index ({monotonic() - self.started:.1f} s).", indent="")

    def _progress(self, progress: Progress) -> None:
        now = monotonic()
        if self.first is None:
            self.first = (now, progress.done)
        if progress.done < progress.total and now - self.reported < _SECONDS_BETWEEN_REPORTS:
            return
        self.reported = now
        seconds, done = now - self.first[0], progress.done - self.first[1]
        speed = f" ({done / seconds:.0f} a second)" if done and seconds else ""
        self._say(f"{progress.done} of {progress.total}{speed}")

    def _say(self, line: str, indent: str = "  ") -> None:
        self.stdout.write(f"{indent}{line}")
        self.stdout.flush()

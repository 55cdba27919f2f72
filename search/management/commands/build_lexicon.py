from django.core.management.base import BaseCommand, CommandError

from search.lexicon import building


class Command(BaseCommand):
    help = "Makes the lexicon that the search knows words by, where this version of it is missing (up to a minute)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="make it even if it is there")

    def handle(self, again, **options):
        if building.is_built() and not again:
            self.stdout.write(f"The lexicon {building.version()} is there already.")
            return
        try:
            building.build(self._report, again=again)
        except (building.LexiconError, OSError) as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"The lexicon {building.version()} is ready in {building.folder()}.")

    def _report(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()

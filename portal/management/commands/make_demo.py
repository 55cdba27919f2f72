from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db.models import ProtectedError

from portal.demo.actions import Refused, make_demo, remove_demo
from portal.demo.people import PARTS, Keys


class Command(BaseCommand):
    help = "Makes people in every role and 40 invented records in every state; refused where real ones are sent in."

    def add_arguments(self, parser):
        parser.add_argument("--remove", action="store_true", help="takes all of it away again")

    def handle(self, *, remove, **options):
        if remove:
            self._remove()
        else:
            self._make()

    def _make(self) -> None:
        started = monotonic()
        try:
            keys = make_demo(on_progress=self._progress)
        except Refused as reason:
            raise CommandError(f"{reason} Nothing was made.") from reason
        if keys is None:
            self._say("The demonstration is there already; nothing was changed. “--remove” takes it away.")
            return
        self._say(f"The demonstration is in place ({monotonic() - started:.1f} s). Its people:")
        self._introduce(keys)

    def _introduce(self, keys: Keys) -> None:
        for part in PARTS:
            self._say(f"  {part.email:<34} {part.name}")
        self._say(f"Password of all of them: {keys.password}")
        self._say(f"Key for an authenticator app, where a second step is asked for: {keys.app_secret}")
        self._say("Both are shown this once. Messages to these people stay in the mailbox and are never sent.")

    def _remove(self) -> None:
        try:
            count = remove_demo()
        except ProtectedError as error:
            raise CommandError(
                "Other records name what was invented: change those first. Nothing was removed."
            ) from error
        self._say(f"The demonstration is gone: {count} records and its people.")

    def _progress(self, number: int, total: int, record) -> None:
        self._say(f"  {number} of {total}: {record.key} ({record.story.replace('_', ' ')})")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()

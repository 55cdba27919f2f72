import os
import signal
import threading

from django.core.management.base import BaseCommand

from core.working import Worker


class Command(BaseCommand):
    help = "Sends mail and does the daily work until it is stopped. `up` runs one; other servers run at least one."

    def handle(self, **options):
        worker = Worker(say=self._say)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, worker.stop)
        if pipe := os.environ.pop("CLEARINGHOUSE_STARTER_PIPE", None):
            threading.Thread(target=_stop_with_starter, args=[int(pipe), worker], daemon=True).start()
        worker.run()

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def _stop_with_starter(pipe: int, worker: Worker) -> None:
    """The pipe ends when the command that started this worker is gone, even by kill -9."""
    os.read(pipe, 1)
    worker.stop()

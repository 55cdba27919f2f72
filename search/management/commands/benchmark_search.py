import json
import signal
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.measuring import bench, machine, speed_report
from search.measuring.files import BadFile
from search.measuring.ingredients import gather
from search.scratch import ScratchRefused


class Command(BaseCommand):
    help = "Measures how fast search is, beside what other sites would use. Everything is made beside the real index."

    def add_arguments(self, parser):
        parser.add_argument("--documents", default="10000", metavar="N,N,…", help="sizes, with commas between them")
        parser.add_argument("--sentences", required=True, metavar="FOLDER", help="folder with sv.txt.gz, da.txt.gz …")
        parser.add_argument("--json", action="store_true", help="print one object and nothing else")
        parser.add_argument("--rounds", type=int, default=24, help="each kind of search is asked so often")
        parser.add_argument("--seed", type=int, default=1, help="another number makes other documents")
        parser.add_argument(
            "--orm-up-to", type=int, default=100_000, metavar="N", help="larger sizes leave the ORM out"
        )
        parser.add_argument("--tantivy-up-to", type=int, default=1_000_000, metavar="N", help="and tantivy")
        parser.add_argument("--published-per-second", type=float, default=5, help="by the writer; 0 leaves it out")

    def handle(self, **options):
        sizes = _sizes(options["documents"])
        state = machine.load()
        self._say(machine.sentence(state))
        if machine.is_busy(state):
            self._say("The machine is busy: only the ratios tell something.")
        names = ("seed", "rounds", "orm_up_to", "tantivy_up_to", "published_per_second")
        plan = bench.Plan(**{name: options[name] for name in names})
        try:
            with _ended_like_ctrl_c():
                ingredients = gather(Path(options["sentences"]), plan.seed)
                found = {str(size): bench.run(size, ingredients, plan, self._say) for size in sizes}
        except (BadFile, ScratchRefused) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt:
            raise CommandError("Stopped; what was made for the benchmark is gone.") from None
        self._print(found, as_json=options["json"])

    def _print(self, found, *, as_json):
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for size, figures in found.items():
            self.stdout.write(
                "\n".join(["", machine.sentence(figures["machine"]), *speed_report.table(int(size), figures)])
            )

    def _say(self, line):
        self.stderr.write(line)
        self.stderr.flush()


@contextmanager
def _ended_like_ctrl_c():
    """Who is asked to end takes everything away too."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _sizes(text):
    try:
        sizes = [int(size) for size in text.split(",")]
    except ValueError:
        sizes = []
    if not sizes or min(sizes) < 1:
        raise CommandError(f"--documents {text}: numbers with commas between them are expected, such as 10000,100000.")
    return sizes

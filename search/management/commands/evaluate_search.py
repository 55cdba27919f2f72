import json

from django.core.management.base import BaseCommand, CommandError

from search.measuring import machine, quality, quality_report
from search.measuring.files import BadFile, read_files
from search.measuring.throw_away import throw_away_index
from search.measuring.variants import VARIANTS, WHOLE
from search.scratch import ScratchRefused


class Command(BaseCommand):
    help = "Measures how well search finds: judgments (.json) and pairs of words (.csv). Nothing of it is kept."
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one object with the figures of the whole engine")
        parser.add_argument("--misses", action="store_true", help="also list what was not found, or found wrongly")

    def handle(self, files, **options):
        try:
            judgments, pairs = read_files(files)
        except BadFile as error:
            raise CommandError(str(error)) from error
        try:
            with throw_away_index(self._say):
                self._measure_and_print(judgments, pairs, options)
        except ScratchRefused as error:
            raise CommandError(str(error)) from error

    def _measure_and_print(self, judgments, pairs, options):
        if options["json"]:
            self.stdout.write(json.dumps(_scores(*_measure(judgments, pairs, WHOLE)), indent=1))
        else:
            self._print(judgments, pairs, with_misses=options["misses"])

    def _print(self, judgments, pairs, *, with_misses):
        self.stdout.write(machine.sentence(machine.load()))
        measured = {}
        for variant in VARIANTS:
            self._say(f"Measuring: {variant.name} …")
            measured[variant.name] = _measure(judgments, pairs, variant)
        scores = {name: _scores(*one) for name, one in measured.items()}
        lines = []
        if judgments:
            lines += ["", *quality_report.judgment_tables(judgments, _of_kind(scores, "judgments"))]
        if pairs:
            lines += ["", *quality_report.pair_tables(pairs, _of_kind(scores, "pairs"))]
        if with_misses:
            lines += ["", *quality_report.misses(*measured[WHOLE.name])]
        self.stdout.write("\n".join(lines))

    def _say(self, line):
        self.stderr.write(line)
        self.stderr.flush()


def _measure(judgments, pairs, variant):
    answers = [answer for file in judgments for answer in quality.answers(file, variant)]
    return answers, list(quality.findings(pairs, variant))


def _scores(answers, findings) -> dict:
    scores = {}
    if answers:
        scores["judgments"] = quality.score_answers(answers)
    if findings:
        scores["pairs"] = quality.score_findings(findings)
    return scores


def _of_kind(scores, kind):
    return {name: score[kind] for name, score in scores.items()}

"""Asks every contender the same questions in turn, and takes the time."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from search.measuring.contenders import Contender, Question
from search.measuring.timing import Sample, Stopwatch, mean_cpu, p50, p95

OURS, TANTIVY, ORM = "ours", "tantivy", "orm"


@dataclass
class Speed:
    """What was measured at one size."""

    samples: dict[str, dict[str, list[Sample]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    """{contender: {kind: samples}}"""
    hits: dict[str, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    """{contender: {kind: totals of its searches}}"""

    def all_of(self, contender: str) -> list[Sample]:
        return [sample for samples in self.samples[contender].values() for sample in samples]

    def cpu(self, contender: str, kind: str = "") -> float | None:
        samples = self.samples[contender][kind] if kind else self.all_of(contender)
        return mean_cpu(samples) if samples else None


def measure(
    contenders: list[Contender],
    questions: dict[str, list[Question]],
    rounds: int,
    say: Callable[[str], None] = lambda _line: None,
) -> Speed:
    """Each in turn, the turn changing with every round, so that a busy moment meets all of them."""
    speed, stopwatch = Speed(), Stopwatch()
    for contender in contenders:
        for kind, asked in questions.items():
            speed.hits[contender.name][kind] = [contender.search(question).total for question in asked]
    for number in range(rounds):
        turn = number % len(contenders)
        for kind, asked in questions.items():
            if not asked:
                continue
            question = asked[number % len(asked)]
            for contender in contenders[turn:] + contenders[:turn]:
                sample = stopwatch.sample(lambda: contender.search(question))  # noqa: B023 - called at once
                speed.samples[contender.name][kind].append(sample)
        if number % 5 == 4:
            say(f"  round {number + 1} of {rounds}")
    return speed


def figures(speed: Speed) -> dict:
    """As the command's JSON says them: ours ÷ tantivy, and the ORM ÷ ours."""
    samples = speed.all_of(OURS)
    return {
        "p50_ms": p50(samples),
        "p95_ms": p95(samples),
        "cpu_ms": speed.cpu(OURS),
        "cpu_ratio_tantivy": ratio(speed.cpu(OURS), speed.cpu(TANTIVY)),
        "cpu_ratio_orm": ratio(speed.cpu(ORM), speed.cpu(OURS)),
        "by_query": {kind: _of_kind(speed, kind) for kind in speed.samples[OURS]},
    }


def _of_kind(speed: Speed, kind: str) -> dict:
    samples = speed.samples[OURS][kind]
    ours = speed.cpu(OURS, kind)
    return {
        "p50_ms": p50(samples),
        "p95_ms": p95(samples),
        "cpu_ms": ours,
        "cpu_ratio_tantivy": ratio(ours, speed.cpu(TANTIVY, kind)),
        "cpu_ratio_orm": ratio(speed.cpu(ORM, kind), ours),
        "hits": {contender: hits[kind] for contender, hits in speed.hits.items()},
    }


def ratio(one: float | None, other: float | None) -> float | None:
    return round(one / other, 2) if one is not None and other else None

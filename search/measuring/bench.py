"""One size of the benchmark: builds the index beside the real one, measures, and takes it away again."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import monotonic

from django.db import connection

from search import scratch
from search.measuring import loading, machine, tantivy_peer
from search.measuring.contenders import Ours, Peer
from search.measuring.corpus import Corpus
from search.measuring.ingredients import Ingredients
from search.measuring.orm_peer import OrmPeer
from search.measuring.publishing import Publisher, growth
from search.measuring.questions import Questions
from search.measuring.speed import figures, measure
from search.measuring.tantivy_peer import TantivyPeer

_PEERS = "search_benchmark_peers"
_SIZE = """
SELECT coalesce(sum(pg_total_relation_size(quote_ident(schemaname) || '.' || quote_ident(tablename))), 0)::bigint
FROM pg_tables WHERE schemaname = %s
"""


@dataclass(frozen=True)
class Plan:
    seed: int
    rounds: int
    orm_up_to: int
    tantivy_up_to: int
    published_per_second: float


def run(size: int, ingredients: Ingredients, plan: Plan, say: Callable[[str], None]) -> dict:
    corpus, schema = Corpus(ingredients, plan.seed), f"search_benchmark_{size}"
    with _peers(size, plan, say) as peers, scratch.scratch_schema(schema, unlogged=True, text_indexes=False):
        started = monotonic()
        _build(corpus, size, schema, peers, say)
        built = monotonic() - started
        say("Choosing the words …")
        questions = Questions(corpus, ingredients, size).of_all_kinds()
        say("Asking …")
        state = machine.load()
        found = figures(measure([Ours(), *peers], questions, plan.rounds, say))
        found |= {"questions": {kind: [str(one) for one in asked] for kind, asked in questions.items()}}
        found |= {"build_seconds": round(built), "machine": state}
        found |= {"index_bytes": _bytes(schema), "orm_bytes": _bytes(_PEERS) or None}
        if plan.published_per_second:
            say("Asking beside a writer …")
            publisher = Publisher(corpus, size, schema, plan.published_per_second)
            found["with_writer"] = growth(publisher, questions, max(plan.rounds // 3, 2)).figures()
        return found


@contextmanager
def _peers(size: int, plan: Plan, say: Callable[[str], None]) -> Iterator[list[Peer]]:
    """Before the index is made: the schema of their own comes after that of the index."""
    with ExitStack() as to_end:
        peers: list[Peer] = []
        if size <= plan.orm_up_to:
            to_end.enter_context(_schema_of_peers())
            peers.append(OrmPeer())
        if size <= plan.tantivy_up_to and not tantivy_peer.is_installed():
            say("tantivy is not installed (requirements-benchmark.txt): it is left out.")
        elif size <= plan.tantivy_up_to:
            peers.append(TantivyPeer())
            to_end.callback(peers[-1].close)
        yield peers


@contextmanager
def _schema_of_peers() -> Iterator[None]:
    scratch.drop(_PEERS)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {_PEERS}")
    try:
        with scratch.searching_in(_PEERS):
            yield
    finally:
        scratch.drop(_PEERS)


def _build(corpus: Corpus, size: int, schema: str, peers: list[Peer], say: Callable[[str], None]) -> None:
    say(f"Making {size:,} documents …")
    loading.load(corpus, size, say, lambda rows: [peer.add(rows) for peer in peers])
    say("Indexes …")
    scratch.add_missing_indexes(schema)
    say("Bitmaps …")
    loading.add_bitmaps()
    for peer in peers:
        peer.finish()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _bytes(schema: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_SIZE, [schema])
        return cursor.fetchone()[0]

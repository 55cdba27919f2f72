"""What measures the search counts rightly and leaves nothing behind. How fast anything is, is no matter for a test."""

import gzip
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search.measuring import machine, metrics, publishing, speed, timing
from search.measuring.files import BadFile, read_judgments, read_pairs
from search.measuring.timing import Sample

SENTENCES = {
    "sv": ["Kommunen ordnar kurser för föräldrar.", "Barnen går i skolan varje dag.", "Vi lagar mat tillsammans."],
    "fi": ["Lapset käyvät koulua joka päivä.", "Kunta järjestää kursseja vanhemmille."],
    "en": ["Children walk to school together.", "The town offers courses for parents.", "We cook every week."],
}
JUDGMENTS = {
    "documents": [
        {"id": "cafe", "language": "sv", "title": "", "text": "Språkkafé på biblioteket."},
        {"id": "school", "language": "en", "title": "School", "text": "Help with homework after school."},
    ],
    "queries": [
        {"language": "sv", "query": "språkkafé", "relevant": ["cafe"]},
        {"language": "en", "query": "homework", "relevant": ["school"]},
        {"language": "en", "query": "zzyzx", "relevant": ["school"]},
    ],
}
PAIRS = "language,query,document_word,match\nsv,skola,skola,1\nen,school,schools,1\nsv,gram,program,0\n"
TABLES = "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname NOT LIKE 'pg_%' ORDER BY 1"


# --- Arithmetic -------------------------------------------------------------------------------------------------------


def test_recall_is_the_share_of_what_is_relevant_among_the_first_ten():
    assert metrics.recall(["a", "b", "x"], {"a", "b", "c", "d"}) == 0.5
    assert metrics.recall(["x"] * 10 + ["a"], {"a"}) == 0


def test_precision_is_the_share_of_what_is_shown():
    assert metrics.precision(["a", "x"], {"a"}) == 0.5
    assert metrics.precision(["a"], {"a", "b"}) == 1
    assert metrics.precision([], {"a"}) == 0
    assert metrics.precision(["a"] + ["x"] * 9 + ["b"] * 10, {"a", "b"}) == 0.1


@pytest.mark.parametrize(("found", "value"), [(["a"], 1), (["x", "a"], 0.5), (["x"] * 10 + ["a"], 0), ([], 0)])
def test_reciprocal_rank_is_that_of_the_first_relevant_find(found, value):
    assert metrics.reciprocal_rank(found, {"a"}) == value


def test_percentiles_and_means_of_samples():
    samples = [Sample(wall_ms=float(number), cpu_ms=2.0) for number in range(1, 101)]
    assert timing.p50(samples) == 50.5
    assert timing.p95(samples) == 95.05
    assert timing.mean_cpu(samples) == 2
    assert timing.p95(samples[:1]) == 1


def test_processor_time_that_was_not_measured_is_no_figure():
    assert timing.mean_cpu([Sample(1, 2), Sample(1, None)]) is None
    assert speed.ratio(None, 2) is None
    assert speed.ratio(3, 0) is None
    assert speed.ratio(3, 2) == 1.5


def test_growth_compares_with_and_without_the_writer():
    found = publishing.Growth([Sample(10, 1)], [Sample(12, 1)], published=5, exact=3, compared=3)
    assert found.figures()["growth"] == 0.2


def test_the_load_of_the_machine_is_a_sentence_even_where_it_is_not_told():
    assert "processors" in machine.sentence(machine.load())
    assert "could not be measured" in machine.sentence({"processors": 2, "load_1_minute": 0.1, "busy_share": None})


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"documents": []}, "“documents” is missing or empty"),
        ({"queries": [{"language": "sv", "query": "x", "relevant": ["nothing"]}]}, "queries 1: there is no document"),
        ({"queries": [{"language": "xx", "query": "x", "relevant": ["cafe"]}]}, "queries 1: xx is no language"),
        ({"queries": [{"language": "sv", "relevant": ["cafe"]}]}, "queries 1: “query” is missing"),
        ({"documents": JUDGMENTS["documents"][:1] * 2}, "same id"),
    ],
)
def test_wrong_judgments_say_where(change, message):
    with pytest.raises(BadFile, match=message):
        read_judgments(json.dumps(JUDGMENTS | change), "my.json")


def test_what_is_no_json_says_the_line():
    with pytest.raises(BadFile, match=r"my\.json, line 2: this is not JSON"):
        read_judgments('{"documents":\nx}', "my.json")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("language,query\n", "line 1: there is no column document_word, match"),
        (f"{PAIRS}sv,skola,skolor,yes\n", "line 5: “match” is yes"),
        (f"{PAIRS}sv,,skolor,1\n", "line 5: “query” is missing"),
        ("language,query,document_word,match\n", "there are no pairs"),
    ],
)
def test_wrong_pairs_say_where(text, message):
    with pytest.raises(BadFile, match=message):
        read_pairs(text, "my.csv")


# --- The commands -----------------------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    (tmp_path / "judgments.json").write_text(json.dumps(JUDGMENTS))
    (tmp_path / "pairs.csv").write_text(PAIRS)
    return tmp_path


@pytest.fixture
def reference(db):
    call_command("load_reference", stdout=StringIO())


def printed(command, *arguments, **options):
    out = StringIO()
    call_command(command, *arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def rows(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def test_quality_is_one_object_and_nothing_is_left(reference, files):
    before = rows(TABLES)
    found = json.loads(printed("evaluate_search", files / "judgments.json", files / "pairs.csv", json=True))
    assert set(found) == {"judgments", "pairs"}
    assert set(found["judgments"]) == {"recall_at_10", "precision_at_10", "mrr", "no_hit", "by_language"}
    assert found["judgments"]["by_language"]["sv"]["recall_at_10"] == 1
    assert found["judgments"]["no_hit"] == 0.3333
    assert set(found["pairs"]) == {"recall", "false_positives", "negatives", "by_language"}
    assert found["pairs"]["recall"] == 1
    assert found["pairs"]["negatives"] == 1
    assert rows(TABLES) == before
    assert rows("SELECT count(*) FROM search_searchdocument") == [(0,)]


def test_a_kind_of_file_that_is_absent_is_left_out(reference, files):
    assert set(json.loads(printed("evaluate_search", files / "pairs.csv", json=True))) == {"pairs"}


def test_the_table_shows_the_engine_with_parts_taken_out(reference, files):
    table = printed("evaluate_search", files / "judgments.json", files / "pairs.csv", misses=True)
    for part in ("Machine:", "Whole engine", "Without thesaurus", "Without compounds", "PostgreSQL's own", " of 1"):
        assert part in table
    assert "en “zzyzx” misses school" in table


def test_a_database_without_vocabulary_gets_it_for_the_measurement_only(db, files):
    found = json.loads(printed("evaluate_search", files / "pairs.csv", json=True))
    assert found["pairs"]["recall"] == 1
    assert rows("SELECT count(*) FROM vocabulary_concept") == [(0,)]


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(CommandError, match="neither judgments"):
        call_command("evaluate_search", tmp_path / "pairs.txt")


@pytest.fixture
def sentences(tmp_path):
    for language, lines in SENTENCES.items():
        with gzip.open(tmp_path / f"{language}.txt.gz", "wt") as file:
            file.write("\n".join(lines))
    return tmp_path


@pytest.mark.django_db(transaction=True)
def test_speed_is_one_object_by_size_and_nothing_is_left(sentences):
    call_command("load_reference", stdout=StringIO())
    before = rows(TABLES)
    options = {"documents": "50", "rounds": 2, "published_per_second": 20, "json": True}
    found = json.loads(printed("benchmark_search", sentences=str(sentences), **options))
    assert set(found) == {"50"}
    figures = found["50"]
    assert {"p50_ms", "p95_ms", "cpu_ms", "cpu_ratio_tantivy", "cpu_ratio_orm", "by_query"} <= set(figures)
    assert len(figures["by_query"]) == 12
    for kind, row in figures["by_query"].items():
        assert row["hits"]["orm"] == row["hits"]["ours"], kind
    assert figures["with_writer"]["compared"] > 0
    assert figures["with_writer"]["exact"] == figures["with_writer"]["compared"]
    assert rows(TABLES) == before
    assert rows("SELECT count(*) FROM search_searchdocument") == [(0,)]


def test_speed_needs_sentences_and_sizes(reference, tmp_path):
    with pytest.raises(CommandError, match="holds no sentences"):
        call_command("benchmark_search", documents="50", sentences=str(tmp_path), stderr=StringIO())
    with pytest.raises(CommandError, match="numbers with commas"):
        call_command("benchmark_search", documents="many", sentences=str(tmp_path), stderr=StringIO())


def test_the_same_seed_makes_the_same_documents(reference, sentences):
    from search.measuring.corpus import Corpus
    from search.measuring.ingredients import gather

    first, again, other = (Corpus(gather(sentences, seed), seed) for seed in (1, 1, 2))
    assert first.document(7) == again.document(7)
    assert first.document(7) != other.document(7)

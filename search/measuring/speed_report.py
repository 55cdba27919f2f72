"""Figures about speed as tables that people read."""

from collections.abc import Iterator

_COLUMNS = ("p50", "p95", "cpu", "÷ tantivy", "ORM ÷", "hits", "tantivy hits", "ORM hits")
_NAME_WIDTH = 32
_WIDTH = 13


def table(size: int, found: dict) -> Iterator[str]:
    yield f"{size:,} documents: milliseconds; cpu is this process and the backend together"
    yield _line("", _COLUMNS)
    for kind, row in found["by_query"].items():
        hits = (_hits(row["hits"].get(name)) for name in ("ours", "tantivy", "orm"))
        yield _line(kind, [*_times(row), *hits])
    yield _line("all", _times(found))
    yield from _notes(found)


def _times(row: dict) -> list[str]:
    keys = ("p50_ms", "p95_ms", "cpu_ms", "cpu_ratio_tantivy", "cpu_ratio_orm")
    return ["–" if row[key] is None else f"{row[key]:.2f}" for key in keys]


def _hits(totals: list[int] | None) -> str:
    """Of all searches of a kind together: equal where the same was found."""
    return "–" if totals is None else f"{sum(totals):,}"


def _notes(found: dict) -> Iterator[str]:
    size = f"Index: {_megabytes(found['index_bytes'])}"
    if found["orm_bytes"]:
        size += f"; tables of the ORM: {_megabytes(found['orm_bytes'])}"
    yield f"{size}. Built in {found['build_seconds']} s."
    if found["cpu_ms"] is None:
        yield "Processor time could not be measured: the database runs on another machine, or the system does not tell."
    for name, key in (("tantivy", "cpu_ratio_tantivy"), ("the ORM", "cpu_ratio_orm")):
        if found[key] is None:
            yield f"The ratio to {name} could not be measured at this size."
    if writer := found.get("with_writer"):
        yield (
            f"Beside a writer ({writer['published']} documents published): p95 {writer['p95_ms_without']} → "
            f"{writer['p95_ms_beside']} ms ({writer['growth']:+.0%}); "
            f"{writer['exact']} of {writer['compared']} answers counted exactly."
        )


def _megabytes(number: int) -> str:
    return f"{number / 1_000_000:,.0f} MB"


def _line(name: str, cells) -> str:
    return f"{name:<{_NAME_WIDTH}}" + "".join(f"{cell:>{_WIDTH}}" for cell in cells)

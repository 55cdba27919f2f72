import argparse
from dataclasses import dataclass

MOST = 20_000


@dataclass(frozen=True)
class Options:
    practices: int
    senders: int
    is_disturbed: bool
    as_json: bool


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(
        prog="manage.py benchmark_sending",
        description="Sends practices in by the pages of the portal and publishes them, on a database of its own, while "
        "processes of the portal and of PostgreSQL are killed; then counts what was lost and what is there twice.",
        allow_abbrev=False,
    )
    parser.add_argument("--practices", type=int, default=1000, help="how many are sent in (default: 1000)")
    parser.add_argument("--senders", type=int, default=4, help="how many send at once (default: 4)")
    parser.add_argument("--undisturbed", action="store_true", help="kill nothing: for comparing")
    parser.add_argument("--json", action="store_true", help="print the figures as one object")
    found = parser.parse_args(arguments)
    if not (1 <= found.practices <= MOST and 1 <= found.senders <= 32):
        parser.error(f"Choose 1 to {MOST} practices and 1 to 32 senders.")
    return Options(found.practices, found.senders, not found.undisturbed, found.json)

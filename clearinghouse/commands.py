"""`up`, `test`, and Django's own commands: each with its environment and its database. Standard library only."""

import os
from contextlib import contextmanager

from clearinghouse import bootstrap, up_options
from clearinghouse.problems import explained

WITHOUT_DATABASE = {"help", "version", "--help", "--version", "collectstatic", "compilemessages", "makemessages"}
INTRODUCTION = """\
python3 manage.py up      starts the whole portal; `up --help` lists the options
python3 manage.py test    runs the tests; what follows goes to pytest
"""


def run(argv: list[str]) -> None:
    command = argv[1] if len(argv) > 1 else "help"
    options = up_options.parse(argv[2:]) if command == "up" else None
    with explained():
        if command in ("benchmark_search", "benchmark_sending"):
            bootstrap.add_where_possible("requirements-benchmark.lock")
        bootstrap.enter_environment("requirements-test.lock" if command == "test" else "requirements.lock")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearinghouse.settings")
        if command == "up":
            from clearinghouse import up

            up.run(options)
        elif command == "test":
            from clearinghouse import testing

            raise SystemExit(testing.run(argv[2:]))
        elif command == "benchmark_sending":
            from clearinghouse.sending_benchmark import options as asked
            from clearinghouse.sending_benchmark import run

            raise SystemExit(run.run(asked.parse(argv[2:])))
        else:
            run_django(argv, needs_database=command not in WITHOUT_DATABASE)


def run_django(argv: list[str], needs_database: bool) -> None:
    from django.core.management import execute_from_command_line

    if len(argv) == 1:
        print(INTRODUCTION)
    if not needs_database:
        execute_from_command_line(argv)
        return
    with database():
        execute_from_command_line(argv)


@contextmanager
def database(announced: bool = False):
    """The server that DATABASE_URL names, checked; or the project's own, running for as long as it is needed."""
    if url := os.environ.get("DATABASE_URL"):
        from clearinghouse.database import check_server

        check_server(url)
        yield None
        return
    from clearinghouse.postgres import main_cluster

    own = main_cluster()
    if announced:
        print(f"Starting PostgreSQL in {own.home} …", flush=True)
    with own.in_use() as cluster:
        os.environ["DATABASE_URL"] = cluster.url
        yield cluster

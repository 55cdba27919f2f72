"""`up`, `test`, and Django's own commands: each with its environment and its database. Standard library only."""

import os
import sys

from clearinghouse import bootstrap
from clearinghouse.problems import explained

WITHOUT_DATABASE = {"help", "version", "--help", "--version", "collectstatic", "compilemessages", "makemessages"}


def run(argv: list[str]) -> None:
    command = argv[1] if len(argv) > 1 else "help"
    with explained():
        bootstrap.enter_environment("requirements-test.lock" if command == "test" else "requirements.lock")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearinghouse.settings")
        run_django(argv, needs_database=command not in WITHOUT_DATABASE)


def run_django(argv: list[str], needs_database: bool) -> None:
    from django.core.management import execute_from_command_line

    from clearinghouse.postgres import main_cluster

    if os.environ.get("DATABASE_URL") or not needs_database:
        execute_from_command_line(argv)
        return
    with main_cluster().in_use() as cluster:
        os.environ["DATABASE_URL"] = cluster.url
        execute_from_command_line(argv)

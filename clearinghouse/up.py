"""`python3 manage.py up`: everything from an empty folder to a page that answers, and back again."""

import json
import os
import signal
from contextlib import contextmanager

from clearinghouse import locks
from clearinghouse.commands import database
from clearinghouse.listening import take_port
from clearinghouse.paths import ROOT, STATE, make_folder
from clearinghouse.problems import Problem
from clearinghouse.serving import serve
from clearinghouse.up_options import Options


class Stopped(SystemExit):
    """Somebody asked the command to end; that is no failure."""


def run(options: Options) -> None:
    stop_on_signals()
    with only_one_here() as leaves:
        listener = take_port(options, wait=leaves.was_killed)
        port = listener.getsockname()[1]
        leaves.note(options.address(port))
        with database(announced=True) as cluster:
            prepare()
            warn_of_plain_http(options)
            serve(listener, address=options.address(port), cluster=cluster)


def stop_on_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def stop(number, frame) -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # a second Ctrl-C must not disturb the tidying
    raise Stopped(0)


class Note:
    """What the running `up` leaves for the next one to read: where it answers, and whether it ended in order."""

    def __init__(self, handle):
        self.handle = handle
        handle.seek(0)
        self.found = handle.read()

    @property
    def was_killed(self) -> bool:
        return bool(self.found)

    def note(self, address: str) -> None:
        self.clear()
        json.dump({"address": address, "process": os.getpid()}, self.handle)
        self.handle.flush()

    def clear(self) -> None:
        self.handle.seek(0)
        self.handle.truncate()


@contextmanager
def only_one_here():
    with (make_folder(STATE) / "up.lock").open("a+") as handle:
        free = locks.try_exclusive(handle)
        note = Note(handle)
        if not free:
            raise Problem(already_running(note.found))
        try:
            yield note
        finally:
            note.clear()


def already_running(found: str) -> str:
    about = json.loads(found) if found else {}
    where = " at {address} (process {process})".format(**about) if about else ""
    return (
        f"The portal in {ROOT} is already running{where}: stop it first with Ctrl-C where it was started, "
        "or set CLEARINGHOUSE_STATE to another folder and start a second one on another port."
    )


def prepare() -> None:
    import django

    django.setup()
    from clearinghouse import prepared_files, shipped_data

    migrate()
    prepared_files.prepare()
    make_lexicon()
    shipped_data.load()
    warn_of_unsafe_database()


def migrate() -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Preparing the tables …")
        call_command("migrate", interactive=False, verbosity=0)


def make_lexicon() -> None:
    from search.lexicon import building

    if building.is_built():
        return
    say("Making the lexicon of the search; this happens once and takes up to a minute …")
    try:
        building.build(say)
    except building.LexiconError as error:
        raise Problem(str(error)) from None


def warn_of_unsafe_database() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('synchronous_commit'), current_setting('fsync')")
        if "off" in cursor.fetchone():
            say("Attention: synchronous_commit or fsync is off, so a crash of the database can lose what was saved.")
    connection.close()


def warn_of_plain_http(options: Options) -> None:
    from django.conf import settings

    if options.is_loopback or settings.SITE_URL.startswith("https://"):
        return
    say(
        f"Attention: listening on {options.host} in plain http, so others on the network can read along. "
        "Put a proxy with TLS in front and set SITE_URL=https://…; "
        "only names in SITE_URL and ALLOWED_HOSTS get an answer."
    )


def say(sentence: str) -> None:
    print(sentence, flush=True)

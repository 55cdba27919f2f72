"""`manage.py benchmark_sending`: a whole portal on a database of its own, people who send in, and what goes wrong."""

import json
import os
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack, nullcontext

from clearinghouse import serving
from clearinghouse.listening import take_port
from clearinghouse.paths import STATE
from clearinghouse.postgres import SAFE, Cluster
from clearinghouse.postgres_user import reachable_home
from clearinghouse.problems import Problem
from clearinghouse.sending_benchmark.browser import Browser
from clearinghouse.sending_benchmark.disturbance import Disturbance
from clearinghouse.sending_benchmark.mail import mail_server, mail_worker
from clearinghouse.sending_benchmark.options import Options
from clearinghouse.sending_benchmark.statements import first_and_last
from clearinghouse.sending_benchmark.volunteer import Volunteer
from clearinghouse.up import make_lexicon, stop_on_signals
from clearinghouse.up_options import Options as Address

_NOT_FAULTS = ("acknowledged", "practices", "published")
_STEADY = "statements_at_first_and_last"
_MOST_DRIFT = 1
"""Statements that a move may take more, or fewer, when there is more in the database."""
_SECONDS_FOR_MAIL = 300
"""After the last practice. What a killed worker had taken is tried again after two minutes."""


def run(options: Options) -> int:
    """The exit code: 0 when nothing was lost, nothing is there twice and no move took more statements in the end."""
    stop_on_signals()
    home = reachable_home(STATE / "sending-benchmark")
    shutil.rmtree(home, ignore_errors=True)
    try:
        with Cluster(home, SAFE).in_use() as cluster:
            os.environ["DATABASE_URL"] = cluster.url
            os.environ["DJANGO_SETTINGS_MODULE"] = "clearinghouse.sending_benchmark.settings"
            report = _measured(options, cluster)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    _show(report, as_json=options.as_json)
    return 1 if faults_in(report, options.practices) else 0


def faults_in(report: dict, practices: int) -> list[str]:
    """A mail may come twice when its worker, or the database, was killed between sending and noting it."""
    counted = report["counted"]
    faults = [name for name, number in counted.items() if name not in _NOT_FAULTS and number]
    faults += ["published"] if counted["published"] != practices else []
    kills = report["mail_workers_killed"] + report["databases_killed"]
    faults += ["mails_sent_again"] if report["mails_sent_again"] > kills else []
    return faults + [move for move, (first, last) in report[_STEADY].items() if abs(last - first) > _MOST_DRIFT]


def _measured(options: Options, cluster: Cluster) -> dict:
    _prepare()
    from django.db import connections

    from clearinghouse.sending_benchmark import counting, people
    from clearinghouse.sending_benchmark.publishing import Publisher
    from search.measuring import machine

    editor = people.make_editor()
    owner = people.make_owner(editor)
    cookies = people.make_senders(options.senders, owner)
    publisher, load = Publisher(editor), machine.load()
    with ExitStack() as open_things:
        mailbox = open_things.enter_context(mail_server())
        origin, server_pid = _portal(open_things)
        started = time.monotonic()
        disturbance = Disturbance(cluster, server_pid)
        volunteers = [Volunteer(Browser(origin, jar), str(owner.pk)) for jar in cookies]
        with disturbance if options.is_disturbed else nullcontext():
            _work(volunteers, publisher, options.practices, disturbance.note_sent)
        seconds = time.monotonic() - started
        connections.close_all()  # the database may have been killed since they were opened
        _wait_for_mail(counting.is_mail_waiting)
    told = {title: number for each in volunteers for title, number in each.acknowledged.items()}
    sent = sorted(each for volunteer in volunteers for each in volunteer.statements)
    statements = {"submit": [number for _when, number in sent], **publisher.statements}
    return {
        "machine": machine.sentence(load),
        "seconds": round(seconds, 1),
        "web_processes_killed": disturbance.web_processes_killed,
        "mail_workers_killed": disturbance.mail_workers_killed,
        "databases_killed": disturbance.databases_killed,
        "pages_asked_again": sum(each.browser.tries for each in volunteers) + publisher.tries,
        "mails_sent_again": sum(times - 1 for times in mailbox.received.values()),
        "statements": {move: [min(taken), max(taken)] for move, taken in statements.items()},
        _STEADY: {move: first_and_last(taken) for move, taken in statements.items()},
        "counted": counting.count(told, mailbox.received),
    }


def _portal(open_things: ExitStack) -> tuple[str, int]:
    """Address of the running portal, and the first of its web processes."""
    listener = take_port(Address(host="127.0.0.1", port=0), wait=False)
    origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = open_things.enter_context(serving.server(listener))
    serving.wait_for_first_page(server, f"{origin}/en/")
    open_things.enter_context(mail_worker(origin))
    return origin, server.pid


def _wait_for_mail(is_waiting: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _SECONDS_FOR_MAIL
    while is_waiting() and time.monotonic() < deadline:
        time.sleep(1)


def _prepare() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    from clearinghouse import prepared_files

    prepared_files.prepare()
    make_lexicon()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)


def _work(volunteers: list[Volunteer], publisher, number: int, note_sent: Callable[[], None]) -> None:
    """A volunteer whose work ends with an error ends the measurement with it, once all others are done."""
    failures: list[BaseException] = []

    def guarded(act, *arguments) -> None:
        try:
            act(*arguments)
        except BaseException as failure:
            failures.append(failure)

    def send(volunteer: Volunteer, first: int) -> None:
        for each in range(first, number, len(volunteers)):
            volunteer.send_in(f"Kitchen evening number {each + 1}")
            note_sent()
            if each % 100 == 0:
                print(f"  practice {each + 1} of {number}", flush=True)

    threads = [
        threading.Thread(target=guarded, args=(send, each, at), daemon=True) for at, each in enumerate(volunteers)
    ]
    editor = threading.Thread(target=guarded, args=(publisher.work,), daemon=True)
    for thread in (*threads, editor):
        thread.start()
    for thread in threads:
        thread.join()
    publisher.nothing_more.set()
    editor.join()
    if failures:
        raise Problem(f"The measurement broke off: {failures[0]}")


def _show(report: dict, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(report, indent=2))
        return
    for name, value in report.items():
        rows = value.items() if isinstance(value, dict) else [("", value)]
        print(name.replace("_", " "))
        for label, figure in rows:
            print(f"  {label.replace('_', ' '):34} {figure}")

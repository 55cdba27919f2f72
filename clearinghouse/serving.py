"""Runs gunicorn and the worker as children, tells when the first page answers, and tidies up."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urljoin, urlsplit

from clearinghouse.paths import ROOT
from clearinghouse.postgres import Cluster
from clearinghouse.problems import Problem

SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 15
SECONDS_BETWEEN_WORKERS = 10
"""A worker that cannot start must not be started all the time."""
MOST_REDIRECTS = 5


def serve(listener: socket.socket, address: str, cluster: Cluster | None) -> None:
    """Returns only by the signal that ends the command."""
    with server(listener) as process:
        wait_for_first_page(process, address)
        with worker(address) as keep_worker:
            print(f"The portal is ready: {address}  (Ctrl-C stops it)", flush=True)
            while process.poll() is None:
                keep_alive(cluster)
                keep_worker()
                wait_a_second(process)
    raise Problem("The application server ended by itself; the lines above tell why.")


@contextmanager
def server(listener: socket.socket) -> Iterator[subprocess.Popen]:
    arguments = ("-m", "gunicorn", "-c", "clearinghouse/gunicorn_conf.py", "--bind", f"fd://{listener.fileno()}")
    with child(*arguments, descriptor=listener.fileno()) as process:
        listener.close()
        yield process
        if process.poll() is None:
            print("Stopping …", flush=True)


@contextmanager
def worker(address: str) -> Iterator[Callable[[], None]]:
    """What sends mail; the function that is handed over starts it again when it ended by itself."""
    with ExitStack() as children:
        running, started = None, 0.0

        def keep() -> None:
            nonlocal running, started
            if running is not None and running.poll() is None:
                return
            if running is not None and time.monotonic() < started + SECONDS_BETWEEN_WORKERS:
                return
            children.close()  # lets go of what the last one held
            running = children.enter_context(child("manage.py", "worker", CLEARINGHOUSE_ADDRESS=address))
            started = time.monotonic()

        keep()
        yield keep


@contextmanager
def child(*arguments: str, descriptor: int | None = None, **variables: str) -> Iterator[subprocess.Popen]:
    """A Python process that ends with this command, even when that is killed: it reads from a pipe until then."""
    read_end, write_end = os.pipe()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"CLEARINGHOUSE_STARTER_PIPE": str(read_end)} | variables,
        pass_fds=[read_end] if descriptor is None else [read_end, descriptor],
        start_new_session=True,  # Ctrl-C reaches this command only, which then stops its children in order
    )
    os.close(read_end)
    try:
        yield process
    finally:
        end(process)
        os.close(write_end)


def end(process: subprocess.Popen) -> None:
    if process.poll() is not None:
        return
    process.terminate()
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_a_second(process: subprocess.Popen) -> None:
    try:
        process.wait(1)
    except subprocess.TimeoutExpired:
        return


def keep_alive(cluster: Cluster | None) -> None:
    """The project's own PostgreSQL comes back by itself when something killed it."""
    if cluster is not None and not cluster.accepts_connections():
        print("The database went away: starting it again …", flush=True)
        cluster.start()


def wait_for_first_page(process: subprocess.Popen, address: str) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    status = None
    while status is None and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.1)
        status = first_page_status(address)
    if status is None:
        raise Problem("The application server did not start; the lines above tell why.")
    if status != 200:
        raise Problem(f"The first page answers with status {status}; the lines above tell why.")


def first_page_status(address: str) -> int | None:
    """Follows redirects inside the portal; None while nobody listens."""
    visited = urlsplit(address)
    path = visited.path
    status = None
    for _ in range(MOST_REDIRECTS):
        connection = http.client.HTTPConnection(visited.hostname, visited.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
            answer = connection.getresponse()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        status = answer.status
        if status not in (301, 302, 307, 308):
            return status
        path = urlsplit(urljoin(path, answer.headers["Location"])).path
    return status

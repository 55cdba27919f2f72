"""Settings of the application server, for `manage.py up` and for `gunicorn -c clearinghouse/gunicorn_conf.py`."""

import gc
import os
import signal
import threading
from pathlib import Path

from gunicorn.http import message

# Longer addresses than gunicorn takes by default reach the portal, which answers with a page of its own.
limit_request_line = message.MAX_REQUEST_LINE = 65_536
wsgi_app = "clearinghouse.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # a mistake in the settings ends the start at once, and workers share memory
timeout = 30
graceful_timeout = 10
keepalive = 5
max_requests = 20_000  # a worker that grew is replaced before anybody notices
max_requests_jitter = 2_000
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - the heartbeat of a worker must not wait for a slow disk
    worker_tmp_dir = "/dev/shm"  # noqa: S108
loglevel = "warning"


def on_starting(server):
    if pipe := os.environ.pop("CLEARINGHOUSE_STARTER_PIPE", None):
        threading.Thread(target=stop_with_starter, args=[int(pipe)], daemon=True).start()


def when_ready(server):
    """What the search holds is read once, before the first reader waits for it, and shared by all workers."""
    from django.db import DatabaseError, connections

    from search import held

    try:
        held.read()
    except DatabaseError as error:
        server.log.warning("The search reads its words later: %s", error)
    finally:
        connections.close_all()
    gc.freeze()  # a worker that looks for garbage must not copy what it shares


def stop_with_starter(pipe: int) -> None:
    """The pipe ends when the command that started this server is gone, even by kill -9."""
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)

"""Several people press at the same moment, each with a connection of their own."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connection


def at_once(steps, *, refusal):
    """[what each step gave back, or the refusal that it raised]; they begin together; other errors are raised."""
    start = threading.Barrier(len(steps))

    def run(step):
        try:
            start.wait()
            return step()
        except refusal as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as threads:
        return [done.result() for done in [threads.submit(run, step) for step in steps]]

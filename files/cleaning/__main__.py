"""The process of its own: bounds first, then the file from stdin, then the answer."""

import resource
import sys

MEMORY = 1_200_000_000
SECONDS = 20


def bound_this_process() -> None:
    """Nothing that a file asks for makes it larger or slower than this, and nothing is written to disk."""
    bounds = {
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        _soft, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))


def work_of(name: str):
    """Imported behind the bounds, as libraries take memory, too."""
    if name == "read":
        from files.cleaning.reading import read

        return read
    from files.cleaning.washing import wash

    return wash


if __name__ == "__main__":
    bound_this_process()
    sys.stdout.buffer.write(work_of(sys.argv[1])(sys.stdin.buffer.read()))

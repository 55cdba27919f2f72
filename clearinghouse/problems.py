"""Turns what can be missing on a machine into one sentence with the remedy. Standard library only."""

import errno
import re
from contextlib import contextmanager

DISK_FULL = "The disk is full: free some space (a first start needs 300 MB), then run the same command again."
NO_NETWORK = (
    "The packages of the portal could not be downloaded: a first start needs the network. "
    "Check the connection (behind a proxy, set HTTPS_PROXY), then run the same command again."
)
NO_VENV = (
    "This Python cannot make virtual environments: install the missing part "
    "(on Debian and Ubuntu `apt-get install python3-venv`), then run the same command again."
)

SIGNS_OF_FULL_DISK = re.compile(r"No space left on device|Errno 28\b|Disk quota exceeded|Check free disk space")
SIGNS_OF_NO_NETWORK = re.compile(
    r"connection|name resolution|resolve|timed out|unreachable|proxy|error sending request|dns error"
    r"|No matching distribution|Could not find a version",
    re.IGNORECASE,
)


class Problem(SystemExit):
    """Ends the command with one sentence on stderr and exit status 1, without a traceback."""


@contextmanager
def explained():
    """Turns the failures that we can name into a Problem; the others stay as they are."""
    try:
        yield
    except Exception as error:
        if sentence := explanation(error):
            raise Problem(sentence) from None
        raise


def explanation(error: BaseException) -> str | None:
    """The sentence for the error or for one that it was raised from; None when we cannot name it."""
    while error is not None:
        if is_full_disk(error):
            return DISK_FULL
        if isinstance(error, PermissionError) and error.filename:
            return (
                f"{error.filename} belongs to another user of this machine: "
                "run the command as the user who ran it first, or in a copy of the project of your own."
            )
        if type(error).__name__ == "OperationalError":  # Django's or the driver's; neither is there on a bare machine
            first_line = str(error).strip().partition("\n")[0]
            return f"The database stopped answering ({first_line}): look at its log, then run the same command again."
        error = error.__cause__
    return None


def is_full_disk(error: BaseException) -> bool:
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    return bool(SIGNS_OF_FULL_DISK.search(str(error)))


def explain_failed_install(output: str, log: str) -> str:
    if SIGNS_OF_FULL_DISK.search(output):
        return DISK_FULL
    if SIGNS_OF_NO_NETWORK.search(output):
        return NO_NETWORK
    return f"The packages of the portal could not be installed: {log} tells why."

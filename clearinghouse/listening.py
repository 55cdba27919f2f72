"""The socket that the portal listens on: taken first, so that a port in use is said at once. Standard library only."""

import errno
import socket
import time

from clearinghouse.problems import Problem
from clearinghouse.up_options import Options

SECONDS_FOR_LEFTOVERS = 15
"""How long the server of a killed `up` may need to finish its requests and let go of the port."""


def take_port(options: Options, wait: bool) -> socket.socket:
    deadline = time.monotonic() + (SECONDS_FOR_LEFTOVERS if wait else 0)
    while True:
        try:
            return bound_socket(options)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise Problem(why_not(error, options)) from None
        time.sleep(0.2)


def bound_socket(options: Options) -> socket.socket:
    found = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, kind, protocol, _, address = found[0]
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)  # gunicorn listens later: until then a visitor is refused, not kept waiting
    except OSError:
        listener.close()
        raise
    return listener


def why_not(error: OSError, options: Options) -> str:
    if error.errno == errno.EADDRINUSE:
        free = options.port + 1 if options.port < 65_535 else 8000
        return (
            f"Port {options.port} is taken by another program: stop it, or choose another port, "
            f"for example `python3 manage.py up --port {free}`."
        )
    if error.errno == errno.EACCES:
        return f"Port {options.port} is for root only: choose one above 1023, for example `--port 8000`."
    return f"The portal cannot listen on {options.host} ({error.strerror}): choose an address of this machine."

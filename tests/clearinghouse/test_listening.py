import socket
import threading

import pytest

from clearinghouse import listening
from clearinghouse.problems import Problem
from clearinghouse.up_options import Options


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other


def port_of(other):
    return other.getsockname()[1]


def test_port_zero_takes_any_free_port():
    with listening.take_port(Options("127.0.0.1", 0), wait=False) as listener:
        assert port_of(listener) > 1023


def test_a_taken_port_is_said_at_once_with_another_to_try(taken):
    port = port_of(taken)
    with pytest.raises(Problem) as problem:
        listening.take_port(Options("127.0.0.1", port), wait=False)
    assert f"Port {port} is taken by another program" in str(problem.value)
    assert f"--port {port + 1}" in str(problem.value)


def test_waits_for_the_server_of_a_killed_start_to_let_go(taken):
    threading.Timer(0.5, taken.close).start()
    port = port_of(taken)
    with listening.take_port(Options("127.0.0.1", port), wait=True) as listener:
        assert port_of(listener) == port


@pytest.mark.parametrize("host", ["192.0.2.1", "no-such-host.invalid"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(Problem, match=f"cannot listen on {host}"):
        listening.take_port(Options(host, 0), wait=False)

import pytest

from clearinghouse.up_options import Options, parse


def test_listens_to_this_machine_only_until_told_otherwise(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    options = parse([])
    assert options == Options(host="127.0.0.1", port=8000)
    assert options.is_loopback


def test_the_option_wins_over_the_environment(monkeypatch):
    monkeypatch.setenv("PORT", "9001")
    assert parse([]).port == 9001
    assert parse(["--port", "9002"]).port == 9002


def test_an_empty_port_in_the_environment_counts_as_none(monkeypatch):
    monkeypatch.setenv("PORT", "")
    assert parse([]).port == 8000


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "80 80", "²"])
def test_a_port_that_is_none_is_refused_in_a_sentence(port, capsys):
    with pytest.raises(SystemExit) as ended:
        parse([f"--port={port}"])
    assert ended.value.code == 2
    assert f"not “{port}”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "is_loopback", "address"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:80/"),
        ("localhost", True, "http://localhost:80/"),
        ("::1", True, "http://[::1]:80/"),
        ("[::1]", True, "http://[::1]:80/"),
        ("0.0.0.0", False, "http://127.0.0.1:80/"),  # noqa: S104
        ("::", False, "http://[::1]:80/"),
        ("portal.example", False, "http://portal.example:80/"),
    ],
)
def test_knows_the_loopback_and_the_address_to_visit(host, is_loopback, address):
    options = parse(["--bind", host])
    assert options.is_loopback is is_loopback
    assert options.address(80) == address

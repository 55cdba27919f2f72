from types import SimpleNamespace

import psycopg2
import pytest

from clearinghouse import database
from clearinghouse.problems import Problem


def test_reads_every_part_of_the_address():
    settings = database.database_from_url("postgres://anna:p%40ss@db.example:5433/portal?sslmode=require")
    assert settings["NAME"] == "portal"
    assert (settings["USER"], settings["PASSWORD"]) == ("anna", "p@ss")
    assert (settings["HOST"], settings["PORT"]) == ("db.example", "5433")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_reads_a_socket_folder_and_its_port():
    settings = database.database_from_url("postgres://me@/portal?host=/run/my%20sockets&port=5499")
    assert (settings["HOST"], settings["PORT"]) == ("/run/my sockets", "5499")
    assert settings["OPTIONS"] == {}


def test_connections_are_kept_and_checked():
    settings = database.database_from_url("postgres://me@db/portal")
    assert settings["CONN_MAX_AGE"] > 0
    assert settings["CONN_HEALTH_CHECKS"]


def test_without_an_address_there_is_no_database_yet():
    assert database.database_from_url("")["NAME"] == ""


@pytest.mark.parametrize("url", ["mysql://me@db/portal", "postgres://me@db", "postgres://me@db:port/portal", "portal"])
def test_an_address_that_cannot_be_read_says_how_to_write_it(url):
    with pytest.raises(Problem) as problem:
        database.database_from_url(url)
    assert database.EXAMPLE in str(problem.value)


def test_a_server_that_does_not_answer_is_named_without_its_password():
    with pytest.raises(Problem) as problem:
        database.check_server("postgres://anna:hemligt@127.0.0.1:1/portal")
    assert str(problem.value) == (
        "The database in DATABASE_URL (portal on 127.0.0.1:1) does not answer: Connection refused. Start it or "
        "correct DATABASE_URL; without DATABASE_URL the portal starts a PostgreSQL of its own."
    )


@pytest.mark.parametrize(("version", "is_refused"), [(140_011, True), (150_000, False), (180_006, False)])
def test_a_server_before_15_is_refused(monkeypatch, version, is_refused):
    connection = SimpleNamespace(server_version=version, close=lambda: None)
    monkeypatch.setattr(psycopg2, "connect", lambda **arguments: connection)
    try:
        database.check_server("postgres://me@db/portal")
    except Problem as problem:
        assert is_refused
        assert "is PostgreSQL 14, and the portal needs 15 or newer" in str(problem)
    else:
        assert not is_refused


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ('connection to server at "db" (10.0.0.1), port 5432 failed: FATAL:  no such role\n', "no such role"),
        ("could not translate host name", "could not translate host name"),
        ("", "no reason given"),
    ],
)
def test_tells_the_heart_of_what_the_driver_says(said, told):
    assert database.reason(psycopg2.OperationalError(said)) == told

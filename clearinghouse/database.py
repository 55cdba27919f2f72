"""DATABASE_URL as Django's database settings, and whether the server it names will do."""

from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg2

from clearinghouse.problems import Problem

OLDEST_SERVER = 15
SECONDS_TO_ANSWER = 5
EXAMPLE = "postgres://user:password@host:5432/name"


def database_from_url(url: str) -> dict:
    """From postgres://user:password@host:port/name?host=/socket/folder&sslmode=require; empty without a URL."""
    parts, port = split(url)
    options = dict(parse_qsl(parts.query))
    socket_folder = options.pop("host", "")
    port_beside_socket = options.pop("port", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or socket_folder,
        "PORT": str(port or port_beside_socket),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def split(url: str):
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Problem(f"DATABASE_URL cannot be read ({error}): write it as {EXAMPLE}.") from None
    if url and (parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/")):
        raise Problem(f"DATABASE_URL must name a PostgreSQL database: write it as {EXAMPLE}.")
    return parts, port


def check_server(url: str) -> None:
    """Ends with one sentence when the server does not answer or is too old."""
    settings = database_from_url(url)
    try:
        connection = psycopg2.connect(**connection_arguments(settings))
    except psycopg2.Error as error:
        raise Problem(
            f"The database in DATABASE_URL ({described(settings)}) does not answer: {reason(error)}. Start it or "
            "correct DATABASE_URL; without DATABASE_URL the portal starts a PostgreSQL of its own."
        ) from None
    version = connection.server_version // 10_000
    connection.close()
    if version < OLDEST_SERVER:
        raise Problem(
            f"The database in DATABASE_URL is PostgreSQL {version}, and the portal needs {OLDEST_SERVER} or newer: "
            "upgrade it, or leave DATABASE_URL unset and the portal starts a PostgreSQL of its own."
        )


def connection_arguments(settings: dict) -> dict:
    named = {
        "dbname": settings["NAME"],
        "user": settings["USER"],
        "password": settings["PASSWORD"],
        "host": settings["HOST"],
        "port": settings["PORT"],
    }
    given = {name: value for name, value in named.items() if value}
    return {"connect_timeout": SECONDS_TO_ANSWER} | settings["OPTIONS"] | given


def reason(error: psycopg2.Error) -> str:
    """The first line of what the driver says, without the full stop."""
    lines = str(error).strip().splitlines() or ["no reason given"]
    return lines[0].rpartition("failed: ")[2].removeprefix("FATAL:").strip().rstrip(".")


def described(settings: dict) -> str:
    """Which database it is, without the password."""
    server = ":".join(filter(None, (settings["HOST"] or "localhost", settings["PORT"])))
    return f"{settings['NAME']} on {server}"

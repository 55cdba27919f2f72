"""DATABASE_URL as Django's database settings."""

from urllib.parse import parse_qsl, unquote, urlsplit


def database_from_url(url: str) -> dict:
    """From postgres://user:password@host:port/name?host=/socket/folder&sslmode=require; empty without a URL."""
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    socket_folder = options.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or socket_folder,
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }

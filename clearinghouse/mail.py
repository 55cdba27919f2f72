"""The mail server that EMAIL_URL names. Standard library only."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from clearinghouse.problems import Problem

EXAMPLE = "smtp+tls://user:password@mail.example.org:587"
_PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    user: str
    password: str
    starts_tls: bool
    is_tls: bool


def server_from_url(url: str) -> MailServer:
    """smtp:// (plain), smtp+tls:// (STARTTLS) or smtps:// (TLS from the start); no host without a URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Problem(f"EMAIL_URL cannot be read ({error}): write it as {EXAMPLE}.") from None
    if url and (parts.scheme not in _PORTS or not parts.hostname):
        raise Problem(f"EMAIL_URL must name a mail server: write it as {EXAMPLE}.")
    if parts.password and parts.scheme == "smtp" and not _is_loopback(parts.hostname):
        raise Problem(f"EMAIL_URL would send the password in plain text: write it as {EXAMPLE}.")
    return MailServer(
        host=parts.hostname or "",
        port=port or _PORTS.get(parts.scheme, 0),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starts_tls=parts.scheme == "smtp+tls",
        is_tls=parts.scheme == "smtps",
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

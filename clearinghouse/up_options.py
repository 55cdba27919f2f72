"""What may follow `python3 manage.py up`. Standard library only."""

import argparse
import ipaddress
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def host_to_visit(self) -> str:
        """Where a browser on this machine finds the page."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104

    def address(self, port: int) -> str:
        host = f"[{self.host_to_visit}]" if ":" in self.host_to_visit else self.host_to_visit
        return f"http://{host}:{port}/"


def parse(arguments: list[str]) -> Options:
    parser = argparse.ArgumentParser(prog="manage.py up", description="Starts the whole portal.", allow_abbrev=False)
    parser.add_argument(
        "--port", default=os.environ.get("PORT") or "8000", help="port to listen on (default: PORT, or 8000; 0: any)"
    )
    parser.add_argument("--bind", default="127.0.0.1", help="address to listen on (default: this machine only)")
    found = parser.parse_args(arguments)
    if not (found.port.isascii() and found.port.isdigit() and int(found.port) <= 65_535):
        parser.error(f"The port must be a number from 0 to 65535, not “{found.port}”.")
    return Options(host=found.bind.strip("[]"), port=int(found.port))

#!/usr/bin/env python3
"""Entry point. `python3 manage.py up` needs nothing but Python 3.11 or newer."""

import sys

OLDEST_PYTHON = (3, 11)


def main():
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(
            "This is Python " + found + ", and the portal needs Python 3.11 or newer: "
            "install one and run the command with it, for example `python3.11 manage.py up`."
        )
    from clearinghouse import commands

    commands.run(sys.argv)


if __name__ == "__main__":
    main()

"""PostgreSQL refuses to run as root: who runs it, and where that user can reach it. Standard library only."""

import hashlib
import os
import pwd
import shutil
import subprocess
from pathlib import Path

from clearinghouse.problems import Problem

OUTSIDE = Path("/var/lib/nordic-clearinghouse")
"""Where root keeps the cluster when the project lies in a folder that nobody else may enter."""


def runner_for(folder: Path) -> pwd.struct_passwd | None:
    """The user to run PostgreSQL as; None when the user of this process will do."""
    if os.geteuid() != 0:
        return None
    if folder.exists() and folder.stat().st_uid != 0:
        return pwd.getpwuid(folder.stat().st_uid)
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Problem(
        "PostgreSQL refuses to run as root: run the command as another user, "
        "or set DATABASE_URL to a server that already runs."
    )


def as_user(user: pwd.struct_passwd | None) -> dict:
    """Arguments for `subprocess` that change to the user."""
    if user is None:
        return {}
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}


def can_enter(user: pwd.struct_passwd | None, path: Path) -> bool:
    if user is None:
        return True
    return subprocess.run(["test", "-x", str(path)], check=False, **as_user(user)).returncode == 0


def reachable_home(home: Path) -> Path:
    """`home`, or a folder outside the project when the user that runs PostgreSQL cannot get there."""
    user = runner_for(home)
    home.parent.mkdir(parents=True, exist_ok=True)
    if can_enter(user, home.parent):
        return home
    return OUTSIDE / hashlib.sha256(str(home).encode()).hexdigest()[:12]


def reachable_binaries(binaries: Path, user: pwd.struct_passwd | None) -> Path:
    """The folder of the programs, or a copy outside the project, together with the libraries beside it."""
    if can_enter(user, binaries / "postgres"):
        return binaries
    package = binaries.parent.parent
    copy = OUTSIDE / hashlib.sha256(f"{package} {package.stat().st_mtime}".encode()).hexdigest()[:12]
    if not copy.exists():
        half = copy.with_name(f"{copy.name}.{os.getpid()}")
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, half / folder.name, symlinks=True)
        half.rename(copy)
    return copy / package.name / binaries.parent.name / "bin"

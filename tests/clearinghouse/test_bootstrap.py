import sys
from subprocess import CompletedProcess

import pytest

from clearinghouse import bootstrap, problems
from clearinghouse.problems import Problem


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A project folder where nothing was made yet; remembers what would be run."""
    environment = tmp_path / ".venv"
    monkeypatch.setattr(bootstrap, "ENVIRONMENT", environment)
    monkeypatch.setattr(bootstrap, "PYTHON", environment / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STATE", tmp_path / ".local")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    (tmp_path / "requirements.lock").write_text("django==5.2.1\n")
    return tmp_path


@pytest.fixture
def ran(bare, monkeypatch):
    calls = []

    def run(argv):
        calls.append(argv)
        if "venv" in argv:
            make(bare, "bin/python")
            make(bare, "lib/python3.11/site-packages/pip/__init__.py")
        return CompletedProcess(argv, 0, stdout="")

    monkeypatch.setattr(bootstrap, "run", run)
    return calls


def make(bare, path):
    file = bare / ".venv" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()


def test_a_first_start_makes_the_environment_and_installs_with_hashes(bare, ran):
    bootstrap.prepare_environment(bare / "requirements.lock")
    venv, pip = ran
    assert venv[:3] == [sys.executable, "-m", "venv"]
    assert pip[-3:] == ["--require-hashes", "-r", str(bare / "requirements.lock")]


def test_a_second_start_runs_nothing(bare, ran):
    bootstrap.prepare_environment(bare / "requirements.lock")
    ran.clear()
    bootstrap.prepare_environment(bare / "requirements.lock")
    assert ran == []


def test_changed_requirements_are_installed_into_the_same_environment(bare, ran):
    lock = bare / "requirements.lock"
    bootstrap.prepare_environment(lock)
    ran.clear()
    lock.write_text("django==5.2.2\n")
    bootstrap.prepare_environment(lock)
    assert ["install" in argv for argv in ran] == [True]


def test_an_environment_whose_python_is_gone_is_made_again(bare, ran):
    lock = bare / "requirements.lock"
    bootstrap.prepare_environment(lock)
    (bare / ".venv" / "bin" / "python").unlink()
    ran.clear()
    bootstrap.prepare_environment(lock)
    assert "--clear" in ran[0]


def test_an_interrupted_installation_is_done_again(bare, ran, monkeypatch):
    lock = bare / "requirements.lock"
    make(bare, "bin/python")
    make(bare, "lib/python3.11/site-packages/pip/__init__.py")
    bootstrap.prepare_environment(lock)
    assert ["install" in argv for argv in ran] == [True]


def test_uv_is_tried_before_pip_where_the_machine_has_it(bare, ran, monkeypatch):
    make(bare, "lib/python3.11/site-packages/pip/__init__.py")
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/opt/bin/{name}")
    first, second = bootstrap.installers()
    assert first[0] == "/opt/bin/uv"
    assert second[1:3] == ["-m", "pip"]


@pytest.mark.parametrize(
    ("output", "sentence"),
    [("No module named venv", problems.NO_VENV), ("[Errno 28] No space left on device", problems.DISK_FULL)],
)
def test_a_python_without_venv_says_what_to_install(bare, monkeypatch, output, sentence):
    monkeypatch.setattr(bootstrap, "run", lambda argv: CompletedProcess(argv, 1, stdout=output))
    with pytest.raises(Problem) as problem:
        bootstrap.prepare_environment(bare / "requirements.lock")
    assert str(problem.value) == sentence
    assert not (bare / ".venv").exists()


def test_a_disk_without_room_for_a_first_start_is_said_before_anything_is_written(bare, monkeypatch):
    monkeypatch.setattr(bootstrap, "SPACE_FOR_FIRST_START", 10**18)
    with pytest.raises(Problem, match="disk is full"):
        bootstrap.prepare_environment(bare / "requirements.lock")
    assert not (bare / ".venv").exists()


def test_a_failed_installation_leaves_its_log_and_no_stamp(bare, monkeypatch):
    make(bare, "bin/python")
    make(bare, "lib/python3.11/site-packages/pip/__init__.py")
    monkeypatch.setattr(bootstrap, "run", lambda argv: CompletedProcess(argv, 1, stdout="Connection refused"))
    with pytest.raises(Problem, match="needs the network"):
        bootstrap.prepare_environment(bare / "requirements.lock")
    assert (bare / ".local" / "install.log").read_text() == "Connection refused"
    assert not bootstrap.is_current(bare / "requirements.lock")


def test_packages_that_can_be_done_without_stop_nothing(bare, monkeypatch):
    make(bare, "bin/python")
    make(bare, "lib/python3.11/site-packages/pip/__init__.py")
    (bare / "requirements-benchmark.lock").write_text("tantivy==0.1\n")
    monkeypatch.delenv("CLEARINGHOUSE_NO_BOOTSTRAP", raising=False)
    monkeypatch.setattr(bootstrap, "ROOT", bare)
    monkeypatch.setattr(bootstrap, "run", lambda argv: CompletedProcess(argv, 1, stdout="Connection refused"))
    bootstrap.add_where_possible("requirements-benchmark.lock")
    assert not bootstrap.is_current(bare / "requirements-benchmark.lock")


def test_what_is_prepared_is_said_beside_what_the_command_prints(bare, ran, capsys):
    bootstrap.prepare_environment(bare / "requirements.lock")
    said = capsys.readouterr()
    assert said.out == ""
    assert "Installing the packages of requirements.lock" in said.err

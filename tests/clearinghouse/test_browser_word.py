"""What a run says about browser tests where the browser is missing: checked by running pytest on a small suite."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from clearinghouse.paths import ROOT

pytestmark = pytest.mark.slow
JOURNEY = "def test_reads():\n    raise AssertionError('runs nowhere')\n\ndef test_more():\n    pass\n"


@pytest.fixture
def run(tmp_path):
    journeys = tmp_path / "tests" / "journeys"
    journeys.mkdir(parents=True)
    (journeys / "test_reading.py").write_text(JOURNEY)
    (tmp_path / "tests" / "test_plain.py").write_text("def test_plain():\n    pass\n")
    for name in ("conftest.py", "browser.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return lambda *arguments, **variables: run_without_browser(tmp_path, arguments, variables)


def run_without_browser(folder: Path, arguments, variables):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "CHROMIUM"))}
    environment |= {"PATH": str(folder), "PYTHONPATH": str(ROOT), "CI": ""} | variables
    argv = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(argv, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_skipped_browser_tests_are_named_in_the_last_lines(run):
    done = run()
    word, totals = done.stdout.strip().splitlines()[-2:]
    assert word.startswith("2 browser tests were SKIPPED (missing: chromium")
    assert "apt-get install chromium" in word
    assert "1 passed, 2 skipped" in totals
    assert done.returncode == 0


@pytest.mark.parametrize(("arguments", "variables"), [(["--require-browser"], {}), ([], {"CI": "true"})])
def test_skipped_browser_tests_fail_where_the_browser_is_required(run, arguments, variables):
    done = run(*arguments, **variables)
    assert done.returncode == 1
    assert "FAILED: 2 browser tests were SKIPPED" in done.stdout


def test_several_processes_say_the_same(run):
    done = run("-n", "2", CI="true")
    assert done.returncode == 1
    assert "FAILED: 2 browser tests were SKIPPED" in done.stdout.strip().splitlines()[-2]


def test_nothing_is_said_when_no_browser_test_was_asked_for(run):
    done = run("tests/test_plain.py", CI="true")
    assert done.returncode == 0
    assert "SKIPPED" not in done.stdout

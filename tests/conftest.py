"""What every test needs from the machine: prepared files, and an honest word about browser tests."""

import os
from pathlib import Path

import browser
import django
import pytest

BROWSER_TESTS = "tests/journeys/"
SMALL_LEXICON = Path(__file__).parent / "search" / "lexicon.csv"
DEAR_FIXTURES = {"reference", "collection", "site"}
"""Fixtures of a whole module that take seconds to make."""


@pytest.fixture
def client():
    """Pages are read on a connection that refuses to write."""
    from reading import ReadingClient

    return ReadingClient()


def pytest_addoption(parser):
    parser.addoption("--require-browser", action="store_true", help="fail when a browser test is skipped")


def pytest_configure(config):
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop beside the live server
    os.environ.setdefault("LEXICON_SOURCE", str(SMALL_LEXICON))  # whole portals that a test starts know it, too
    django.setup()
    from django.conf import settings

    settings.LEXICON_SOURCE = os.environ["LEXICON_SOURCE"]  # read by now, where pytest itself asked for the settings
    from clearinghouse import prepared_files
    from search.lexicon import building

    prepared_files.prepare()
    building.build(report=lambda sentence: None)


@pytest.fixture(scope="session", autouse=True)
def nobody_works_behind_the_tests():
    """Not behind what is prepared for a whole module either: what a thread of its own writes stays in the database."""
    from core import aftermath

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aftermath, "_start_worker", lambda: None)
        yield


@pytest.fixture(autouse=True)
def nothing_waits_from_another_test(monkeypatch):
    """What waits for the end of an answer is done only by tests that call `aftermath.run_waiting()`."""
    from queue import Queue

    from core import aftermath

    monkeypatch.setattr(aftermath, "_waiting", Queue(100))


@pytest.fixture(autouse=True)
def starts_in_english():
    """A page that was asked for in another language leaves that language behind."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.hookimpl(tryfirst=True)  # before xdist and `-m` look at the marks
def pytest_collection_modifyitems(items):
    for item in items:
        if DEAR_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(item.module.__name__))  # one process loads what they share
        if item.nodeid.startswith(BROWSER_TESTS):
            item.add_marker("browser")
            item.add_marker(pytest.mark.xdist_group("browser"))  # they share one portal, so one process runs them
        if item.get_closest_marker("browser") and (missing := browser.what_is_missing()):
            item.add_marker(pytest.mark.skip(reason=f"{' and '.join(missing)} not found"))


def skipped_browser_tests(config) -> list:
    reports = config.pluginmanager.get_plugin("terminalreporter").stats.get("skipped", [])
    return [report for report in reports if "browser" in report.keywords or report.nodeid.startswith(BROWSER_TESTS)]


def pytest_sessionfinish(session):
    if hasattr(session.config, "workerinput"):
        return
    if skipped_browser_tests(session.config) and browser.is_required(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter, config):
    skipped = skipped_browser_tests(config)
    if not skipped:
        return
    missing = " and ".join(browser.what_is_missing()) or "see the reasons above"
    sentence = f"{len(skipped)} browser tests were SKIPPED (missing: {missing}). {browser.REMEDY}"
    if browser.is_required(config):
        terminalreporter.write_line(f"FAILED: {sentence}", red=True)
    else:
        terminalreporter.write_line(sentence, yellow=True)

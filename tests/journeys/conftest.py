"""A real portal for the browser: its own database with the starter collection, served by gunicorn."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import browser
import psycopg2
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text()
SCREENSHOTS = ROOT / ".local" / "screenshots"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def database_url():
    server = settings.DATABASES["default"]
    name = f"journeys_{os.getpid()}"
    host = f"?host={server['HOST']}" if server["HOST"].startswith("/") else ""
    place = "" if host else f"{server['HOST']}:{server['PORT'] or 5432}"
    connection = psycopg2.connect(
        dbname="postgres",
        user=server["USER"],
        password=server["PASSWORD"],
        host=server["HOST"],
        port=server["PORT"] or None,
    )
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield f"postgres://{server['USER']}:{server['PASSWORD']}@{place}/{name}{host}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def portal(database_url):
    """Base address of the running portal."""
    environment = os.environ | {"DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "clearinghouse.settings"}
    for command in ("migrate", "load_reference", "load_starter"):
        subprocess.run(
            [sys.executable, "-m", "django", command], cwd=ROOT, env=environment, check=True, capture_output=True
        )
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "clearinghouse.wsgi",
            "-b",
            f"127.0.0.1:{port}",
            "-w",
            "1",
            "--threads",
            "4",
        ],
        cwd=ROOT,
        env=environment,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield address
    finally:
        process.terminate()
        process.wait(15)


def wait_for(address):
    deadline = time.monotonic() + 30
    while True:
        try:
            return urllib.request.urlopen(address, timeout=5)  # noqa: S310  our own loopback address
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser.chromium(), args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(chromium, portal):
    """`open_page("/sv/", width=360, dark=True, javascript=False)` gives a page that must stay without errors."""
    contexts, errors = [], []

    def opened(path, *, width=1280, height=800, dark=False, javascript=True, locale="sv-SE"):
        context = chromium.new_context(
            base_url=portal,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale=locale,
            bypass_csp=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if is_violation(message) else None)
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def is_violation(message):
    return message.type == "error" and "the server responded with a status of 4" not in message.text


@pytest.fixture
def barriers():
    """`barriers(page)` lists what axe finds, in words."""

    def found(page):
        page.evaluate(AXE)
        options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        answer = page.evaluate("options => axe.run(document, options)", options)
        return [f"{v['id']}: {node['html'][:160]}" for v in answer["violations"] for node in v["nodes"]]

    return found


@pytest.fixture
def screenshot():
    """Written to an ignored folder, for looking at."""

    def take(page, name):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    return take

"""A real portal for the browser: its own database with the starter collection, served as `manage.py up` serves it."""

import json
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import browser
import psycopg2
import pytest
from django.conf import settings
from psycopg2.extras import RealDictCursor
from signing import PASSWORD, code_of
from walking import FITS

from clearinghouse import serving
from clearinghouse.database import connection_arguments
from clearinghouse.listening import take_port
from clearinghouse.up_options import Options
from core.mailing import compose
from core.models import OutboxMessage

ROOT = Path(__file__).resolve().parents[2]
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENSHOTS = ROOT / ".local" / "screenshots"
MILLISECONDS_TO_ANSWER = 15_000
LONGEST_PICTURE = 14_000
"""Chromium draws nothing below this many pixels of one picture."""
_NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
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
    """A database beside the one of the other tests; what an interrupted run left is replaced."""
    server = settings.DATABASES["default"]
    name = f"journeys_{server['NAME']}"[:63]
    connection = psycopg2.connect(**connection_arguments(server | {"NAME": "postgres"}))
    connection.autocommit = True
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{name}"')
        yield address_of(server, name)
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def address_of(server, name):
    is_socket = server["HOST"].startswith("/")
    place = "" if is_socket else f"{server['HOST']}:{server['PORT'] or 5432}"
    socket = f"?host={server['HOST']}&port={server['PORT'] or 5432}" if is_socket else ""
    return f"postgres://{server['USER']}:{server['PASSWORD']}@{place}/{name}{socket}"


@pytest.fixture(scope="session")
def portal(database_url):
    """Base address of the running portal. The server ends with this process, even when that is killed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", database_url)
        patch.setenv("WEB_CONCURRENCY", "1")
        for name in ("SITE_URL", "BEHIND_TLS_PROXY", "ALLOWED_HOSTS", "EMAIL_URL"):  # mail stays in the outbox
            patch.delenv(name, raising=False)
        for command in ("migrate", "load_reference", "load_starter"):
            subprocess.run([sys.executable, "-m", "django", command], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        listener = take_port(Options(host="127.0.0.1", port=0), wait=False)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        with serving.server(listener) as process:
            serving.wait_for_first_page(process, f"{address}/en/")
            yield address


@pytest.fixture(scope="session")
def people(portal, database_url):
    """{name: what is needed to sign in}; see make_people.py."""
    return made_by("make_people.py", database_url)


@pytest.fixture(scope="session")
def desk_work(people, database_url):
    """{name: address below /en/editorial/}; see make_desk_work.py."""
    return made_by("make_desk_work.py", database_url)


def made_by(script, database_url):
    surroundings = os.environ | {"DATABASE_URL": database_url, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
    command = [sys.executable, str(Path(__file__).with_name(script))]
    made = subprocess.run(command, cwd=ROOT, env=surroundings, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(made.stdout)


@pytest.fixture(scope="session")
def signed_in(chromium, portal, people):
    """`signed_in("editor")` is what a browser keeps once they have signed in; each person signs in once."""
    kept = {}

    def state_of(name):
        if name not in kept:
            context = chromium.new_context(base_url=portal)
            page = context.new_page()
            page.goto("/en/account/sign-in/")
            page.fill("#id_login", people[name]["email"])
            page.fill("#id_password", PASSWORD)
            page.locator("main form button.ds-button").first.click()
            if "secret" in people[name]:
                page.fill("#id_code", code_of(people[name]["secret"]))
                page.locator("main form button.ds-button").first.click()
            page.wait_for_url("**/en/account/")
            kept[name] = context.storage_state()
            context.close()
        return kept[name]

    return state_of


@pytest.fixture
def newest_mail(database_url, portal):
    """`newest_mail("aino@example.org")` as its receiver gets it; it waits in the outbox, as no worker runs here."""
    newest = 'SELECT * FROM core_outboxmessage WHERE "to" = %s ORDER BY id DESC LIMIT 1'

    def found(address):
        with closing(psycopg2.connect(database_url)) as connection, connection.cursor(None, RealDictCursor) as cursor:
            cursor.execute(newest, [address])
            row = cursor.fetchone()
        return row and compose(OutboxMessage(**row), origin=portal)

    return found


@pytest.fixture
def end_links(database_url):
    """`end_links(draft)` as time does: links that went out by mail open nothing any more."""

    def end(draft):
        with closing(psycopg2.connect(database_url)) as connection, connection, connection.cursor() as cursor:
            cursor.execute("UPDATE editorial_proposal SET link_stamp = link_stamp + 1 WHERE id = %s", [draft])

    return end


@pytest.fixture(scope="session")
def chromium():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser.chromium(), args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(open_any_page):
    """`open_page("/sv/", width=360, dark=True, javascript=False)`: reading must leave no cookie."""
    yield open_any_page
    assert [cookie["name"] for context in open_any_page.contexts for cookie in context.cookies()] == []


@pytest.fixture
def open_any_page(chromium, portal):
    """Gives a page that must stay without errors; `host` as the browser calls the portal."""
    contexts, wrong = [], []

    def opened(
        path, *, width=1280, height=800, dark=False, javascript=True, locale="sv-SE", host="127.0.0.1", state=None
    ):
        address = portal.replace("127.0.0.1", host)
        context = chromium.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale=locale,
            reduced_motion="reduce",
            storage_state=state,
        )
        context.set_default_timeout(MILLISECONDS_TO_ANSWER)
        contexts.append(context)
        page = context.new_page()
        watch(page, address, wrong)
        page.goto(path)
        return page

    opened.contexts = contexts
    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def watch(page, portal, wrong):
    """What must never happen while somebody reads: script errors, refused resources, faults, other servers."""

    def note(event, is_wrong, words):
        page.on(event, lambda what: wrong.append(f"{event}: {words(what)}") if is_wrong(what) else None)

    note("pageerror", lambda error: True, str)
    note("console", is_complaint, lambda said: said.text)
    note("response", is_fault, lambda answer: f"{answer.status} {answer.url}")
    note("request", lambda request: not request.url.startswith(portal), lambda request: request.url)
    note("requestfailed", is_lost, lambda request: f"{request.failure} {request.url}")


def is_complaint(said):
    """A missing page that a test asked for, and a network that it took away, are logged by the browser too."""
    asked_for = ("the server responded with a status of 4", _NO_NETWORK)
    return said.type in ("error", "warning") and not any(words in said.text for words in asked_for)


def is_fault(answer):
    return answer.status >= 500 or (answer.status >= 400 and not answer.request.is_navigation_request())


def is_lost(request):
    """Going on to the next page before everything has come is no fault."""
    return not any(words in (request.failure or "") for words in ("ERR_ABORTED", _NO_NETWORK))


@pytest.fixture
def barriers():
    """`barriers(page)` lists what axe finds, in words; `barriers(page, rules=[…])` looks for these alone."""

    def found(page, rules=None):
        if not page.evaluate("'axe' in window"):
            page.evaluate(AXE)
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
        options = {"runOnly": chosen, "resultTypes": ["violations"]}
        answer = page.evaluate("options => axe.run(document, options)", options)
        assert answer["passes"], "axe has looked at nothing"
        return [f"{broken['id']}: {node['html'][:160]}" for broken in answer["violations"] for node in broken["nodes"]]

    return found


@pytest.fixture
def screenshot():
    """Written to an ignored folder, for looking at."""

    def take(page, name):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.wait_for_load_state()  # a click does not wait for the page that it leads to
        height = min(page.evaluate("document.documentElement.scrollHeight"), LONGEST_PICTURE)
        clip = {"x": 0, "y": 0, "width": page.viewport_size["width"], "height": height}
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True, clip=clip)

    return take


@pytest.fixture
def looked_at(barriers, screenshot):
    """`looked_at(page, "name")` takes a picture, and asks that it fits and that axe finds nothing."""

    def look(page, name, *, with_axe=True):
        """axe itself waits for timers, which pages without JavaScript do not have."""
        screenshot(page, name)
        assert page.evaluate(FITS), name
        if with_axe:
            assert barriers(page) == [], name

    return look

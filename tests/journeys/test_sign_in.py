"""A volunteer makes an account on her phone in Finnish, without JavaScript; passkeys where there is JavaScript."""

from contextlib import closing

import psycopg2
import pytest
from signing import PASSWORD, code_of
from walking import FITS, open_menu

_NEWEST = """SELECT context #>> '{once,code}' FROM core_outboxmessage WHERE "to" = %s ORDER BY id DESC LIMIT 1"""


@pytest.fixture
def code_for(database_url):
    """The code in the newest mail to an address."""

    def found(address):
        with closing(psycopg2.connect(database_url)) as connection, connection.cursor() as cursor:
            cursor.execute(_NEWEST, [address])
            (code,) = cursor.fetchone()
        return code

    return found


@pytest.fixture
def looked_at(barriers, screenshot):
    def look(page, name, *, with_axe=True):
        """axe itself waits for timers, which pages without JavaScript do not have."""
        screenshot(page, f"account-{name}")
        assert page.evaluate(FITS), name
        if with_axe:
            assert barriers(page) == [], name

    return look


def press(page):
    """What comes next is read when it is there: a click alone does not wait for the answer."""
    with page.expect_navigation():
        page.locator("main form button.ds-button").first.click()


def sign_up(page, address, code_for):
    page.fill("#id_display_name", "Aino Virtanen")
    page.fill("#id_email", address)
    page.fill("#id_password1", PASSWORD)
    press(page)
    page.fill("#id_code", code_for(address))
    press(page)


@pytest.mark.parametrize("javascript", [False, True])
def test_an_account_on_a_phone(open_any_page, code_for, looked_at, javascript):
    address = f"newcomer-{javascript}@example.org".lower()
    page = open_any_page("/fi/", width=360, height=640, javascript=javascript, locale="fi-FI")
    open_menu(page)
    page.get_by_role("link", name="Kirjaudu sisään").click()
    looked_at(page, "sign-in", with_axe=javascript)
    page.get_by_role("link", name="Luo tili").click()
    press(page)
    assert page.locator("[role=alert] a").count() == 2
    looked_at(page, "sign-up-mistakes", with_axe=javascript)
    page.fill("#id_display_name", "Aino Virtanen")
    page.fill("#id_email", address)
    press(page)
    looked_at(page, "code", with_axe=javascript)
    page.fill("#id_code", code_for(address))
    press(page)
    page.wait_for_url("**/fi/account/")
    looked_at(page, "account", with_axe=javascript)
    page.goto("/fi/about/")
    open_menu(page)
    page.get_by_role("link", name="Aino Virtanen").click()
    page.get_by_role("button", name="Kirjaudu ulos").click()
    page.wait_for_url("**/fi/")
    page.goto("/fi/account/")
    page.get_by_role("link", name="Lähetä koodi").click()
    page.fill("#id_email", address)
    press(page)
    page.fill("#id_code", code_for(address))
    press(page)
    page.wait_for_url("**/fi/account/")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_app_as_second_step(open_any_page, code_for, looked_at, dark):
    address = f"app-{dark}@example.org".lower()
    page = open_any_page("/sv/account/sign-up/", width=360, dark=dark)
    sign_up(page, address, code_for)
    page.goto("/sv/account/second-step/app/")
    looked_at(page, f"again-{dark}")
    page.fill("#id_password", PASSWORD)
    press(page)
    looked_at(page, f"app-{dark}")
    secret = page.locator("main code").inner_text()
    page.fill("#id_code", code_of(secret))
    press(page)
    assert page.locator("main li code").count() == 10
    looked_at(page, f"codes-{dark}")
    page.goto("/sv/account/second-step/")
    looked_at(page, f"second-step-{dark}")
    page.goto("/sv/account/")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/sv/")
    page.goto("/sv/account/sign-in/")
    page.fill("#id_login", address)
    page.fill("#id_password", PASSWORD)
    press(page)
    looked_at(page, f"authenticate-{dark}")
    page.fill("#id_code", code_of(secret, 1))
    press(page)
    page.wait_for_url("**/sv/account/")


def test_a_passkey_signs_in(open_any_page, code_for, looked_at):
    page = open_any_page("/sv/account/sign-up/", width=360, host="localhost")
    sign_up(page, "passkey@example.org", code_for)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    abilities = dict.fromkeys(
        ("hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"), True
    )
    device.send(
        "WebAuthn.addVirtualAuthenticator", {"options": {"protocol": "ctap2", "transport": "internal", **abilities}}
    )
    page.goto("/sv/account/second-step/passkeys/add/")
    page.fill("#id_password", PASSWORD)
    press(page)
    looked_at(page, "passkey")
    press(page)
    page.wait_for_url("**/second-step/codes/")
    page.goto("/sv/account/")
    page.get_by_role("button", name="Logga ut").click()
    page.wait_for_url("**/sv/")
    page.goto("/sv/account/sign-in/")
    page.get_by_role("button", name="Använd en passnyckel").click()
    page.wait_for_url("**/sv/account/")
    assert page.locator("h1").inner_text() == "Ditt konto"


def test_a_device_without_passkeys_says_so(open_any_page):
    page = open_any_page("/sv/account/sign-in/", width=360)  # an address of numbers has no passkeys
    problem = page.locator("[data-passkey-problem]")
    assert not problem.is_visible()
    page.get_by_role("button", name="Använd en passnyckel").click()
    problem.wait_for(state="visible")

import pytest
from django.test import Client

from core.languages import INTERFACE_LANGUAGES

SAFE = {
    "Content-Security-Policy": "default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=()",
}
ERRORS = {
    "/sv/no-such-page/": 404,
    "/no-such-page": 404,
    "/sv/places/zz/": 404,
    "/sv/%00/": 400,
    "/sv/search/?q=" + "x" * 5000: 400,
    "/sv/%ff%fe/": 404,
    "/sitemap.xml?part=1": 404,
}


def assert_safe(response):
    for header, value in SAFE.items():
        assert value in response.get(header, ""), header
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response.cookies == {}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), ERRORS.items())
def test_errors_have_their_status_and_all_headers(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert b"<h1>" in response.content
    assert_safe(response)


@pytest.mark.django_db
@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_errors_speak_the_language_of_the_address(client, language):
    response = client.get(f"/{language}/no-such-page/", headers={"Accept-Language": "de"})
    assert f'<html lang="{language}">' in response.content.decode()


def test_errors_without_a_language_in_the_address_ask_the_browser(client, db):
    response = client.get("/nothing-here.html", headers={"Accept-Language": "fi"})
    assert '<html lang="fi">' in response.content.decode()


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_a_failure_is_answered_calmly_without_a_database(language):
    """No database is allowed in this test at all: the home page fails, and its error page does not."""
    client = Client(raise_request_exception=False)
    response = client.get(f"/{language}/")
    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.content.decode()
    assert_safe(response)


def test_a_broken_error_page_still_answers(monkeypatch):
    def broken(*args):
        raise RuntimeError

    monkeypatch.setattr("portal.errors.render_to_string", broken)
    response = Client(raise_request_exception=False).get("/en/")
    assert (response.status_code, b"Something went wrong" in response.content) == (500, True)


@pytest.mark.django_db
def test_a_strange_host_is_refused(client):
    response = client.get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b"evil.example" not in response.content


@pytest.mark.django_db
def test_reading_leaves_no_cookie_and_carries_every_header(client):
    pages = ("", "search/", "themes/", "map/", "places/", "about/", "about/share/?twice=yes", "about/privacy/")
    for page in (*pages, "about/accessibility/"):
        response = client.get(f"/en/{page}")
        assert response.status_code == 200
        assert_safe(response)
    for address in ("/", "/healthz", "/readyz", "/robots.txt", "/sitemap.xml", "/favicon.ico"):
        assert_safe(client.get(address))
    assert client.cookies == {}


@pytest.mark.django_db
def test_reading_depends_on_no_cookie(client):
    for address in ("/en/", "/en/search/", "/en/about/", "/robots.txt", "/sitemap.xml"):
        assert "Cookie" not in client.get(address).get("Vary", ""), address


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_refused_on_a_page_of_ours():
    response = Client(enforce_csrf_checks=True).post("/sv/")
    assert (response.status_code, '<html lang="sv">' in response.content.decode()) == (403, True)
    assert b"<style" not in response.content
    assert_safe(response)


@pytest.mark.django_db
def test_only_reading_is_possible(client):
    for address in ("/", "/en/", "/en/about/share/", "/healthz", "/sitemap.xml"):
        assert client.post(address).status_code in (403, 405)

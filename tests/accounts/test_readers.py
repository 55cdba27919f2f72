"""Whoever only reads leaves nothing behind; whoever has signed in sees it on every page."""

import pytest
from django.test import Client
from django.urls import reverse
from pages import parsed, texts
from signing import make_member

pytestmark = pytest.mark.django_db
PAGES = ("portal:home", "portal:search", "portal:about", "practices:list")


def test_anonymous_pages_set_and_depend_on_no_cookie():
    client = Client()
    for page in PAGES:
        answer = client.get(reverse(page))
        assert "Cookie" not in answer.get("Vary", "")
        assert "Cache-Control" not in answer.headers
    assert client.cookies == {}


def test_anonymous_pages_offer_to_sign_in():
    page = parsed(Client().get(reverse("portal:home")))
    assert "Sign in" in texts(page, "header .places a")


def test_the_name_stands_on_public_pages_which_are_then_private():
    client = Client()
    client.force_login(make_member())
    answer = client.get(reverse("portal:home"))
    assert "Your account: Kari" in texts(parsed(answer), "header .places a")
    assert answer["Cache-Control"] == "private"
    assert "Cookie" in answer["Vary"]


def test_the_sign_in_page_is_never_kept():
    answer = Client().get(reverse("account_login"))
    assert "no-store" in answer["Cache-Control"]
    assert set(answer.cookies) == {"csrf"}
    assert answer.cookies["csrf"]["max-age"] == ""


def test_cookies_are_closed_to_scripts():
    client = Client()
    make_member()
    answer = client.post(
        reverse("account_login"), {"login": "kari@example.org", "password": "blue rivers sing at night"}
    )
    assert {"session", "device"} <= set(answer.cookies)
    for name in ("session", "device"):
        assert answer.cookies[name]["httponly"]
        assert answer.cookies[name]["samesite"] == "Lax"

import pytest

pytestmark = pytest.mark.django_db

ADVICE = {
    ("yes", "yes", "yes"): "welcome",
    ("no", "yes", "yes"): "pilot",
    ("yes", "no", "yes"): "contact",
    ("no", "no", "yes"): "contact",
    ("yes", "yes", "no"): "elsewhere",
    ("no", "no", "no"): "elsewhere",
}


@pytest.mark.parametrize(("answers", "expected"), ADVICE.items())
def test_three_answers_give_advice(read, answers, expected):
    twice, person, newcomers = answers
    page = read(f"/en/about/share/?twice={twice}&person={person}&newcomers={newcomers}")
    assert page.query_one("#advice").attrs["data-advice"] == expected
    checked = {node.attrs["name"]: node.attrs["value"] for node in page.query("input[checked]")}
    assert checked == {"twice": twice, "person": person, "newcomers": newcomers}


@pytest.mark.parametrize("query", ["?twice=yes", "?twice=maybe&person=yes&newcomers=yes", "?twice=&person=&newcomers="])
def test_missing_answers_are_asked_for(read, query):
    page = read(f"/en/about/share/{query}")
    assert page.query_one("#advice").attrs["data-tone"] == "warning"
    assert page.query(".field-error")


def test_nothing_is_said_before_it_is_asked(read):
    page = read("/en/about/share/")
    assert page.query("#advice") == []
    assert len(page.query(".fit-form input[type=radio]")) == 6


def test_a_page_without_any_practice_has_no_example(read):
    assert read("/en/about/share/").query("article") == []


@pytest.mark.parametrize("address", ["", "help@example.org"])
def test_people_can_be_reached(read, settings, address):
    settings.CONTACT_EMAIL = address
    links = {link.attrs["href"] for link in read("/en/about/share/").query("#main a")}
    assert (f"mailto:{address}" if address else "https://nordicwelfare.org/") in links

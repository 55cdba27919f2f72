"""The fragments that suggest while somebody writes: open to all, bounded, and silent about what is not listed."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from factories import list_in_search, make_municipality, make_organisation, make_practice
from pages import parsed, texts
from people import make_person
from shipped import reference  # noqa: F401

from core.choices import Status
from submissions.concepts import suggested_concepts
from submissions.lookalike_answers import LookalikeAnswer, Way, answers_in
from submissions.lookalikes import lookalikes
from submissions.suggestion_parts import concepts_part, lookalikes_part, organisations_part, places_part

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

CONCEPTS, ALIKE = reverse("suggestions:concepts"), reverse("suggestions:alike")
PLACES, ORGANISATIONS = reverse("suggestions:places"), reverse("suggestions:organisations")
CANARY = "Kanariebirdie"


def sent(client, address, **fields):
    answer = client.post(address, {"name": "topics", **fields})
    assert answer.status_code == 200
    return answer


def boxes(page, selector="input"):
    return [(node.attrs["value"], "checked" in node.attrs) for node in page.query(selector)]


# --- Topics -----------------------------------------------------------------------------------------------------------


def test_topics_come_unticked_with_the_reason(client):
    page = parsed(sent(client, CONCEPTS, title="Språkkafé", language="sv"))
    assert boxes(page) == [("method:language-cafe", False)]
    assert texts(page, "label") == ["Language café Because you write “Språkkafé”."]
    assert {node.attrs["name"] for node in page.query("input")} == {"topics"}


def test_what_was_ticked_stays_ticked_and_the_words_may_be_in_several_fields(client):
    fields = {"text": ["mentoring", "for women"], "topics": ["theme:housing", "method:mentoring"], "language": "en"}
    page = parsed(sent(client, CONCEPTS, **fields))
    assert boxes(page)[0] == ("theme:housing", True)
    assert ("method:mentoring", True) in boxes(page)
    assert ("target_group:women", False) in boxes(page)


def test_only_the_schemes_that_were_asked_for(client):
    page = parsed(sent(client, CONCEPTS, title="Mentoring for women", scheme=["target_group", "nonsense"]))
    assert boxes(page) == [("target_group:women", False)]


# --- Lookalikes -------------------------------------------------------------------------------------------------------


def test_a_lookalike_comes_with_three_ways_and_keeps_what_was_said(client):
    practice = make_practice("Neighbourhood mothers in Rosengård")
    list_in_search(practice)
    key = f"same-{practice.short_id}"
    fields = {"name": "same", "kind": "practice", "title": "Neighbourhood mothers, Rosengård", "language": "en"}
    fields |= {key: "different", f"same-why-{practice.short_id}": "Ours are fathers"}
    answer = sent(client, ALIKE, **fields)
    page = parsed(answer)
    assert boxes(page, "input[type=radio]") == [("same", False), ("own-place", False), ("different", True)]
    assert page.query_one("input[type=text]").attrs["value"] == "Ours are fathers"
    assert page.query_one("legend a").attrs["href"] == practice.get_absolute_url()
    data = MultiValueDict({name: [value] for name, value in fields.items()})
    assert answers_in(data, "same") == [LookalikeAnswer(practice.short_id, Way.DIFFERENT, "Ours are fathers")]


def test_answers_that_no_form_of_ours_sends_are_passed_over():
    data = MultiValueDict(
        {"same-zzz": ["same"], "same-bcdfgh": ["delete"], "other-bcdfgh": ["same"], "same-why-bcdfgh": ["x"]}
    )
    assert answers_in(data, "same") == []


def test_places_organisation_and_topics_count(client):
    owner, place = make_organisation("Malmö stad"), make_municipality()
    practice = make_practice("Neighbourhood mothers", owner=owner, municipality=place, themes=["health"])
    list_in_search(owner, practice)
    fields = {"name": "same", "kind": "practice", "title": "Mothers", "language": "en"}
    facts = {"organisation": str(owner.pk), "place": "municipality:SE-1280", "chosen": "theme:health"}
    assert boxes(parsed(sent(client, ALIKE, **fields))) == []
    assert len(boxes(parsed(sent(client, ALIKE, **fields, **facts)), "input[type=radio]")) == 3


# --- Names ------------------------------------------------------------------------------------------------------------


def test_names_are_options_with_values(client):
    list_in_search(organisation := make_organisation("Malmö kulturförening"))
    options = parsed(client.get(PLACES, {"q": "malmo"})).query("[role=option]")
    assert options[0].attrs["data-value"] == "municipality:SE-1280"
    (option,) = parsed(client.get(ORGANISATIONS, {"q": "kultur"})).query("[role=option]")
    assert (option.attrs["data-value"], option.attrs["data-name"]) == (str(organisation.pk), "Malmö kulturförening")


# --- What is refused, and what is never told --------------------------------------------------------------------------


def test_fragments_that_take_text_take_it_by_post_alone(client):
    assert {client.get(address).status_code for address in (CONCEPTS, ALIKE)} == {405}
    assert {client.post(address).status_code for address in (PLACES, ORGANISATIONS)} == {405}
    strict = Client(enforce_csrf_checks=True)
    assert {strict.post(address, {"name": "x"}).status_code for address in (CONCEPTS, ALIKE)} == {403}


@pytest.mark.parametrize("name", ["", "x y", "<b>", "x" * 60, '"'])
def test_names_of_fields_are_names(client, name):
    assert client.post(CONCEPTS, {"name": name, "title": "Mentoring"}).status_code == 400


def test_only_kinds_of_item_look_alike(client):
    assert client.post(ALIKE, {"name": "same", "kind": "user", "title": "Anybody"}).status_code == 400


@pytest.mark.parametrize("words", ["\0", "a" * 50_000, "<script>alert(1)</script>", "%_\\'\"", "\u202e😀"])
def test_no_text_breaks_a_fragment(client, words):
    fields = dict.fromkeys(
        ("title", "one_liner", "text", "website", "organisation", "place", "chosen", "topics"), words
    )
    for address in (CONCEPTS, ALIKE):
        answer = sent(client, address, **fields, kind="practice", language=words)
        assert b"<script>" not in answer.content
    for address in (PLACES, ORGANISATIONS):
        assert client.get(address, {"q": words[:500].replace("\0", "")}).status_code == 200


def test_a_client_that_asks_without_end_gets_nothing(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"suggestions": "2/m/ip"}
    answers = [client.post(CONCEPTS, {"name": "topics"}).status_code for _time in range(3)]
    assert answers == [200, 200, 429]
    assert client.post(CONCEPTS, {"name": "topics"}, REMOTE_ADDR="192.0.2.7").status_code == 200


@pytest.mark.parametrize("person", ["anonymous", "member", "chief_editor"])
def test_no_fragment_tells_of_what_is_not_listed(client, person):
    if who := make_person(person):
        client.force_login(who)
    for status in Status:
        if status != Status.PUBLISHED:
            owner = make_organisation(f"{CANARY} förening {status}", status=status)
            make_practice(
                f"{CANARY} om fåglar",
                owner=owner,
                themes=["housing"],
                status=status,
                website="https://example.org/bird",
            )
            list_in_search(owner)
    fields = {"title": f"{CANARY} om fåglar", "language": "sv", "website": "https://example.org/bird", "name": "x"}
    told = [sent(client, ALIKE, **fields, kind=kind) for kind in ("practice", "organisation")]
    told += [
        sent(client, CONCEPTS, **fields),
        client.get(ORGANISATIONS, {"q": CANARY}),
        client.get(PLACES, {"q": CANARY}),
    ]
    assert [answer for answer in told if CANARY.lower() in answer.content.decode().lower()] == []
    assert [node for answer in told for node in parsed(answer).query("input, [role=option]")] == []


# --- Parts of pages ---------------------------------------------------------------------------------------------------


def page_with(part):
    return parsed(type("Answer", (), {"content": str(part).encode()}))


def test_parts_stand_in_a_page_without_script():
    request = RequestFactory().get("/en/")
    list_in_search(
        owner := make_organisation("Malmö kulturförening"), practice := make_practice("Neighbourhood mothers")
    )
    data = MultiValueDict({"where": ["municipality:FI-444"], "where_words": ["malmo"], "who_words": ["kultur"]})
    places = page_with(places_part(request, data, name="where", words_name="where_words"))
    assert boxes(places, "[data-chosen] input") == [("municipality:FI-444", True)]
    assert boxes(places, "[data-found] input") == [("municipality:SE-1280", False)]
    names = {"new_name_name": "new_name", "new_contact_name": "new_contact"}
    who = page_with(organisations_part(request, data, name="who", words_name="who_words", **names))
    assert boxes(who, "[data-found] input") == [(str(owner.pk), False)]
    assert len(who.query("details input")) == 2
    found = lookalikes("practice", title="Neighbourhood mothers", language="en")
    alike = page_with(
        lookalikes_part(request, data, name="same", kind="practice", found=found, sources="title=id_title")
    )
    assert texts(alike, "legend a") == [practice.display_title()]
    suggestions = suggested_concepts("Mentoring", "en")
    topics = page_with(concepts_part(request, data, name="topics", suggestions=suggestions, sources="title=id_title"))
    assert topics.query_one("[data-ask]").attrs["data-with"] == "name=topics"
    for page in (places, who, alike, topics):
        labelled = {node.attrs.get("for") for node in page.query("label")}
        ids = [node.attrs["id"] for node in page.query("input") if "id" in node.attrs]
        assert set(ids) <= labelled and len(ids) == len(set(ids))


def test_the_limit_is_generous_to_a_writer():
    assert settings.ACCOUNT_RATE_LIMITS["suggestions"] == "60/m/ip"

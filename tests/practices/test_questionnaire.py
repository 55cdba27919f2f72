"""The twelve questions about a practice: answers become rows, and rows become answers again."""

import uuid

import pytest
from answered import ALL, LEAST, make_values, stored
from django.db import connection
from django.test.utils import CaptureQueriesContext
from factories import make_municipality, make_organisation, make_practice
from people import make_person

from core.choices import Status
from core.partial_date import PartialDate
from practices.models import Practice
from practices.questionnaire.binding import InvalidAnswers
from practices.questionnaire.questions import QUESTIONNAIRE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def malmo():
    return make_values()


def write(answers, item=None, by=None, language="en"):
    return QUESTIONNAIRE.write(item or Practice(), answers, language=language, by=by)


def again(item):
    return Practice.objects.get(pk=item.pk)


def words(item, part):
    return item.texts.get().part_words[str(part.pk)]


def test_there_are_twelve_questions_and_no_input_stands_in_two():
    names = [name for question in QUESTIONNAIRE.questions for name in question.form.base_fields]
    assert (len(QUESTIONNAIRE.questions), len(names)) == (12, len(set(names)))


def test_everything_asked_for_more_exists():
    forms = [question.form for question in QUESTIONNAIRE.questions]
    forms += [formset.form for question in QUESTIONNAIRE.questions for formset in question.parts.values()]
    assert [name for form in forms for name in form.more if name not in form.base_fields] == []


def test_the_least_makes_a_practice():
    item = again(write(LEAST))
    assert (item.source, item.original_language, item.status) == ("form", "en", Status.SUBMITTED)
    assert item.number.startswith("NC-")
    assert item.texts.get().origin == "author"
    assert list(item.places.values_list("country_id", "region_id", "locality")) == [("SE", None, "")]
    assert list(item.partners.values_list("name", "is_owner")) == [("Medelpad rescue service", True)]
    assert list(item.contactpoints.values_list("email", "show_as")) == [("anna@example.org", "form only")]
    assert item.open_to_questions


def test_all_answers_become_facts(malmo):
    item = again(write(ALL))
    assert (item.started, item.is_running, item.participants_per_year) == (PartialDate(2021, 3), True, 1400)
    assert (item.scale.identifier, item.maturity.identifier) == ("level-local", "maturity-established")
    assert list(item.places.values_list("municipality_id", "region_id")) == [(malmo.pk, "SE-M")]
    said = item.concepts.values_list("role", "concept__identifier", "is_main")
    assert [row for row in said if row[0] in ("theme", "target_group")] == [
        ("target_group", "women", True),
        ("target_group", "newcomers", False),
        ("theme", "volunteering", True),
        ("theme", "second-language-learning", False),
    ]
    assert item.not_known == ["difficult"]
    assert list(item.partners.values_list("name", "role", "is_owner")) == [
        ("Medelpad rescue service", "partner", True),
        ("The library", "delivery", False),
    ]


def test_all_answers_become_parts_with_words():
    item = again(write(ALL))
    first, second = item.buildingblocks.all()
    assert words(item, first) == {"title": "Recruiting through shift leaders", "purpose": "More volunteers."}
    assert (first.essential, second.essential) == (True, False)
    running, start = item.costs.all()
    assert (str(running.total), running.currency, running.year, start.is_unknown) == ("95000.00", "SEK", 2025, True)
    assert words(item, running) == {"funding": "The municipality"}
    result = item.results.get()
    assert (result.outcome.identifier, result.n, result.source_url) == ("outcome-c1", 88, "https://example.org/report")
    assert item.legalbasiss.get().country_id == "SE"
    assert item.contactpoints.get().languages == ["sv", "en"]


def test_lists_pasted_from_a_document_stay_lists():
    assert write(ALL).texts.get().what_we_do == "- We put out six tables.\n- Two volunteers sit at each."


@pytest.mark.parametrize("answers", [LEAST, ALL])
def test_the_same_answers_again_change_nothing(answers):
    item = write(answers)
    before = stored(item)
    write(answers, again(item))
    assert stored(item) == before


@pytest.mark.parametrize("answers", [LEAST, ALL])
def test_what_is_read_writes_the_same(answers):
    item = again(write(answers))
    before = stored(item)
    read = QUESTIONNAIRE.read(item, "en")
    assert QUESTIONNAIRE.bound(read).errors() == {}
    write(read, item)
    assert stored(item) == before
    assert QUESTIONNAIRE.read(again(item), "en") == read


def without_first_block(answers):
    """The rows behind it move up by one."""
    kept = {name: value for name, value in answers.items() if not name.startswith("block-0-")}
    moved = {name.replace("block-1-", "block-0-"): value for name, value in kept.items()}
    return moved | {"block-TOTAL_FORMS": ["1"]}


def test_parts_that_stay_keep_their_ids_when_another_goes():
    item = write(ALL)
    answers = QUESTIONNAIRE.read(again(item), "en")
    second = item.buildingblocks.all()[1]
    write(without_first_block(answers), again(item))
    assert [part.pk for part in again(item).buildingblocks.all()] == [second.pk]
    assert list(item.texts.get().part_words.keys() & {str(second.pk)}) == [str(second.pk)]


def test_words_of_a_part_that_goes_leave_every_language():
    item = write(ALL)
    gone = item.buildingblocks.first()
    words_of_gone = {str(gone.pk): {"title": "Rekrytering"}}
    item.texts.create(language="sv", title="Språkkafé", one_liner="Brandmän pratar svenska.", part_words=words_of_gone)
    write(without_first_block(QUESTIONNAIRE.read(again(item), "en")), again(item))
    assert item.texts.get(language="sv").part_words == {}


def test_the_id_of_a_part_of_another_practice_is_not_taken():
    other = make_practice(parts=1)
    block = other.buildingblocks.get()
    item = write(LEAST | {"block-0-id": [str(block.pk)], "block-0-title": ["Mine"]})
    block.refresh_from_db()
    assert block.practice_id == other.pk
    assert item.buildingblocks.get().pk != block.pk


def test_what_the_form_does_not_ask_for_stays():
    item = make_practice(parts=1, source_urls=["https://example.org/one"])
    answers = {**QUESTIONNAIRE.read(again(item), "en"), "owner_name": ["Malmö stad"]}
    answers["result-0-outcome"], answers["result-0-method"] = ["outcome-c1"], ["before-after-study"]
    write(answers, again(item))
    assert again(item).source_urls == ["https://example.org/one"]
    assert again(item).attachments.count() == 1
    assert str(item.attachments.get().pk) in item.texts.get().part_words


def test_only_members_make_their_organisation_the_owner():
    organisation = make_organisation("Medelpad rescue service", language="en")
    answers = LEAST | {"owner": [str(organisation.pk)]}
    member = make_person("contributor", organisation)
    assert write(answers, by=member).owner_id == organisation.pk
    item = write(answers)
    assert item.owner_id is None
    assert list(item.partners.values_list("organisation_id", "is_owner")) == [(organisation.pk, True)]


def test_an_organisation_is_meant_only_by_one_of_its_names():
    organisation = make_organisation("Malmö stad")
    item = write(LEAST | {"owner": [str(organisation.pk)]})
    assert list(item.partners.values_list("organisation_id", "name")) == [(None, "Medelpad rescue service")]


def test_an_unknown_organisation_stays_a_name():
    item = write(LEAST | {"owner": [str(uuid.uuid4())]})
    assert item.partners.get().organisation_id is None


def test_another_name_for_who_runs_it_leaves_the_owner_to_the_editors():
    organisation = make_organisation("Malmö stad")
    item = write(LEAST, Practice(owner=organisation))
    assert item.owner_id == organisation.pk
    assert list(item.partners.values_list("name", "is_owner")) == [("Medelpad rescue service", True)]
    assert QUESTIONNAIRE.read(again(item), "en")["owner_name"] == ["Medelpad rescue service"]
    write(LEAST | {"owner_name": ["Malmö Stad"]}, again(item))
    assert (again(item).owner_id, item.partners.count()) == (organisation.pk, 0)


def test_what_was_decided_before_the_first_write_stays():
    item = write(LEAST, Practice(number="NC-2026-7777", status=Status.DRAFT, original_language="sv"))
    assert (item.number, item.status, item.original_language) == ("NC-2026-7777", Status.DRAFT, "sv")


def test_a_sensitive_topic_shows_the_organisation_only():
    item = write(ALL | {"themes": ["honour-related-violence"], "main_theme": []})
    assert item.contactpoints.get().show_as == "organisation only"


def test_one_ticked_is_the_main_one():
    item = write(LEAST | {"themes": ["volunteering"]})
    assert list(item.concepts.values_list("role", "is_main")) == [("theme", True)]


def test_a_place_by_a_name_in_any_language_or_by_its_town(malmo):
    malmo.names = {"fi": "Malmö", "en": "Malmo"}
    malmo.save()
    answers = LEAST | {
        "place-0-name": ["malmo"],
        "place-1-country": ["SE"],
        "place-1-name": ["Rosengård"],
        "place-1-known": ["region:SE-M"],
        "place-2-country": ["SE"],
        "place-2-name": ["Region SE-M"],
    }
    places = write(answers).places.values_list("municipality_id", "region_id", "locality")
    assert list(places) == [(malmo.pk, "SE-M", ""), (None, "SE-M", "Rosengård"), (None, "SE-M", "")]


def test_a_name_of_two_places_is_asked_about(malmo):
    make_municipality("9999", region="SE-Z", name="Malmö")
    errors = QUESTIONNAIRE.bound(ALL).errors()["place"][0]
    assert "Malmö, Region SE-M; Malmö, Region SE-Z" in errors["name"][0]
    assert QUESTIONNAIRE.bound(ALL | {"place-0-name": ["Malmö, Region SE-M"]}).errors() == {}
    assert QUESTIONNAIRE.bound(ALL | {"place-0-known": ["municipality:SE-1280"]}).errors() == {}


def test_wrong_answers_make_no_rows():
    with pytest.raises(InvalidAnswers) as refused:
        write(LEAST | {"title": [""]})
    assert list(refused.value.errors) == ["title"]
    assert Practice.objects.count() == 0


def statements(answers, item=None):
    with CaptureQueriesContext(connection) as captured:
        write(answers, item)
    return len(captured)


def test_statements_do_not_grow_with_the_answers():
    one = ALL | {f"block-{number}-title": [] for number in range(2)} | {"block-0-title": ["One"]}
    many = ALL | {f"block-{number}-title": [f"Block {number}"] for number in range(7)}
    many |= {f"resource-{number}-kind": ["staff"] for number in range(9)}
    many |= {f"place-{number}-country": ["FI"] for number in range(1, 9)}
    write(LEAST)  # the counter of this year's numbers is made once
    assert statements(one) == statements(many)


def test_a_second_write_is_cheap():
    item = write(ALL)
    assert statements(ALL, again(item)) <= 30


def test_an_editor_of_the_words_signs_them():
    item = write(LEAST)
    member = make_person("contributor", make_organisation("Malmö stad"))
    write(LEAST | {"goal": ["Everyone talks."]}, again(item), by=member)
    assert again(item).updated_by == member

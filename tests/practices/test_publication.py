import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from factories import make_concept, make_country, make_municipality, make_organisation, make_practice

from practices.models import Practice
from practices.publication import INDIRECT_GROUPS, SENSITIVE_THEMES, problems
from vocabulary.actions import load_vocabulary
from vocabulary.models import Concept

pytestmark = pytest.mark.django_db
TOLD = {
    "problem": "p" * 100,
    "goal": "g" * 60,
    "what_we_do": "w" * 300,
    "lessons": "l" * 100,
    "obstacles": "o" * 60,
    "participation": "They chose the hours.",
    "equality": "Men come too.",
    "transfer_conditions": "A room.",
    "continuation": "The library pays.",
}


def whole(**fields):
    practice = make_practice(
        **{
            "parts": 1,
            "themes": ["education"],
            "groups": ["newcomers"],
            "methods": ["mentoring"],
            "settings": ["setting-school"],
            "scale": "level-local",
            "maturity": "maturity-established",
            "started": "2020",
            "participant_duration": "dur-open",
            "participants_per_year": 40,
            "is_running": True,
            "owner": make_organisation(),
            "municipality": make_municipality(),
            **TOLD,
            **fields,
        }
    )
    if practice.is_sensitive():
        practice.contactpoints.update(show_as="organisation only")
    return practice


def test_a_practice_that_tells_everything_has_no_problems():
    assert problems(whole()) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"problem": ""}, "Tell what was wrong before."),
        ({"what_we_do": " "}, "Tell what you do, step by step."),
        ({"lessons": ""}, "Tell what you have learnt."),
        ({"owner": None}, "Name the organisation that runs it."),
        ({"participants_per_year": None}, "Tell how many people take part in a year."),
        ({"started": None}, "Tell when it started."),
        ({"is_running": None}, "Tell whether it is still running."),
        ({"is_running": False}, "Tell why it ended."),
        ({"settings": []}, "Choose where it happens."),
        ({"methods": ["a", "b", "c", "d"]}, "Choose one to three types of work."),
        ({"country": None}, "Tell where it is done."),
        ({"municipality": None}, "It is local, so name the municipality."),
        ({"parts": 0}, "Name somebody to ask."),
        ({"language": "sv"}, "Title, one-liner and summary are needed in English."),
        ({"themes": ["forced-marriage"]}, "The topic is sensitive: tell about risks and ethics."),
    ],
)
def test_what_is_missing_is_said_in_one_sentence(fields, sentence):
    assert problems(whole(**fields)) == [sentence]


def test_the_opening_must_stand_in_the_original_too():
    practice = whole(language="sv")
    own = practice.texts.get()
    own.pk, own.language = None, "en"
    own.save()
    assert problems(Practice.objects.get()) == []
    practice.texts.filter(language="sv").update(summary="")
    assert problems(Practice.objects.get()) == ["Title, one-liner and summary are needed."]


def test_a_compiled_record_needs_only_words_and_named_sources():
    compiled = make_practice(source="compiled", source_urls=["https://example.org/about"])
    assert problems(compiled) == []
    Practice.objects.update(source_urls=[])
    assert problems(Practice.objects.get()) == ["Name the public sources."]


def test_without_its_own_text_nothing_can_be_public():
    practice = whole()
    practice.texts.all().delete()
    assert problems(practice) == ["There is no text in the original language."]


def test_every_sensitive_theme_is_a_concept():
    load_vocabulary()
    known = Concept.objects.filter(identifier__in=SENSITIVE_THEMES, scheme__in=["theme", "target_group"])
    assert set(known.values_list("identifier", flat=True)) == SENSITIVE_THEMES


def test_every_indirect_group_is_a_concept():
    load_vocabulary()
    known = Concept.objects.in_scheme("target_group").filter(identifier__in=INDIRECT_GROUPS)
    assert set(known.values_list("identifier", flat=True)) == INDIRECT_GROUPS


def day(days):
    return (timezone.localdate() + timedelta(days=days)).isoformat()


STARTS_LATER = "It cannot have started in the future: check when it started."
ENDED_AND_RUNNING = "It has an end date in the past and is still running: change one of them."
IN_CAPITALS = "Write the title in small letters, not in capitals only."
NAME_AS_TITLE = "The title is the name of the organisation: give the practice a title of its own."
BENEFITS = "Tell who benefits in the end only when you work with others for their sake, such as professionals."
WRONG = [
    ({"started": day(1)}, STARTS_LATER),
    ({"started": day(400)[:7]}, STARTS_LATER),
    ({"started": day(800)[:4]}, STARTS_LATER),
    ({"ended": day(-1)}, ENDED_AND_RUNNING),
    ({"ended": day(-400)[:4]}, ENDED_AND_RUNNING),
    ({"title": "SPRÅKCAFÉ PÅ BIBLIOTEKET 2"}, IN_CAPITALS),
    ({"translations": {"da": {"title": "SPROGCAFÉ PÅ BIBLIOTEKET"}}}, IN_CAPITALS),
    ({"beneficiaries": ["refugees"]}, BENEFITS),
]
RIGHT = [
    {"started": day(0)},
    {"started": day(0)[:7]},
    {"started": day(0)[:4]},
    {"ended": day(0)},
    {"ended": day(0)[:4]},
    {"ended": day(1)},
    {"is_running": False, "ended": day(-1), "end_reason": "The money ran out."},
    {"title": "SFI på biblioteket"},
    {"beneficiaries": ["refugees"], "groups": ["newcomers", "professionals"]},
    {"scale": "level-regional", "municipality": None},
    {"country": "DE", "municipality": None},
]


@pytest.mark.parametrize(("fields", "sentence"), WRONG)
def test_what_is_wrong_is_said_of_compiled_records_too(fields, sentence):
    sources = {"source": "compiled", "source_urls": ["https://example.org/about"]}
    for made in (whole(**fields), make_practice(**{"groups": ["newcomers"], "is_running": True, **sources, **fields})):
        assert problems(Practice.objects.get(pk=made.pk)) == [sentence]


@pytest.mark.parametrize("fields", RIGHT)
def test_what_is_right(fields):
    assert problems(Practice.objects.get(pk=whole(**fields).pk)) == []


@pytest.mark.parametrize("title", ["Språkbron i Malmö", "SPRÅKBRON i malmö", "The Language Bridge"])
def test_the_title_is_not_the_name_of_the_organisation(title):
    owner = make_organisation("Språkbron i Malmö", translations={"en": {"name": "The language bridge"}})
    assert problems(whole(title=title, owner=owner)) == [NAME_AS_TITLE]
    assert problems(whole(title=f"{title}: a café", owner=owner)) == []
    sources = ["https://example.org/about"]
    assert problems(make_practice(title, owner=owner, source="compiled", source_urls=sources)) == []


@pytest.mark.parametrize("theme", ["schools", "mother-tongue"])
def test_a_theme_and_a_narrower_one_do_not_stand_together(theme):
    schools = make_concept("schools", broader=make_concept("learning"))
    make_concept("mother-tongue", broader=schools)
    assert problems(whole(themes=["learning", theme])) == ["Choose a theme or a narrower theme within it, not both."]
    assert problems(whole(themes=["health", theme])) == []


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("theme", "Choose which theme is the main one."),
        ("target_group", "Choose which target group is the main one."),
    ],
)
def test_one_of_them_is_the_main_one(role, sentence):
    practice = whole(themes=["education", "health"], groups=["newcomers", "refugees"])
    practice.concepts.filter(role=role).update(is_main=False)
    assert problems(practice) == [sentence]


def test_every_nordic_place_of_a_local_practice_names_its_municipality():
    practice = whole()
    practice.places.create(country=make_country("DE"), position=1)
    assert problems(practice) == []
    practice.places.create(country=make_country("FI"), position=2)
    assert problems(practice) == ["It is local, so name the municipality."]


@pytest.mark.parametrize(
    ("parts", "most", "sentence"),
    [
        ("buildingblocks", 7, "Keep at most seven building blocks."),
        ("results", 10, "Keep at most ten results."),
        ("contactpoints", 3, "Name at most three people to ask."),
        ("attachments", 10, "Keep at most ten files and links."),
    ],
)
def test_parts_have_a_limit(parts, most, sentence):
    practice = whole()
    rows = getattr(practice, parts)
    while rows.count() < most:
        _one_more(rows)
    assert problems(practice) == []
    _one_more(rows)
    assert problems(practice) == [sentence]


def _one_more(rows):
    part = rows.first()
    part.pk, part._state.adding = uuid.uuid4(), True
    part.save()


def test_we_do_not_know_is_an_answer():
    practice = whole(
        lessons="", participants_per_year=None, is_running=None, not_known=["difficult", "results", "since"]
    )
    assert problems(practice) == []

import pytest
from factories import make_organisation, make_practice

from practices.models import Practice
from practices.publication import SENSITIVE_THEMES, problems
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
    return make_practice(
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
            **TOLD,
            **fields,
        }
    )


def test_a_practice_that_tells_everything_has_no_problems():
    assert problems(whole()) == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"problem": ""}, "Tell what was wrong before."),
        ({"what_we_do": "w" * 299}, "Tell what you do, step by step."),
        ({"lessons": ""}, "Tell what you have learnt."),
        ({"owner": None}, "Name the organisation that runs it."),
        ({"participants_per_year": None}, "Tell how many people take part in a year."),
        ({"started": None}, "Tell when it started."),
        ({"is_running": None}, "Tell whether it is still running."),
        ({"is_running": False}, "Tell why it ended."),
        ({"settings": []}, "Choose where it happens."),
        ({"methods": ["a", "b", "c", "d"]}, "Choose one to three types of work."),
        ({"country": None}, "Tell where it is done."),
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

import pytest
from django.db import IntegrityError, transaction
from people import make_person
from starter_files import make_named_things, make_owner, practice_files

from core.choices import Source, Status, TextOrigin
from core.loading import StarterDataError, stable_id
from core.models import AuditRow
from practices.actions import load_starter_practices
from practices.models import Practice
from search.models import SearchDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner():
    make_named_things()
    return make_owner()


@pytest.fixture
def practice(owner, tmp_path):
    load_starter_practices(folder=practice_files(tmp_path / "practices" / "data"))
    return Practice.objects.get()


def load(tmp_path, change=None):
    return load_starter_practices(folder=practice_files(tmp_path / "practices" / "data", change))


def test_the_facts_of_a_record_are_told(practice, owner):
    assert (practice.status, practice.source, practice.source_key) == (Status.PUBLISHED, Source.COMPILED, "se-kaffe")
    assert (practice.owner, practice.scale.identifier, practice.maturity.identifier) == (
        owner,
        "level-local",
        "maturity-established",
    )
    assert (str(practice.started), practice.ended, practice.is_running) == ("2016", None, True)
    assert (practice.website, practice.source_urls) == ("https://example.org/kaffe", ["https://example.org/om-kaffe"])
    assert (practice.evidence_level, practice.evidence_scope, practice.evidence_flags) == (1, "this-practice", [])
    assert (practice.cost_band.identifier, practice.participant_duration) == ("cost-x", None)
    assert (practice.original_language, practice.source_language) == ("sv", "sv")


def test_the_words_are_ours_and_their_translation_says_what_it_is(practice):
    texts = {text.language: text for text in practice.texts.all()}
    assert set(texts) == {"sv", "en"}
    own, english = texts["sv"], texts["en"]
    assert (own.origin, english.origin) == (TextOrigin.COMPILED, TextOrigin.MACHINE)
    assert own.what_we_do.startswith("Frivilliga dukar fram kaffe.\n\n")
    assert own.results_summary == "Omkring 40 deltagare i veckan."
    assert own.transfer_conditions == "Det behövs ett rum och tio frivilliga."
    assert own.target_group_note == "nyanlända vuxna; föräldralediga"
    assert english.title == "Language café at the library"
    assert (own.evidence_reason, english.evidence_reason) == ("", "Only own counts.")


def test_what_no_source_tells_stays_empty(practice):
    own = practice.texts.get(language="sv")
    untold = ("problem", "goal", "lessons", "obstacles", "funding", "participation", "equality", "continuation")
    assert [getattr(own, field) for field in untold] == [""] * len(untold)
    assert (practice.participants_per_year, practice.last_confirmed_on, practice.quality_label) == (None, None, "")
    assert not practice.contactpoints.exists()


def test_concepts_places_and_partners_are_named(practice):
    said = [(row.role, row.concept.identifier, row.is_main) for row in practice.concepts.all()]
    assert said == [
        ("method", "language-cafe", False),
        ("setting", "setting-community", False),
        ("target_group", "newcomers", True),
        ("theme", "second-language-learning", True),
        ("theme", "volunteering", False),
    ]
    place = practice.places.get()
    assert (place.country_id, place.region_id, place.municipality.code) == ("SE", "SE-M", "1280")
    partner = practice.partners.get()
    assert (partner.name, partner.role, partner.organisation, partner.is_owner) == (
        "Röda Korset",
        "delivery",
        None,
        False,
    )


def test_an_owner_without_a_record_is_told_by_name(owner, tmp_path):
    load(tmp_path, lambda files: files["practice_organisations"][0].update(organisation=None))
    practice = Practice.objects.get()
    assert practice.owner is None
    assert [(row.name, row.is_owner) for row in practice.partners.all()] == [
        ("Malmö stad", True),
        ("Röda Korset", False),
    ]


def test_a_text_in_english_needs_no_translation(owner, tmp_path):
    def in_english(files):
        files["practices"][0].update(language="en")
        files["practice_tags"][0].update(en=None)

    load(tmp_path, in_english)
    text = Practice.objects.get().texts.get()
    assert (text.language, text.origin, text.evidence_reason) == ("en", TextOrigin.COMPILED, "Only own counts.")


def test_more_places_follow_the_first(owner, tmp_path):
    more = [{"country": "NO", "region_code": None, "municipality_code": None}]
    load(tmp_path, lambda files: files["practice_tags"][0].update(more_places=more))
    assert list(Practice.objects.get().places.values_list("country_id", flat=True)) == ["SE", "NO"]


def test_it_is_found_from_the_same_transaction_on(practice):
    document = SearchDocument.objects.get(item_id=practice.pk)
    assert document.short_id == practice.short_id
    assert document.cards["sv"]["title"] == "Språkkafé på biblioteket"


def test_the_move_is_recorded(practice):
    row = AuditRow.objects.get(item_id=practice.pk)
    assert (row.action, row.actor_label, row.detail["to"]) == ("load compiled", "system", "published")
    assert practice.pk == stable_id("practice", "se-kaffe")


def test_a_compiled_practice_bears_no_quality_label(practice):
    with pytest.raises(IntegrityError, match="practice_compiled_has_no_label"), transaction.atomic():
        Practice.objects.update(quality_label="good")


def test_loading_again_changes_nothing(practice, tmp_path):
    before = (Practice.objects.values().get(), list(practice.texts.values()), list(practice.concepts.values()))
    report = load(tmp_path)
    assert (report.added, report.changed, report.same, report.edited) == (0, 0, 1, 0)
    assert before == (Practice.objects.values().get(), list(practice.texts.values()), list(practice.concepts.values()))
    assert AuditRow.objects.count() == 1


def test_a_changed_file_changes_what_changed(practice, tmp_path):
    def changed(files):
        files["practices"][0].update(results="Omkring 60 deltagare i veckan.")
        files["practice_tags"][0].update(themes=["volunteering"])

    report = load(tmp_path, changed)

    assert (report.added, report.changed, report.same) == (0, 1, 0)
    now = Practice.objects.get()
    kept = ("pk", "short_id", "number", "published_at", "created_at", "started")
    assert [getattr(now, name) for name in kept] == [getattr(practice, name) for name in kept]
    assert now.version == practice.version + 1
    assert now.texts.get(language="sv").results_summary == "Omkring 60 deltagare i veckan."
    assert now.texts.get(language="en").source_version == practice.version
    assert [row.concept.identifier for row in now.concepts.filter(role="theme")] == ["volunteering"]
    assert SearchDocument.objects.get(item_id=now.pk).main_theme == "volunteering"
    assert AuditRow.objects.latest("pk").action == "update compiled"


def test_what_a_person_has_edited_is_left_alone(practice, tmp_path):
    Practice.objects.update(updated_by=make_person("chief-editor"))
    report = load(tmp_path, lambda files: files["practices"][0].update(results="Något annat."))
    assert (report.changed, report.edited) == (0, 1)
    assert practice.texts.get(language="sv").results_summary == "Omkring 40 deltagare i veckan."


def test_what_a_translator_has_approved_is_left_alone(practice, tmp_path):
    person = make_person("translator")
    practice.texts.filter(language="en").update(title="Coffee and words", translator=person)
    load(tmp_path, lambda files: files["practices"][0].update(results="Något annat."))
    assert practice.texts.get(language="en").title == "Coffee and words"
    assert practice.texts.get(language="sv").results_summary == "Något annat."


def of(name, **values):
    return lambda files: files[name][0].update(values)


def partner_with_record(files):
    owner, partner, *_ = files["practice_organisations"]
    return partner | {"organisation": owner["organisation"]}


BROKEN = [
    (of("practices", title="Kort"), "practices", "record 1 (se-kaffe)", "title", "at least 8"),
    (of("practices", title="x" * 91), "practices", "record 1 (se-kaffe)", "title", "at most 90"),
    (of("practices", summary="x" * 901), "practices", "record 1 (se-kaffe)", "summary", "at most 900"),
    (of("practices", summary=None), "practices", "record 1 (se-kaffe)", "summary", "blank"),
    (of("practices", language="xx"), "practices", "record 1 (se-kaffe)", "language", "not a valid choice"),
    (of("practices", country="ZZ"), "practices", "record 1 (se-kaffe)", "country", "not known"),
    (of("practices", municipality_code="0000"), "practices", "record 1 (se-kaffe)", "municipality_code", "not known"),
    (of("practices", start_year="early"), "practices", "record 1 (se-kaffe)", "start_year", "not a number"),
    (of("practices", end_year=2001), "practices", "record 1 (se-kaffe)", "end_year", "before it starts"),
    (of("practices", contact_url="kaffe"), "practices", "record 1 (se-kaffe)", "contact_url", "valid URL"),
    (of("practices", source_urls=["kaffe"]), "practices", "record 1 (se-kaffe)", "source_urls", "valid URL"),
    (of("practices", target_groups=[7]), "practices", "record 1 (se-kaffe)", "target_groups", "list of texts"),
    (
        lambda files: files["practice_organisations"].append("se-kaffe"),
        *("practice_organisations", "record ", "", "object is needed"),
    ),
    (
        lambda files: files["practice_organisations"].extend([partner_with_record(files)] * 2),
        *("practices", "record 1 (se-kaffe)", "", "duplicate key"),
    ),
    (of("practices", source_urls=[]), "practices", "record 1 (se-kaffe)", "", "Name the public sources."),
    (lambda files: files["practice_tags"].clear(), "practices", "record 1 (se-kaffe)", "id", "not known"),
    (of("practice_tags", themes=["coffee"]), "practice_tags", "record 1 (se-kaffe)", "themes", "“coffee” is not known"),
    (of("practice_tags", themes=["volunteering"] * 2), "practice_tags", "record 1 (se-kaffe)", "themes", "twice"),
    (of("practice_tags", level="level-x"), "practice_tags", "record 1 (se-kaffe)", "level", "not known"),
    (of("practice_tags", evidence_level=6), "practice_tags", "record 1 (se-kaffe)", "evidence_level", "less than"),
    (of("practice_tags", one_liner="Kaffe."), "practice_tags", "record 1 (se-kaffe)", "one_liner", "at least 40"),
    (of("practice_tags", en={"title": "x"}), "practice_tags", "record 1 (se-kaffe), en", "one_liner", "needed"),
    (
        of("practice_organisations", organisation="se-x"),
        "practice_organisations",
        "record 1",
        "organisation",
        "not known",
    ),
    (
        of("practice_organisations", practice="se-x"),
        "practice_organisations",
        "record 1 (se-x)",
        "practice",
        "not known",
    ),
    (
        lambda files: files["practice_organisations"][1].update(role="owner"),
        *("practice_organisations", "record 2 (se-kaffe)", "role", "one owner"),
    ),
    (
        lambda files: files["practice_organisations"][1].update(partner_role="friend"),
        *("practice_organisations", "record 2 (se-kaffe)", "partner_role", "valid choice"),
    ),
    (
        lambda files: files["practices"].append(files["practices"][0]),
        *("practices", "record 2 (se-kaffe)", "id", "already in record 1"),
    ),
    (lambda files: files.update(practices="[{]"), "practices", "row 1", "", "not valid JSON"),
]


@pytest.mark.parametrize(("change", "name", "row", "field", "problem"), BROKEN)
def test_a_broken_file_names_row_and_field_and_loads_nothing(owner, tmp_path, change, name, row, field, problem):
    with pytest.raises(StarterDataError) as caught:
        load(tmp_path, change)
    message = str(caught.value)
    assert message.startswith(f"practices/data/{name}.json, {row}")
    assert (f"field “{field}”" in message) == bool(field)
    assert problem in message
    assert (Practice.objects.count(), SearchDocument.objects.count(), AuditRow.objects.count()) == (0, 0, 0)

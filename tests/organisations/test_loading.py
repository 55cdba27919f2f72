from datetime import date

import pytest
from starter_files import make_named_things, organisation_files

from core.choices import Status, TextOrigin
from core.loading import StarterDataError
from core.models import AuditRow
from organisations.actions import load_starter_organisations
from organisations.models import Organisation, OrganisationRelation
from search.models import SearchDocument

pytestmark = pytest.mark.django_db
PLACE = "record 1 (se-malmo)"


@pytest.fixture(autouse=True)
def named_things():
    make_named_things()


def load(tmp_path, change=None):
    return load_starter_organisations(folder=organisation_files(tmp_path / "organisations" / "data", change))


def with_corrections(**values):
    return lambda files: files["organisation_corrections"]["se-malmo"].update(values)


def with_facts(**values):
    return lambda files: files["organisations"][0].update(values)


def test_the_facts_of_a_record_are_told(tmp_path):
    load(tmp_path)
    organisation = Organisation.objects.get()
    assert (organisation.status, organisation.source_key) == (Status.PUBLISHED, "se-malmo")
    assert (organisation.type.identifier, organisation.scope) == ("municipality", "local")
    assert (organisation.country_id, organisation.region_id, organisation.municipality.code) == ("SE", "SE-M", "1280")
    assert (organisation.ror, organisation.national_id) == ("00axme198", "212000-1124")
    assert (organisation.url, organisation.founded_year) == ("https://malmo.se", 1863)
    assert (organisation.is_closed, organisation.closed_on) == (False, None)
    assert SearchDocument.objects.get(item_id=organisation.pk).cards["sv"]["title"] == "Malmö stad"


def test_names_stand_in_their_own_languages(tmp_path):
    load(tmp_path)
    texts = {text.language: text for text in Organisation.objects.get().texts.all()}
    assert {language: (text.name, text.about) for language, text in texts.items()} == {
        "sv": ("Malmö stad", ""),
        "en": ("City of Malmö", "Runs the libraries of the city."),
    }
    assert {text.origin for text in texts.values()} == {TextOrigin.COMPILED}
    assert texts["sv"].short_name == "Malmö"


def test_a_name_in_a_language_that_the_portal_does_not_keep_stands_with_english(tmp_path):
    load(tmp_path, with_corrections(name_language="de", name="Stadt Altena", name_en=None, note=None))
    organisation = Organisation.objects.get()
    assert [(text.language, text.name) for text in organisation.texts.all()] == [("en", "Stadt Altena")]
    assert (organisation.original_language, organisation.source_language) == ("en", "de")


@pytest.mark.parametrize(("checked", "was_checked"), [({}, True), ({"website_checked": False}, False)])
def test_an_address_that_nobody_opened_is_not_called_checked(tmp_path, checked, was_checked):
    load(tmp_path, with_corrections(**checked))
    assert Organisation.objects.get().url_was_checked is was_checked


def test_corrections_replace_and_empty_fields(tmp_path):
    load(tmp_path, with_corrections(ror_id=None, name="Malmö kommun", status="closed", closed_on="2022-12-31"))
    organisation = Organisation.objects.get()
    assert (organisation.ror, organisation.texts.get(language="sv").name) == ("", "Malmö kommun")
    assert (organisation.is_closed, organisation.closed_on) == (True, date(2022, 12, 31))


def test_what_belongs_to_what_is_told_once(tmp_path):
    def with_parent(files):
        files["organisations"].append(
            files["organisations"][0] | {"id": "se-x", "ror_id": None, "organisation_number": ""}
        )
        files["organisation_corrections"]["se-x"] = files["organisation_corrections"]["se-malmo"] | {
            "parent": "se-malmo"
        }

    load(tmp_path, with_parent)
    report = load(tmp_path, with_parent)
    relation = OrganisationRelation.objects.get()
    assert (relation.kind, relation.to_organisation.source_key) == ("part-of", "se-malmo")
    assert (report.added, report.changed, report.same) == (0, 0, 2)


BROKEN = [
    (with_corrections(actor_type=None), "actor_type", "needed"),
    (with_corrections(actor_type="club"), "actor_type", "not known"),
    (with_corrections(name_language=None), "name_language", "needed"),
    (with_corrections(closed_on="soon"), "closed_on", "not a date"),
    (with_corrections(parent="se-nobody"), "parent", "not known"),
    (with_facts(ror_id="https://ror.org/nonsense"), "ror_id", "valid value"),
    (with_facts(website="malmo"), "website", "valid URL"),
    (with_facts(name="x" * 201), "name", "at most 200"),
    (with_facts(scope="planet"), "scope", "valid choice"),
    (with_facts(country="NO"), "municipality_code", "not known"),
    (with_facts(country="NO", municipality_code=None), "region_code", "not in NO"),
    (with_facts(founded="long ago"), "founded", "not a number"),
]


@pytest.mark.parametrize(("change", "field", "problem"), BROKEN)
def test_a_broken_record_names_its_field_and_nothing_is_loaded(tmp_path, change, field, problem):
    assert_refused(tmp_path, change, f"organisations/data/organisations.json, {PLACE}, field “{field}”: ", problem)


def test_two_organisations_cannot_share_a_ror_id(tmp_path):
    def twice(files):
        files["organisations"].append(files["organisations"][0] | {"id": "se-x", "organisation_number": None})

    place = "organisations/data/organisations.json, record 2 (se-x), field “ror_id”: "
    assert_refused(tmp_path, twice, place, "already in record 1")


def test_a_correction_of_nobody_is_a_mistake(tmp_path):
    def of_nobody(files):
        files["organisation_corrections"]["se-x"] = {}

    place = "organisations/data/organisation_corrections.json, record se-x, field “id”: "
    assert_refused(tmp_path, of_nobody, place, "no organisation")


def assert_refused(tmp_path, change, place, problem):
    with pytest.raises(StarterDataError) as caught:
        load(tmp_path, change)
    assert str(caught.value).startswith(place)
    assert problem in str(caught.value)
    assert (Organisation.objects.count(), SearchDocument.objects.count(), AuditRow.objects.count()) == (0, 0, 0)

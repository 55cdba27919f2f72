import json

import pytest
from django.core.exceptions import ValidationError
from factories import make_concept, make_organisation
from starter_files import make_named_things, organisation_files

from core.loading import StarterDataError
from organisations.actions import load_starter_organisations
from organisations.loading import DATA
from organisations.models import Organisation, OrganisationRelation
from organisations.national_ids import is_valid
from organisations.publication import problems
from organisations.relations import find_circle

pytestmark = pytest.mark.django_db
SAME_NAME = "Another organisation in this country has the same name."
WRONG_NUMBER = "The organisation number does not look right: check its digits."
TOO_WIDE = "Choose a more exact type of organisation."


def test_an_organisation_with_a_name_and_a_type_has_no_problems():
    assert make_organisation(national_id="123456-7897").publish_problems() == []


def test_a_name_is_needed():
    organisation = make_organisation()
    organisation.texts.all().delete()
    assert problems(organisation) == ["The organisation has no name."]


@pytest.mark.parametrize(("source", "country"), [("form", "SE"), ("compiled", "SE"), ("form", "DK")])
def test_a_number_follows_the_rule_of_its_country(source, country):
    organisation = make_organisation(national_id="123456-7890", source=source, country=country)
    assert problems(organisation) == [WRONG_NUMBER]


def test_a_number_without_a_country_is_left_alone():
    assert problems(make_organisation(national_id="123456-7890", country=None)) == []


def test_numbers_of_the_shipped_organisations_are_right():
    for organisation in json.loads((DATA / "organisations.json").read_text(encoding="utf-8")):
        if number := organisation["organisation_number"]:
            assert is_valid(organisation["country"], number), organisation["id"]


def test_a_type_that_only_gathers_others_is_too_wide():
    public = make_concept("public-bodies", "actor_type")
    authority = make_concept("state-authority", "actor_type", broader=public)
    county = make_concept("regional-state-authority", "actor_type", broader=authority)
    assert problems(make_organisation(type=public)) == [TOO_WIDE]
    assert problems(make_organisation(type=public, source="compiled")) == []
    assert problems(make_organisation(type=authority)) == []
    assert problems(make_organisation(type=county)) == []


def test_at_most_five_themes_and_five_target_groups():
    five = [f"number-{number}" for number in range(5)]
    organisation = make_organisation(themes=five)
    for name in five:
        organisation.concepts.create(concept=make_concept(name, "target_group"), role="target_group")
    assert problems(organisation) == []
    organisation.concepts.create(concept=make_concept("one-more"), role="theme")
    organisation.concepts.create(concept=make_concept("one-more", "target_group"), role="target_group")
    assert problems(organisation) == ["Choose at most five themes.", "Choose at most five target groups."]


@pytest.mark.parametrize("name", ["Föreningen Øst", "FÖRENINGEN  ÖST", "föreningen-ost", "Fo\u0308reningen Öst"])
def test_names_are_compared_as_people_read_them(name):
    make_organisation("Föreningen Öst")
    same = name != "föreningen-ost"
    assert problems(make_organisation(name)) == ([SAME_NAME] if same else [])


def test_a_name_in_any_language_counts():
    make_organisation("Esimerkki", translations={"en": {"name": "The Example"}})
    assert problems(make_organisation("The example", language="en")) == [SAME_NAME]


def test_a_name_may_stand_again_elsewhere_or_while_it_is_not_public():
    make_organisation("Exempel", country="NO")
    make_organisation("Exempel", status="submitted")
    assert problems(make_organisation("Exempel")) == []
    assert problems(make_organisation("Exempel", source="compiled")) == []


def test_names_without_a_country_are_compared_too():
    make_organisation("Nordiska nätverket", country=None)
    assert problems(make_organisation("Nordiska nätverket", country=None)) == [SAME_NAME]


@pytest.mark.parametrize(
    ("belongs", "circle"),
    [
        ([], set()),
        ([("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")], set()),
        ([("a", "b"), ("b", "a")], {"a", "b"}),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")], {"a", "b", "c"}),
    ],
)
def test_a_circle_is_found(belongs, circle):
    assert set(find_circle(belongs)) == circle


def related(part, whole, kind="part-of"):
    return OrganisationRelation(kind=kind, from_organisation=part, to_organisation=whole)


def test_nothing_is_a_part_of_itself_by_way_of_others():
    office, city, region = make_organisation(), make_organisation(), make_organisation()
    for relation in (related(office, city), related(city, region)):
        relation.full_clean()
        relation.save()
    with pytest.raises(ValidationError, match="cannot be a part of itself"):
        related(region, office).full_clean()
    related(region, office, "member-of").full_clean()
    OrganisationRelation.objects.get(from_organisation=office).full_clean()


def test_files_cannot_make_a_circle_with_what_is_stored(tmp_path):
    def two_organisations(files):
        second = files["organisations"][0] | {"id": "se-x", "name": "Sällskapet", "ror_id": None}
        files["organisations"].append(second | {"organisation_number": None})
        files["organisation_corrections"]["se-x"] = dict(files["organisation_corrections"]["se-malmo"])

    def with_parent(files):
        two_organisations(files)
        files["organisation_corrections"]["se-x"]["parent"] = "se-malmo"

    make_named_things()
    load_starter_organisations(folder=organisation_files(tmp_path, two_organisations))
    malmo, other = (Organisation.objects.get(source_key=key) for key in ("se-malmo", "se-x"))
    related(malmo, other).save()
    with pytest.raises(StarterDataError, match="field “parent”: it would be a part of itself"):
        load_starter_organisations(folder=organisation_files(tmp_path, with_parent))
    assert OrganisationRelation.objects.count() == 1

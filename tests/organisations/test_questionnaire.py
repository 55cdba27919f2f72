"""Answers about an organisation: what is wrong, what is a double, what becomes of them."""

import pytest
from factories import make_concept, make_country, make_municipality, make_organisation, make_region
from people import make_person
from questionnaires import as_answers, errors_in, hints_of
from row_prints import rows_of

from core.models import Merger
from organisations.choices import RelationKind
from organisations.lookup import find, written
from organisations.models import Organisation, OrganisationRelation
from submissions.parts import part_answers

pytestmark = pytest.mark.django_db
QUESTIONNAIRE = Organisation.questionnaire()
WRONG_DIGIT = "The check digit does not fit. Look the number up in the register, or leave it out."
NOT_IN_LIST = "Something was chosen that is not in the list. Choose again."
OF_A_PERSON = "This is the number of a person. Leave it out; we do not keep such numbers."
SENT_ALREADY = "Somebody has sent it to us already. Write to us if it is yours, and leave it out here."
NAMED_TWICE = "There is a name in this language already: keep one of them."
NO_CHOICE = "Select a valid choice. xx is not one of the available choices."
CIRCLE = "It belongs to yours already, if only by way of others: name another."
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def named_things():
    make_municipality()
    public = make_concept("public-bodies", "actor_type")
    make_concept("municipality", "actor_type", broader=public)
    for name in ("education", "health", "work", "housing", "culture", "sport"):
        make_concept(name)
    make_concept("newcomers", "target_group")


def answers(**told):
    return as_answers({"name": "Föreningen Vi", "type": "municipality", "country": "SE"} | told)


def errors(given, **about):
    return errors_in(QUESTIONNAIRE, given, **about)


def write(given, item=None, *, language="sv", by=None):
    item = item or Organisation()
    QUESTIONNAIRE.write(item, given, language=language, by=by)
    return Organisation.objects.get(pk=item.pk)


def relation(*rows):
    return part_answers("relation", [{"kind": kind, "organisation": name} for kind, name in rows])


def other_names(*rows):
    return part_answers("other_name", [{"language": code, "name": name} for code, name in rows])


# --- What becomes of answers ---------------------------------------------------------------------------------------


def test_a_name_and_a_type_are_enough():
    assert errors({"name": ["Vi"], "type": ["municipality"]}) == {}
    assert errors({}) == {"name": ["This field is required."], "type": ["Choose one from the list."]}


def test_everything_told_stands_in_the_rows():
    sender, whole = make_person("member"), make_organisation("Riksföreningen")
    told = answers(
        short_name="Vi",
        place="malmö",
        scope="local",
        founded_year="1987",
        url="vi.example",
        email="hej@vi.example",
        phone="+46 40 123 45",
        national_id="1234567897",
        ror="https://ror.org/03yrm5c26",
        about="Vi ses.\r\nVarje vecka.",
        themes=["work", "education"],
        groups=["newcomers"],
        can_offer=["advice", "data"],
        looking_for=["speakers"],
        **other_names(("en", "The We Association")),
        **relation(("member-of", "riksföreningen")),
    )
    made = write(told, by=sender)
    assert (made.status, made.source, made.original_language) == ("submitted", "form", "sv")
    assert (made.created_by, made.updated_by) == (sender, None)
    assert (made.type.identifier, made.country_id, made.region_id) == ("municipality", "SE", "SE-M")
    assert (made.municipality.code, made.locality, made.scope, made.founded_year) == ("1280", "", "local", 1987)
    assert (made.url, made.email, made.phone) == ("https://vi.example", "hej@vi.example", "+46 40 123 45")
    assert (made.national_id, made.ror) == ("123456-7897", "03yrm5c26")
    assert (made.can_offer, made.looking_for) == (["advice", "data"], ["speakers"])
    assert {(row.language, row.name, row.short_name, row.about, row.origin) for row in made.texts.all()} == {
        ("sv", "Föreningen Vi", "Vi", "Vi ses.\nVarje vecka.", "author"),
        ("en", "The We Association", "", "", "author"),
    }
    concepts = made.concepts.values_list("role", "concept__identifier")
    assert list(concepts) == [("target_group", "newcomers"), ("theme", "work"), ("theme", "education")]
    assert list(made.relations.values_list("kind", "to_organisation")) == [("member-of", whole.pk)]


def test_writing_again_what_was_read_changes_nothing():
    make_organisation("Riksföreningen")
    told = answers(themes=["work"], **other_names(("en", "We")), **relation(("part-of", "Riksföreningen")))
    made = write(told)
    before = rows_of(made)
    again = QUESTIONNAIRE.read(made, "sv")
    write(again, made)
    write(again, made)
    assert rows_of(made) == before


def test_what_is_taken_away_goes_and_what_is_not_asked_stays():
    editor = make_person("country-editor")
    whole = make_organisation("Riksföreningen")
    before = make_organisation("Vi", themes=["work"], verification="verified", url="https://a.se", url_was_checked=True)
    for kind in (RelationKind.PART_OF, RelationKind.SUCCESSOR_OF):
        before.relations.create(kind=kind, to_organisation=whole)
    after = write(answers(name="Vi", url="https://b.se"), before, by=editor)
    assert (after.concepts.count(), after.verification, after.url_was_checked) == (0, "verified", False)
    assert list(after.relations.values_list("kind", flat=True)) == ["successor-of"]
    assert after.updated_by == editor


def test_relations_to_what_is_not_public_are_neither_shown_nor_lost():
    hidden, organisation = make_organisation("Hemliga", status="submitted"), make_organisation("Vi")
    organisation.relations.create(kind="part-of", to_organisation=hidden)
    given = QUESTIONNAIRE.read(organisation, "sv")
    assert "Hemliga" not in str(given)
    write(given, organisation)
    assert organisation.relations.get().to_organisation == hidden


def test_what_is_typed_stays_text():
    made = write(answers(name=HOSTILE, about=HOSTILE))
    assert [(text.name, text.about) for text in made.texts.all()] == [(HOSTILE, HOSTILE)]


def test_the_sender_goes_on_with_it_until_it_is_public():
    sender, other = make_person("member"), make_person("contributor")
    made = write(answers(), by=sender)
    assert (made.is_maintained_by(sender), made.is_maintained_by(other)) == (True, False)
    assert made.people_to_tell() == [sender]
    public = make_organisation(created_by=sender)
    assert not public.is_maintained_by(sender)


# --- What is wrong -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "name", "sentence"),
    [
        ({"name": "x" * 201}, "name", "Ensure this value has at most 200 characters (it has 201)."),
        ({"name": "Vi\0"}, "name", "Null characters are not allowed."),
        ({"about": "x" * 1001}, "about", "Ensure this value has at most 1000 characters (it has 1001)."),
        ({"type": "public-bodies"}, "type", "Choose one from the list."),
        ({"type": "nonsense"}, "type", "Choose one from the list."),
        ({"country": "XX"}, "country", "Choose one from the list."),
        ({"country": "S\0"}, "country", "Choose one from the list."),
        ({"themes": ["work", "nonsense"]}, "themes", NOT_IN_LIST),
        (
            {"themes": ["education", "health", "work", "housing", "culture", "sport"]},
            "themes",
            "Choose at most 5: the ones that fit best.",
        ),
        ({"url": "javascript:alert(1)"}, "url", "A web address looks like https://example.org/page."),
        ({"url": "ftp://example.org"}, "url", "A web address looks like https://example.org/page."),
        ({"phone": "call me"}, "phone", "A phone number looks like +46 8 123 45 67."),
        ({"founded_year": "2999"}, "founded_year", "This year has not come yet."),
        ({"ror": "123"}, "ror", "A ROR looks like 03yrm5c26 or https://ror.org/03yrm5c26."),
        ({"national_id": "123456-7890"}, "national_id", WRONG_DIGIT),
        ({"national_id": "123456-7890", "country": "SE"}, "national_id", WRONG_DIGIT),
        ({"national_id": "811218-9876"}, "national_id", OF_A_PERSON),
        ({"national_id": "19811218-9876"}, "national_id", OF_A_PERSON),
        (
            other_names(("sv", "Vi")),
            "other_name-0-language",
            NAMED_TWICE,
        ),
        (
            other_names(("fi", "Me"), ("fi", "Me kaikki")),
            "other_name-1-language",
            NAMED_TWICE,
        ),
        (
            other_names(("xx", "Vi")),
            "other_name-0-language",
            "Select a valid choice. xx is not one of the available choices.",
        ),
        ({"other_name-TOTAL_FORMS": "9999999"}, "other_name", "There are too many rows here. Keep at most 9."),
        (
            relation(("part-of", "Nobody")),
            "relation-0-organisation",
            "We know no organisation with this name. Look it up in the idea bank, or leave this empty.",
        ),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(given, name, sentence):
    assert errors(answers(**given)).get(name) == [sentence]


@pytest.mark.parametrize(
    ("country", "right", "wrong"),
    [
        ("SE", "202100-2163", "202100-2164"),
        ("NO", "974 760 673", "974 760 674"),
        ("DK", "25 31 37 63", "25 31 37 64"),
        ("FI", "0201256-6", "0201256-7"),
        ("IS", "540269-6459", "540269-6449"),
    ],
)
def test_check_digits_follow_the_country(country, right, wrong):
    make_country(country)
    found = [errors(answers(country=country, national_id=number)).get("national_id") for number in (right, wrong)]
    assert found[1] == [WRONG_DIGIT]
    assert found[0] is None


def test_a_region_stands_in_its_country():
    make_region("NO-03")
    assert errors(answers(country="SE", region="NO-03"))["region"] == [
        "This region is not in the country that you chose: change one of them."
    ]


def test_several_places_of_one_name_need_the_region():
    make_municipality("1", region="NO-03", name="Våler", population=1)
    make_municipality("2", region="NO-11", name="Våler", population=1)
    assert "region" in errors(answers(country="NO", place="Våler"))
    made = write(answers(country="NO", place="våler", region="NO-11"))
    assert made.municipality.code == "2"


def test_a_town_that_is_no_municipality_is_kept_by_name():
    made = write(answers(place="Lilla Byn", region="SE-M"))
    assert (made.municipality, made.region_id, made.locality) == (None, "SE-M", "Lilla Byn")


# --- Doubles -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["123456-7897", "1234567897", "123456 7897"])
def test_a_number_of_a_public_organisation_names_it(typed):
    other = make_organisation("Malmö stad", national_id="123456-7897")
    assert errors(answers(national_id=typed))["national_id"] == [
        f"It stands here already, as “Malmö stad”: {other.get_absolute_url()}. You can propose a change there."
    ]
    assert "national_id" not in errors(answers(national_id=typed), item=other)


@pytest.mark.parametrize("status", ["submitted", "rejected", "withdrawn", "taken_down"])
def test_an_organisation_that_is_not_public_is_never_named(status):
    make_organisation("Hemliga föreningen", status=status, ror="03yrm5c26", national_id="123456-7897")
    found = errors(answers(ror="03yrm5c26", national_id="123456-7897"))
    assert (found["ror"], found["national_id"]) == ([SENT_ALREADY], [SENT_ALREADY])
    assert errors(answers(name="Hemliga föreningen")) == {}


def test_what_was_merged_leads_to_what_stays():
    gone, stays = make_organisation(status="merged", ror="03yrm5c26"), make_organisation("Den som är kvar")
    Merger.objects.create(kind="organisation", item_id=gone.pk, into_id=stays.pk)
    assert "Den som är kvar" in errors(answers(ror="03yrm5c26"))["ror"][0]


def hints(name, given):
    return hints_of(QUESTIONNAIRE, name, given)


def test_the_same_name_or_website_is_a_hint():
    make_organisation("Föreningen Öst", url="https://www.ost.example/start")
    make_organisation("Föreningen Väst", status="submitted", url="https://vast.example")
    assert "Föreningen Öst" in hints("name", answers(name="FÖRENINGEN ÖST"))["name"]
    assert hints("name", answers(name="Föreningen Väst")) == {}
    assert hints("name", answers(name="Föreningen Öst", country="NO")) == {}
    assert "Föreningen Öst" in hints("reach", answers(url="http://ost.example"))["url"]
    assert hints("reach", answers(url="https://vast.example")) == {}
    assert hints("reach", answers(url="https://t.example")) == {}


# --- What belongs to what ------------------------------------------------------------------------------------------


def test_nothing_belongs_to_itself_nor_to_its_own_parts():
    office, city, region = make_organisation("Kontoret"), make_organisation("Staden"), make_organisation("Regionen")
    for part, whole in ((office, city), (city, region)):
        OrganisationRelation.objects.create(kind="part-of", from_organisation=part, to_organisation=whole)
    name = "relation-0-organisation"
    assert errors(answers(**relation(("part-of", "Kontoret"))), item=region)[name] == [CIRCLE]
    assert errors(answers(**relation(("member-of", "Kontoret"))), item=region) == {}
    assert errors(answers(**relation(("part-of", "Regionen"))), item=region)[name] == [
        "An organisation cannot belong to itself: name another one."
    ]


def test_organisations_are_found_by_name_short_id_and_address():
    one, other = make_organisation("Vi", country="SE"), make_organisation("Vi", country="NO")
    third = make_organisation("Malmö stad", short_name="Malmö")
    assert find(written(one)) == one
    assert find(f"https://nordic.example{other.get_absolute_url()}") == other
    assert find("malmö") == third
    assert (
        f"Do you mean {written(third)}?"
        in errors(answers(**relation(("part-of", "Malmo stadt"))))["relation-0-organisation"][0]
    )
    several = errors(answers(**relation(("part-of", "Vi"))))["relation-0-organisation"][0]
    assert {written(one) in several, written(other) in several} == {True}


def test_an_organisation_that_is_not_public_is_not_found():
    hidden = make_organisation("Hemliga", status="submitted")
    for typed in ("Hemliga", written(hidden)):
        assert "relation-0-organisation" in errors(answers(**relation(("part-of", typed))))


# --- The gate ------------------------------------------------------------------------------------------------------


def test_what_the_gate_finds():
    bare = make_organisation("Vi", status="submitted")
    assert {each.gate: each.answer for each in bare.gate_findings()} == {
        "G1": "unsure",
        "G3": "unsure",
        "G5": "unsure",
        "G7": "yes",
    }
    sender = make_person("contributor")
    whole = make_organisation(
        "Staden", about="Vi ses.", url="https://s.example", themes=["work"], created_by=sender, status="submitted"
    )
    whole.memberships.create(user=sender, role="contributor", verified_by="editor")
    assert {each.answer for each in whole.gate_findings()} == {"yes"}
    make_organisation("STADEN")
    assert whole.gate_findings()[1].answer == "no"
    assert whole.gate_findings()[3].why == "Same name or website as “STADEN”."

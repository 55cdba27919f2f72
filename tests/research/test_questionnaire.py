"""Answers about a work: what is wrong, what is a double, what becomes of them."""

import pytest
from factories import make_concept, make_country, make_municipality, make_organisation, make_research
from people import make_person
from questionnaires import as_answers, errors_in, hints_of
from row_prints import rows_of

from core.models import Merger
from editorial.workflow import MoveRefused
from organisations.lookup import written
from research.models import ResearchItem
from research.questionnaire.readability import is_hard, lix
from research.questionnaire.summary import apart, joined
from research.questionnaire.writing import write_rows
from submissions.parts import part_answers
from submissions.rows import taken_meanwhile
from submissions.telling import told

pytestmark = pytest.mark.django_db
QUESTIONNAIRE = ResearchItem.questionnaire()
DOI = "10.1007/s12134-025-01244-2"
NO_DOI = "This is no DOI. A DOI begins with 10. and looks like 10.1007/s12134-025-01244-2."
NO_ISBN = "This is no ISBN: its last digit does not fit. Look at the book again, or leave it out."
NO_ORCID = "This is no ORCID iD. It looks like 0000-0002-1825-0097."
NO_ADDRESS = "A web address looks like https://example.org/page."
NO_DATE = "Write a year such as 2021, or a month and a year such as March 2021 or 3/2021."
TOO_MANY = "Choose at most 2: the ones that fit best."
NOT_IN_LIST = "Something was chosen that is not in the list. Choose again."
WHICH_YEAR = "Tell which year it came out: 1900 at the earliest, next year at the latest."
SENT_ALREADY = "Somebody has sent it to us already. Write to us if it is yours, and leave it out here."
WE_DO_NOT_KNOW = "Answer this one, too. “We do not know” is an answer."
ENDS_FIRST = "The data end before they begin: change one of the two."
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def named_things():
    for name in ("education", "health", "work", "housing"):
        make_concept(name)
    make_concept("newcomers", "target_group")
    make_concept("mentoring", "method")
    design = make_concept("study-design", "evidence")
    make_concept("qualitative-study", "evidence", broader=design)
    make_concept("evidence-level-5", "evidence")
    make_concept("outcome-a1", "outcome")
    for code in ("SE", "NO"):
        make_country(code)


def answers(**told):
    return as_answers({"csl_type": "report", "title": "Learning at work", "work_language": "en"} | told)


def errors(given, **about):
    return errors_in(QUESTIONNAIRE, given, **about)


def hints(name, given, **about):
    return hints_of(QUESTIONNAIRE, name, given, **about)


def write(given, item=None, *, language="sv", by=None):
    item = item or ResearchItem()
    QUESTIONNAIRE.write(item, given, language=language, by=by)
    return ResearchItem.objects.get(pk=item.pk)


def authors(*rows):
    return part_answers("author", rows)


def everything(**more):
    names = (
        {"family": "Þórðarson", "given": "Ðóra Őze", "orcid": "https://orcid.org/0000-0002-1825-0097"},
        {"body": "Institutet"},
        {"family": "Berg", "role": "editor"},
    )
    told = {
        "doi": f"https://doi.org/{DOI.upper()}",
        "isbn": "978-91-7000-123-4, 0-306-40615-2",
        "issn": "0378-5955",
        "url": "example.org/work",
        "translated_title": "Att lära på jobbet",
        "funding": "Forskningsrådet",
        "container_title": "The Journal",
        "issued": "2024-5",
        "volume": "25",
        "issue": "3",
        "page": "1–20",
        "publisher": "Förlaget",
        "main_theme": "work",
        "other_themes": ["education"],
        "groups": ["newcomers"],
        "methods": ["mentoring"],
        "study_designs": ["qualitative-study"],
        "outcomes": ["outcome-a1"],
        "studied_countries": ["SE", "NO"],
        "key_message": "Mentorer hjälper.",
        "summary_studied": "Vi följde 40 personer.\r\n\r\nI två år.",
        "summary_found": "De fick jobb.",
        "summary_use": "Ordna mentorer.",
        "population": "Kvinnor",
        "sample_size": "40",
        "data_started": "2020",
        "data_ended": "2022-03",
        "open_access": "green",
        "oa_url": "https://example.org/free",
        "peer_reviewed": "yes",
        **authors(*names),
    }
    return answers(**(told | more))


# --- What becomes of answers ---------------------------------------------------------------------------------------


def test_a_type_a_title_and_a_language_are_enough():
    assert errors(answers()) == {}
    required = ["This field is required."]
    assert errors({}) == {"csl_type": required, "title": required, "work_language": required}


def test_everything_told_stands_in_the_rows():
    sender = make_person("member")
    work = write(everything(isbn="0-306-40615-2"), by=sender)
    assert (work.status, work.source, work.created_by, work.updated_by) == ("submitted", "form", sender, None)
    assert (work.original_language, work.language, work.source_language) == ("sv", "en", "en")
    assert (str(work.issued), str(work.data_started), str(work.data_ended)) == ("2024-05", "2020", "2022-03")
    assert (work.url, work.sample_size, work.open_access, work.peer_reviewed) == (
        *("https://example.org/work", 40, "green"),
        True,
    )
    assert sorted(work.identifiers.values_list("scheme", "value")) == [
        ("doi", DOI),
        ("isbn", "0306406152"),
        ("issn", "03785955"),
    ]
    names = work.contributions.values_list("role", "position", "family", "given", "literal", "orcid")
    assert list(names) == [
        ("author", 0, "Þórðarson", "Ðóra Őze", "", "0000-0002-1825-0097"),
        ("author", 1, "", "", "Institutet", ""),
        ("editor", 0, "Berg", "", "", ""),
    ]
    assert set(work.concepts.values_list("role", "concept__identifier", "is_main")) == {
        ("theme", "work", True),
        ("theme", "education", False),
        ("target_group", "newcomers", False),
        ("method", "mentoring", False),
        ("study_design", "qualitative-study", False),
        ("outcome", "outcome-a1", False),
    }
    assert list(work.places.values_list("country", flat=True)) == ["SE", "NO"]
    text = work.texts.get()
    assert (text.language, text.origin, text.title) == ("sv", "author", "Att lära på jobbet")
    assert text.plain_summary == "Vi följde 40 personer.\nI två år.\n\nDe fick jobb.\n\nOrdna mentorer."


def test_writing_again_what_was_read_changes_nothing():
    work = write(everything(isbn="0-306-40615-2"))
    before = rows_of(work)
    again = QUESTIONNAIRE.read(work, "sv")
    write(again, work)
    write(again, work)
    assert rows_of(work) == before


def test_a_change_is_noted_and_leaves_alone_what_is_not_asked():
    editor, town = make_person("country-editor"), make_municipality()
    hidden = make_organisation("Hemliga", status="submitted")
    work = make_research("Learning", authors=["IMDi"], identifiers=[("pmid", "123"), ("doi", "10.1000/old")])
    work.contributions.update(organisation=hidden)
    work.places.create(country=town.country, region=town.region, municipality=town)
    given = QUESTIONNAIRE.read(work, "en")
    assert "Hemliga" not in str(given)
    write(given | {"doi": ["10.1000/new"], "studied_countries": ["NO", "SE"]}, work, language="en", by=editor)
    work.refresh_from_db()
    assert work.updated_by == editor
    assert sorted(work.identifiers.values_list("scheme", "value")) == [("doi", "10.1000/new"), ("pmid", "123")]
    assert work.contributions.get().organisation == hidden
    assert list(work.places.values_list("country", "municipality")) == [("SE", town.pk), ("NO", None)]


def test_the_main_theme_stays_until_another_is_chosen():
    work = write(everything(isbn=""))
    write(QUESTIONNAIRE.read(work, "sv") | {"main_theme": ["education"], "other_themes": ["work"]}, work)
    assert list(work.concepts.filter(role="theme", is_main=True).values_list("concept__identifier", flat=True)) == [
        "education"
    ]
    write(QUESTIONNAIRE.read(work, "sv") | {"main_theme": [], "other_themes": ["work"]}, work)
    assert list(work.concepts.filter(role="theme").values_list("concept__identifier", "is_main")) == [("work", True)]


def test_words_in_other_languages_stay():
    work = make_research(language="en", key_message="It works.", translations={"fi": {"key_message": "Se toimii."}})
    write(QUESTIONNAIRE.read(work, "en") | {"key_message": ["It worked."]}, work, language="en")
    assert dict(work.texts.values_list("language", "key_message")) == {"en": "It worked.", "fi": "Se toimii."}


def test_what_is_typed_stays_text():
    work = write(answers(title=HOSTILE, key_message=HOSTILE))
    assert (work.title, work.texts.get().key_message) == (HOSTILE, HOSTILE)


# --- What is wrong -------------------------------------------------------------------------------------------------


def test_dates_are_read_as_people_type_them():
    work = write(answers(issued="March 2021", data_started="1899", data_ended="3/2020"))
    assert (str(work.issued), str(work.data_started), str(work.data_ended)) == ("2021-03", "1899", "2020-03")
    assert QUESTIONNAIRE.facts_compared({"issued": ["17. mars 2021"]})["year"] == 2021


@pytest.mark.parametrize(
    ("given", "name", "sentence"),
    [
        ({"title": "x" * 401}, "title", "Ensure this value has at most 400 characters (it has 401)."),
        ({"title": "A\0"}, "title", "Null characters are not allowed."),
        ({"csl_type": "poem"}, "csl_type", "Select a valid choice. poem is not one of the available choices."),
        ({"work_language": "no"}, "work_language", "Choose one from the list."),
        ({"work_language": "xx"}, "work_language", "Choose one from the list."),
        ({"doi": "11.1007/abc"}, "doi", NO_DOI),
        ({"doi": "https://example.org/10.1007/abc"}, "doi", NO_DOI),
        ({"isbn": "978-91-7000-123-0"}, "isbn", NO_ISBN),
        ({"isbn": HOSTILE}, "isbn", NO_ISBN),
        ({"issn": "0378-5954"}, "issn", "This is no ISSN: its last digit does not fit. It looks like 1488-3473."),
        ({"url": "javascript:alert(1)"}, "url", NO_ADDRESS),
        ({"oa_url": "file:///etc/passwd"}, "oa_url", NO_ADDRESS),
        ({"issued": "last year"}, "issued", NO_DATE),
        ({"issued": "2024-13"}, "issued", "There is no such date."),
        ({"issued": "1899"}, "issued", WHICH_YEAR),
        ({"issued": "9999"}, "issued", WHICH_YEAR),
        ({"main_theme": "nonsense"}, "main_theme", "Choose one from the list."),
        (
            {"other_themes": ["education", "health", "housing"]},
            "other_themes",
            "Choose at most 2: the ones that fit best.",
        ),
        ({"study_designs": ["evidence-level-5"]}, "study_designs", NOT_IN_LIST),
        ({"study_designs": ["study-design"]}, "study_designs", NOT_IN_LIST),
        ({"studied_countries": ["XX"]}, "studied_countries", NOT_IN_LIST),
        ({"key_message": "x" * 201}, "key_message", "Ensure this value has at most 200 characters (it has 201)."),
        ({"sample_size": "-1"}, "sample_size", "Ensure this value is greater than or equal to 0."),
        (
            {"data_started": "2022", "data_ended": "2021"},
            "data_ended",
            "The data end before they begin: change one of the two.",
        ),
        ({"summary_found": "It works."}, "summary_studied", WE_DO_NOT_KNOW),
        (
            {"summary_studied": "a " * 201},
            "summary_use",
            "The three answers together have room for 200 words or 1200 characters; now they have 201 words "
            "and 401 characters. Make them shorter.",
        ),
        (authors({"family": "Berg", "orcid": "0000-0002-1825-0098"}), "author-0-orcid", NO_ORCID),
        (
            authors({"family": "Berg", "body": "IMDi"}),
            "author-0-body",
            "Write a person or an organisation in each row, not both.",
        ),
        (
            authors({"family": "Berg"}, {"given": "Anna"}),
            "author-1-family",
            "Write the family name, or the name of an organisation.",
        ),
        ({"author-TOTAL_FORMS": "10000000"}, "author", "There are too many rows here. Keep at most 60."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(given, name, sentence):
    assert errors(answers(**given)).get(name) == [sentence]


@pytest.mark.parametrize(
    "typed",
    [
        DOI,
        DOI.upper(),
        f"https://doi.org/{DOI}",
        f"http://dx.doi.org/{DOI}",
        f"doi.org/{DOI}",
        f"doi: {DOI}",
        f" {DOI}\n",
    ],
)
def test_a_doi_is_taken_with_and_without_its_address(typed):
    assert write(answers(doi=typed)).identifiers.get().value == DOI


# --- Doubles -------------------------------------------------------------------------------------------------------


def test_a_doi_of_a_public_work_names_it():
    other = make_research("The same work", identifiers=[("doi", DOI)])
    given = answers(doi=f"https://doi.org/{DOI}")
    assert errors(given)["doi"] == [
        f"It stands here already, as “The same work”: {other.get_absolute_url()}. You can propose a change there."
    ]
    assert errors(given, item=other) == {}


@pytest.mark.parametrize("status", ["submitted", "rejected", "withdrawn", "taken_down"])
def test_a_work_that_is_not_public_is_never_named(status):
    make_research("A secret title", status=status, identifiers=[("doi", DOI), ("isbn", "0306406152")])
    assert errors(answers(doi=DOI))["doi"] == [SENT_ALREADY]
    assert hints("what", answers(title="A secret title", isbn="0306406152")) == {}


def test_who_comes_second_in_a_race_gets_a_calm_sentence():
    said = told(QUESTIONNAIRE.questions, answers(doi=DOI), item=ResearchItem(), language="sv")
    write(answers(doi=DOI))
    with pytest.raises(MoveRefused, match="just sent in the same"), taken_meanwhile():
        write_rows(ResearchItem(), said, language="sv", by=None)
    assert ResearchItem.objects.count() == 1


def test_what_was_merged_leads_to_what_stays():
    gone, stays = make_research(status="merged", identifiers=[("doi", DOI)]), make_research("The one that stays")
    Merger.objects.create(kind="research", item_id=gone.pk, into_id=stays.pk)
    assert "The one that stays" in errors(answers(doi=DOI))["doi"][0]


def test_the_same_isbn_is_a_hint_for_books_and_none_for_chapters():
    make_research("The whole book", csl_type="book", identifiers=[("isbn", "0306406152")])
    assert "The whole book" in hints("what", answers(csl_type="book", isbn="0-306-40615-2"))["isbn"]
    assert hints("what", answers(csl_type="chapter", isbn="0-306-40615-2")) == {}


@pytest.mark.parametrize(
    ("issued", "is_told"), [("2024", True), ("2023-12", True), ("2022", False), ("", True), ("x", True)]
)
def test_the_same_title_within_a_year_is_a_hint(issued, is_told):
    make_research("Learning at work", issued="2024-05-01")
    found = hints("what", answers(url="https://example.org", title="LEARNING AT WORK", issued=issued))
    assert ("title" in found) is is_told


# --- Hints ---------------------------------------------------------------------------------------------------------


def test_hints_say_what_readers_and_editors_will_miss():
    assert set(hints("what", answers())) == {"doi"}
    assert set(hints("where", answers(csl_type="article-journal"))) == {"issued", "container_title"}
    assert set(hints("about", answers())) == {"main_theme", "studied_countries"}
    assert set(hints("about", answers(main_theme="work", no_place="on"))) == set()
    assert set(hints("findings", answers())) == {"summary_studied", "key_message"}
    assert set(hints("access", answers(oa_url="https://example.org"))) == {"open_access"}


EASY = "We met forty people. They had a mentor for a year. Half of them found work. " * 3
HARD = (
    "Organisational interdependencies between administrative authorities notwithstanding, municipalities experienced "
    * 4
)


def test_hard_texts_get_a_hint():
    assert (is_hard(EASY, "en"), is_hard(HARD, "en"), is_hard(HARD[:80], "en")) == (False, True, False)
    assert round(lix("Anna ser en katt. Katten sover.")) == 3
    assert "summary_found" in hints("findings", answers(summary_studied=HARD), language="en")
    assert "summary_found" not in hints("findings", answers(summary_studied=EASY), language="en")


def test_the_three_answers_come_back_as_they_were():
    told = ["One.\nTwo.", "Three.", "Four.\n\nFive."]
    assert list(apart(joined(told)).values()) == told
    assert joined(["", "", ""]) == ""
    assert joined(list(apart("One part alone.").values())) == "One part alone."


# --- Names ---------------------------------------------------------------------------------------------------------


def test_a_name_may_stand_with_an_organisation_of_the_idea_bank():
    institute = make_organisation("Institutet")
    work = write(answers(**authors({"family": "Berg", "organisation": "institutet"})))
    assert work.contributions.get().organisation == institute
    assert QUESTIONNAIRE.read(work, "sv")["author-0-organisation"] == [written(institute)]


def test_names_keep_the_order_in_which_they_were_told():
    work = write(answers(**authors({"family": "Berg"}, {"family": "Ask"})))
    write(answers(**authors({"family": "Ask"}, {}, {"family": "Berg"})), work)
    assert [(each.position, each.family) for each in work.contributions.all()] == [(0, "Ask"), (1, "Berg")]


# --- The gate ------------------------------------------------------------------------------------------------------


def test_what_the_gate_finds():
    bare = make_research(status="submitted")
    assert {each.gate: each.answer for each in bare.gate_findings()} == {
        "G1": "unsure",
        "G3": "no",
        "G5": "yes",
        "G7": "yes",
    }
    told = {"csl_type": "report", "issued": "2024", "authors": ["IMDi"], "themes": ["work"], "countries": ["NO"]}
    work = make_research("Learning", key_message="It works.", plain_summary="It does.", status="submitted", **told)
    work.refresh_from_db()
    assert [each.answer for each in work.gate_findings()] == ["yes", "yes", "unsure", "yes"]
    make_research("LEARNING", issued="2023")
    assert work.gate_findings()[3].why == "Same title, ISBN or address as “LEARNING”."

"""What a report says is found with its page and its words; nothing that it does not say."""

import json

import pytest
import reports
from factories import make_organisation
from shipped import put_in_index, reference  # noqa: F401

from files.cleaning.reading import read
from files.cleaning.speech import listen
from files.receiving import Words
from practices.questionnaire.questions import QUESTIONNAIRE
from submissions.reports.finding import MOST_OF_A_KIND, Found, found_in
from submissions.reports.flowing import flowing, sentence_around
from submissions.reports.passages import SUMMARY_HEADINGS, summary_in, title_in, whole_sentences

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
LONGEST = {"title": 90, "summary": 900}
FILLED = QUESTIONNAIRE.filled_from_report


def find(*pages, language="fi", draft_language=None, title="", heading=""):
    words = Words(list(pages), len(pages), title, heading)
    found = found_in(words, language, draft_language or language, FILLED, LONGEST)
    return {one.key: one for one in found}


def read_words(content):
    return listen(read(content))[0].words


def test_a_finnish_report_names_themes_groups_work_and_places():
    found = {one.key: one for one in found_in(read_words(reports.finnish()), "fi", "fi", FILLED, LONGEST)}
    assert found.keys() >= {
        *("title", "summary", "concept method:language-cafe", "concept method:mentoring"),
        *("concept target_group:women", "place municipality:FI-444"),
    }
    assert (found["title"].value, found["title"].pages) == ("Torstaikahvit kirjastossa", [1])
    assert found["summary"].value == (
        "Kielikahvila on avoin kaikille. Joka torstai vapaaehtoiset ja maahanmuuttajat juovat kahvia ja puhuvat suomea "
        "kirjaston salissa. Kahvilassa käyvät etenkin kotona lapsia hoitavat naiset."
    )
    cafe, place = found["concept method:language-cafe"], found["place municipality:FI-444"]
    assert (cafe.pages, cafe.quote_language) == ([1, 2], "fi")
    assert cafe.quote == "Kielikahvila kokoaa naapureita ja vastamuuttaneita Lohjalla joka torstai."
    assert (place.name, place.pages, "Lohja" in place.quote) == ("Lohja", [1, 2], True)


def test_each_quote_stands_in_the_report():
    words = read_words(reports.finnish())
    text = " ".join(" ".join(flowing(page) for page in words.pages).split())
    for one in found_in(words, "fi", "fi", FILLED, LONGEST):
        assert " ".join(one.quote.split()).strip("… ") in text
        assert one.as_json() == json.loads(json.dumps(one.as_json()))
        assert Found(**one.as_json()) == one


def test_a_report_about_nothing_finds_nothing():
    assert find("Lorem ipsum dolor sit amet.\n1 2 3 4", "", "😀 \u202e", language="en") == {}


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("Det började i Sundsvall.", "sv", {"municipality:SE-2281"}),
        ("Sundsvalls kommun leder arbetet.", "sv", {"municipality:SE-2281"}),
        ("Hon heter Anna Lund och bor här.", "sv", set()),
        ("Vi bor i ett lund av ekar.", "sv", set()),
        ("Vi träffas i Lund varje vecka.", "sv", {"municipality:SE-1281"}),
        ("Kurset holdes i Aarhus, Danmark.", "da", {"municipality:DK-0751"}),
        ("Kaupunki on Tampere.", "fi", {"municipality:FI-837"}),
    ],
)
def test_places_are_told_from_common_words_and_surnames(text, language, values):
    found = find(text, language=language)
    assert {one.value for one in found.values() if one.kind == "place"} == values


def test_listed_organisations_are_found_by_their_whole_names(db):
    listed, hidden = make_organisation("Röda Korset Sundsvall"), make_organisation("Röda Korset Umeå", status="draft")
    put_in_index(listed)
    found = find("Arbetet leds av Röda Korset\nSundsvall och Röda Korset Umeå.", language="sv")
    named = [one for one in found.values() if one.kind == "organisation"]
    assert [(one.value, one.name, one.pages) for one in named] == [(str(listed.pk), "Röda Korset Sundsvall", [1])]
    assert str(hidden.pk) not in str(found)


def test_there_are_few_of_a_kind_and_the_most_named_come_first():
    text = "Mentoring. Mentoring. Language café, sports club, homework help, internship, study circle, peer support."
    methods = [key for key in find(text, language="en") if key.startswith("concept method:")]
    assert len(methods) <= MOST_OF_A_KIND
    assert methods[0] == "concept method:mentoring"


def test_words_in_another_language_than_the_draft_are_not_offered_but_what_they_name_is():
    found = find(
        "En titel som säger något\nSpråkkafé för kvinnor.", language="sv", draft_language="en", heading="En fin titel"
    )
    assert "title" not in found
    assert "concept method:language-cafe" in found
    long = "Women and men talk every week over coffee. They learn words that they need at work and at school. Good."
    assert find(f"Sammanfattning\n{long}\nSummary\n{long}", language="sv", draft_language="en")["summary"].value == long


def test_every_language_has_headings():
    text = "This is what we have done, and it is long enough to be a summary of the report, as far as we can tell."
    for language, headings in SUMMARY_HEADINGS.items():
        for heading in headings:
            assert summary_in([f"1.2 {heading.upper()}:\n{text}"], [language], 900).text == text, heading


def test_a_table_of_contents_is_no_summary():
    assert summary_in(["Contents\nSummary\n3\nBackground\n4\nResults\n9"], ["en"], 900) is None
    assert summary_in(["Summary ......... 3\nBackground ....... 4"], ["en"], 900) is None


def test_what_is_too_long_ends_with_a_sentence():
    assert whole_sentences("One. Two is longer. Three", 900) == "One. Two is longer."
    assert whole_sentences("One. Two is longer. Three", 10) == "One."
    assert whole_sentences("No end at all", 900) == ""


@pytest.mark.parametrize(
    ("title", "heading", "page", "said"),
    [
        ("Coffee and words", "THE BIG ONE IN CAPITALS", "COFFEE AND WORDS\nx", "Coffee and words"),
        ("Coffee and words", "The big heading", "Something else", "The big heading"),
        ("Microsoft Word - final_v7.docx", "", "A first line that tells\nMore", "A first line that tells"),
        ("", "", "12 345 678", None),
        ("", "", "This is simply how the text begins, and it goes on.", None),
        ("", "x" * 300, "", None),
    ],
)
def test_a_title_is_one_that_stands_in_the_report(title, heading, page, said):
    found = title_in(Words([page], 1, title, heading), 90)
    assert (found and found.text) == said


def test_lines_are_put_together_as_they_are_read():
    page = "The heading\nLong lines go on in the next with-\nout a gap, and språk-\noch arbete stays apart.\n- A list"
    expected = "The heading\nLong lines go on in the next without a gap, and språk- och arbete stays apart.\n- A list"
    assert flowing(page) == expected


def test_a_very_long_sentence_is_cut_at_words():
    text = "word " * 200 + "Lohja" + " word" * 200
    start = text.index("Lohja")
    quote = sentence_around(text, start, start + 5)
    assert quote.startswith("… word")
    assert quote.endswith("word …")
    assert "Lohja" in quote
    assert len(quote) < 260

"""The words of a PDF, read in the process of its own; whatever cannot be read is answered with a sentence."""

import pikepdf
import pytest
import reports
import uploads
from uploads import SECRET, upload

from files.choices import LARGEST, MediaType
from files.cleaning import reading
from files.cleaning.refusal import Reason
from files.cleaning.speech import listen
from files.receiving import EMPTY, SENTENCES, TOO_LARGE, FileRefused, read_upload


def refusal(content):
    with pytest.raises(FileRefused) as refused:
        read_upload(upload(content, "report.pdf"))
    return refused.value.message


def test_each_page_says_its_words_and_the_file_is_cleaned():
    clean, words = read_upload(upload(reports.finnish(), "Loppuraportti.pdf"))
    assert (clean.name, clean.media_type, words.page_count) == ("Loppuraportti.pdf", MediaType.PDF, 2)
    assert words.pages[1].startswith("Tiivistelmä\nKielikahvila on avoin kaikille.")
    assert (words.heading, words.title) == ("Torstaikahvit kirjastossa", "Microsoft Word - loppu_v7.docx")
    assert b"loppu_v7" not in clean.content


def test_who_made_it_is_taken_out_as_of_every_file():
    content = reports.report(["Words"], change=lambda made: made.docinfo.update({"/Author": SECRET}))
    assert SECRET.encode() not in read_upload(upload(content))[0].content


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (reports.scanned(), Reason.WITHOUT_WORDS),
        (reports.protected(), Reason.PROTECTED),
        (reports.broken(), Reason.BROKEN),
        (reports.long_one(201), Reason.TOO_MANY_PAGES),
        (uploads.docx(), Reason.NOT_A_PDF),
        (uploads.image("PNG"), Reason.NOT_A_PDF),
        (b"<html>", Reason.UNKNOWN_KIND),
    ],
    ids=["scanned", "protected", "broken", "long", "word", "picture", "unknown"],
)
def test_what_cannot_be_read_is_answered_with_a_sentence(content, reason):
    assert refusal(content) == SENTENCES[reason]


def test_what_is_empty_or_too_large_is_not_even_looked_at():
    assert (refusal(b""), refusal(b"%PDF-" + b" " * LARGEST)) == (EMPTY, TOO_LARGE)


def test_a_page_that_swells_is_left_out_and_the_others_are_read():
    words = read_upload(upload(reports.bomb()))[1]
    assert words.pages == ["The first page says something.", ""]


def test_what_asks_for_more_than_there_is_stops(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LETTERS", 12)
    answer, _clean = listen(reading.read(reports.report(["The first page"], ["The second"])))
    assert (answer.words.pages, answer.words.page_count) == (["The first pa"], 2)
    monkeypatch.setattr(reading, "_SECONDS", -1)
    assert listen(reading.read(reports.report(["Words"])))[0].reason == Reason.WITHOUT_WORDS


def test_signs_that_no_database_keeps_are_left_out():
    assert reading._plain("a\0b\ud800c\u200bd\ne\u0308") == "abcd\në"


def test_pages_that_lead_in_a_circle_end():
    def turn(made):
        made.pages[0].Resources.XObject = pikepdf.Dictionary(Me=made.make_stream(b"/Me Do"))
        form = made.pages[0].Resources.XObject.Me
        form.Type, form.Subtype, form.BBox = pikepdf.Name.XObject, pikepdf.Name.Form, [0, 0, 9, 9]
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
        made.pages[0].Contents = made.make_stream(b"/Me Do BT /F1 9 Tf (Words) Tj ET")

    content = reports.report(["x"], ["More words"], change=turn)
    assert read_upload(upload(content))[1].pages[1] == "More words"

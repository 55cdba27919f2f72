"""What is taken, what is taken out of it, and what is refused with which sentence."""

import io
import os

import pikepdf
import pytest
import uploads
from PIL import Image
from uploads import SECRET, upload

from files import receiving
from files.choices import LARGEST, MediaType
from files.cleaning import kinds
from files.cleaning.photos_inside import without_notes
from files.cleaning.refusal import Reason
from files.cleaning.speech import listen
from files.cleaning.washing import wash
from files.receiving import EMPTY, NOT_SCANNED, SENTENCES, TOO_LARGE, FileRefused, clean_upload, shown_name

XLSX_IN = "word/embeddings/sheet.xlsx"


def refusal(content, name="file.pdf"):
    with pytest.raises(FileRefused) as refused:
        clean_upload(upload(content, name))
    return refused.value.message


def reason_against(content):
    """As the process of its own would say it, without starting one."""
    return Reason(listen(wash(content))[0].reason)


def test_every_media_type_has_an_extension_and_every_reason_a_sentence():
    assert set(kinds.EXTENSIONS) == set(MediaType.values)
    assert set(SENTENCES) == set(Reason)


# --- What is taken -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "media_type", "name"),
    [
        (uploads.pdf(), MediaType.PDF, "plan.pdf"),
        (uploads.image("JPEG"), MediaType.JPEG, "plan.jpg"),
        (uploads.image("PNG"), MediaType.PNG, "plan.png"),
        (uploads.image("WEBP"), MediaType.WEBP, "plan.webp"),
        (uploads.docx(), MediaType.DOCX, "plan.docx"),
        (uploads.odt(), MediaType.ODT, "plan.odt"),
    ],
    ids=lambda value: value if isinstance(value, MediaType) else "",
)
def test_the_kind_is_told_by_the_content_and_the_name_follows(content, media_type, name):
    clean = clean_upload(upload(content, "plan.exe"))
    assert (clean.media_type, clean.name) == (media_type, name)


def test_who_waits_too_long_for_a_turn_is_told_to_try_later(monkeypatch):
    monkeypatch.setattr(receiving, "_LONGEST_WAIT", 0.05)
    with receiving._turn(), receiving._turn():
        assert refusal(uploads.pdf()) == NOT_SCANNED
    assert clean_upload(upload(uploads.pdf(), "plan.pdf")).media_type == MediaType.PDF


def test_a_photo_stands_upright_and_is_silent():
    clean = clean_upload(upload(uploads.photo((4000, 3000))))
    assert (clean.width, clean.height) == (1800, 2400)
    with Image.open(io.BytesIO(clean.content)) as image:
        assert image.size == (1800, 2400)
        assert dict(image.getexif()) == {}
        assert "comment" not in image.info
    assert SECRET.encode() not in clean.content


def test_what_is_hidden_behind_an_image_stays_behind():
    clean = clean_upload(upload(uploads.image("PNG") + b"<script>alert(1)</script>"))
    assert b"<script" not in clean.content


def test_a_pdf_forgets_who_made_it_and_where_its_photos_were_taken():
    clean = clean_upload(upload(uploads.pdf() + b"<html><script>alert(1)</script>"))
    assert SECRET.encode() not in clean.content
    assert b"<script" not in clean.content
    with pikepdf.open(io.BytesIO(clean.content)) as read:
        assert len(read.pages) == 1
        assert "/Info" not in read.trailer
        assert "/Metadata" not in read.Root
        photo = read.pages[0].Resources.XObject.Im0.read_raw_bytes()
    with Image.open(io.BytesIO(photo)) as image:
        assert image.size == (40, 30)
        assert dict(image.getexif()) == {0x0112: 6}


@pytest.mark.parametrize("content", [uploads.docx(), uploads.odt()], ids=["docx", "odt"])
def test_a_document_forgets_its_people_and_keeps_its_words(content):
    inside = uploads.inside_of(clean_upload(upload(content)).content)
    assert inside.keys() == uploads.inside_of(content).keys()
    assert [name for name, words in inside.items() if SECRET.encode() in words] == []
    assert any(b"Bread and words" in words for words in inside.values())


def test_the_table_of_a_figure_comes_along_without_its_people():
    sheet = uploads.archive({"[Content_Types].xml": "<Types/>", "docProps/core.xml": f"<c>{SECRET}</c>"})
    clean = clean_upload(upload(uploads.docx(**{XLSX_IN: sheet})))
    assert SECRET.encode() not in uploads.inside_of(uploads.inside_of(clean.content)[XLSX_IN])["docProps/core.xml"]


def test_words_that_look_like_an_author_stay():
    words = '<w:t>The author="Anna" said &lt;so&gt;</w:t>'
    clean = clean_upload(upload(uploads.docx(**{"word/footnotes.xml": words})))
    assert uploads.inside_of(clean.content)["word/footnotes.xml"].decode() == words


# --- What is refused -----------------------------------------------------------------------------------------------

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
GIF_HTML = b"GIF89a/*<html><script>*/=1;alert(1)</script></html>"
UNKNOWN = {
    "svg": SVG,
    "svg that begins like xml": b"<?xml version='1.0'?>" + SVG,
    "html": b"<!doctype html><script>alert(1)</script>",
    "gif and html": GIF_HTML,
    "gif": uploads.image("GIF"),
    "windows program": b"MZ\x90\x00" + b"\0" * 100,
    "linux program": b"\x7fELF" + b"\0" * 100,
    "shell": b"#!/bin/sh\nrm -rf ~\n",
    "words": b"Only words.",
    "zip": uploads.archive({"a.txt": "a"}),
    "jar": uploads.archive({"META-INF/MANIFEST.MF": "", "A.class": ""}),
    "pdf behind html": b"<html>" + uploads.pdf(),
    "old word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "nul": b"\0" * 50,
}


@pytest.mark.parametrize("content", UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_none_of_the_kinds_is_refused(content):
    assert reason_against(content) == Reason.UNKNOWN_KIND


@pytest.mark.parametrize("name", ["photo.jpg", "photo.jpg.html", "plan.pdf"])
def test_no_name_makes_it_one_of_them(name):
    assert refusal(GIF_HTML, name) == SENTENCES[Reason.UNKNOWN_KIND]


def acting(made):
    made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def opening_a_page(made):
    """Nothing harmful, and still not what a reader asked for."""
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://x.example")
    made.Root.OpenAction = made.make_indirect(link)
    made.pages[0].AA = pikepdf.Dictionary(O=link)


def test_a_pdf_does_nothing_when_it_is_opened():
    clean = listen(wash(uploads.pdf(opening_a_page)))[1]
    with pikepdf.open(io.BytesIO(clean)) as read:
        assert "/OpenAction" not in read.Root
        assert "/AA" not in read.pages[0]


def test_a_second_picture_behind_the_first_is_left_out():
    content = uploads.photo()
    assert without_notes(content + uploads.photo()) == without_notes(content)
    assert SECRET.encode() not in without_notes(content)


def launching(made):
    made.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"))]
    )


def form_of_xml(made):
    made.Root.AcroForm = pikepdf.Dictionary(XFA=made.make_stream(b"<xdp/>"), Fields=pikepdf.Array())


def carrying(made):
    made.attachments["bomb.exe"] = b"MZ"


PDFS = {
    "script": (uploads.pdf(acting), Reason.RUNS_BY_ITSELF),
    "script in a packed object": (
        uploads.pdf(acting, object_stream_mode=pikepdf.ObjectStreamMode.generate),
        Reason.RUNS_BY_ITSELF,
    ),
    "program": (uploads.pdf(launching), Reason.RUNS_BY_ITSELF),
    "form of xml": (uploads.pdf(form_of_xml), Reason.RUNS_BY_ITSELF),
    "file inside": (uploads.pdf(carrying), Reason.HOLDS_FILES),
    "password": (uploads.pdf(encryption=pikepdf.Encryption(owner="o", user="u")), Reason.PROTECTED),
    "protection": (uploads.pdf(encryption=pikepdf.Encryption(owner="o", user="")), Reason.PROTECTED),
    "no pages": (uploads.pdf(lambda made: made.pages.__delitem__(0)), Reason.BROKEN),
    "nothing of a pdf": (b"%PDF-1.7 and then nothing", Reason.BROKEN),
}


@pytest.mark.parametrize(("content", "reason"), PDFS.values(), ids=PDFS)
def test_pdfs_that_are_refused(content, reason):
    assert reason_against(content) == reason


def related(target, kind="attachedTemplate"):
    return f'<Relationships><Relationship Type="x/{kind}" Target="{target}" TargetMode="External"/></Relationships>'


ZEROS = b"\0" * 160_000_000
DOCUMENTS = {
    "macros": ({"word/vbaProject.bin": b"x"}, Reason.RUNS_BY_ITSELF),
    "active parts": ({"word/activeX/activeX1.xml": "<x/>"}, Reason.RUNS_BY_ITSELF),
    "field that starts a program": (
        {"word/document.xml": "<w:instrText>DDEAUTO cmd</w:instrText>"},
        Reason.RUNS_BY_ITSELF,
    ),
    "template from elsewhere": (
        {"word/_rels/settings.xml.rels": related("http://x.example")},
        Reason.LOADS_FROM_ELSEWHERE,
    ),
    "object inside": ({"word/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0"}, Reason.HOLDS_FILES),
    "program inside": ({"word/media/image1.png": b"MZ\x90"}, Reason.HOLDS_FILES),
    "page inside": ({"word/afchunk.html": "<script>"}, Reason.HOLDS_FILES),
    "path out of it": ({"../../etc/passwd.xml": "x"}, Reason.BROKEN),
    "absolute path": ({"/etc/passwd.xml": "x"}, Reason.BROKEN),
    "billion laughs": ({"word/styles.xml": '<!DOCTYPE x [<!ENTITY a "a">]><x>&a;</x>'}, Reason.BROKEN),
    "bomb": ({"word/media/image1.png": ZEROS}, Reason.TOO_LARGE_INSIDE),
    "many members": ({f"word/{n}.xml": "" for n in range(3001)}, Reason.TOO_LARGE_INSIDE),
    "document in document in document": ({XLSX_IN: uploads.archive({XLSX_IN: b"PK"})}, Reason.HOLDS_FILES),
}


@pytest.mark.parametrize(("members", "reason"), DOCUMENTS.values(), ids=DOCUMENTS)
def test_documents_that_are_refused(members, reason):
    assert reason_against(uploads.docx(**members)) == reason


def test_links_to_pages_may_stand_in_a_document():
    rels = related("https://example.org", "hyperlink")
    assert clean_upload(upload(uploads.docx(**{"word/_rels/document.xml.rels": rels}))).media_type == MediaType.DOCX


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"Basic/Standard/Module1.xml": "<x/>"}, Reason.RUNS_BY_ITSELF),
        ({"META-INF/manifest.xml": "<manifest:encryption-data/>"}, Reason.PROTECTED),
        ({"content.xml": '<draw:image xlink:href="https://x.example/pixel.png"/>'}, Reason.LOADS_FROM_ELSEWHERE),
    ],
)
def test_open_documents_that_are_refused(members, reason):
    assert reason_against(uploads.odt(**members)) == reason


@pytest.mark.parametrize(
    "content",
    [uploads.png_that_claims(60_000, 60_000), uploads.png_that_claims(5_600, 5_600)],
    ids=["huge", "just above"],
)
def test_a_flood_of_points_is_refused_by_its_header(content):
    assert reason_against(content) == Reason.TOO_MANY_PIXELS


@pytest.mark.parametrize("content", [uploads.photo()[:200], uploads.image("PNG")[:60], uploads.image("WEBP")[:30]])
def test_half_an_image_is_refused(content):
    assert reason_against(content) == Reason.BROKEN


def test_a_bomb_is_stopped_by_the_process_of_its_own():
    assert refusal(uploads.docx(**{"word/media/image1.png": ZEROS}), "plan.docx") == SENTENCES[Reason.TOO_LARGE_INSIDE]


def test_nothing_and_too_much():
    assert refusal(b"") == EMPTY
    assert refusal(b"%PDF-" + b"0" * LARGEST) == TOO_LARGE
    assert refusal(b"%PDF-" + b"0" * 11_000_000) == TOO_LARGE


# --- Names ---------------------------------------------------------------------------------------------------------

NAMES = {
    "plan.pdf": "plan.pdf",
    "Språkcafé v1.2 final.docx": "Språkcafé v1.2 final.pdf",
    "../../etc/passwd": "passwd.pdf",
    "C:\\Users\\anna\\plan.pdf": "plan.pdf",
    "plan.pdf.exe": "plan.pdf",
    "plan.exe.pdf": "plan.exe.pdf",
    "plan\u202efdp.exe": "plan fdp.pdf",
    "plan\0.pdf": "plan.pdf",
    "plan\r\nSet-Cookie: a=b.pdf": "plan Set-Cookie_ a=b.pdf",
    '"><script>.pdf': "___script_.pdf",
    "": "file.pdf",
    "...": "file.pdf",
    ".htaccess": "htaccess.pdf",
    "n" * 1000 + ".pdf": "n" * 146 + ".pdf",
}


@pytest.mark.parametrize(("name", "shown"), NAMES.items())
def test_names_that_people_see(name, shown):
    assert shown_name(name, MediaType.PDF) == shown


# --- The scanner and the process of its own ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["sh", "-c", "cat >/dev/null; exit 1"], receiving.FOUND_HARMFUL),
        (["sh", "-c", "cat >/dev/null; exit 2"], receiving.NOT_SCANNED),
        (["/no/such/scanner"], receiving.NOT_SCANNED),
    ],
)
def test_what_the_scanner_says(settings, command, sentence):
    settings.FILE_SCANNER = command
    assert refusal(uploads.image(), "photo.jpg") == sentence


def test_a_clean_file_passes_the_scanner(settings):
    settings.FILE_SCANNER = ["sh", "-c", "cat >/dev/null"]
    assert clean_upload(upload(uploads.image())).media_type == MediaType.JPEG


def test_cleaning_knows_no_secret_of_the_server(tmp_path, monkeypatch):
    told = tmp_path / "environment"
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nenv > {told}\ncat >/dev/null\nprintf \'{{"reason": "broken"}}\\n\'\n')
    python.chmod(0o755)
    monkeypatch.setattr(receiving.sys, "executable", str(python))
    refusal(uploads.image())
    assert not {line.split("=")[0] for line in told.read_text().splitlines()} & {"DATABASE_URL", "SECRET_KEY"}
    assert "DATABASE_URL" in os.environ

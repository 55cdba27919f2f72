"""Small reports as PDFs, made when they are asked for."""

import io
import zlib

import pikepdf

_A4 = (0, 0, 595, 842)
_ENDS = {"(": r"\(", ")": r"\)", "\\": r"\\"}


def report(*pages, title="", change=lambda made: None, **how):
    """A PDF with one page for each list of lines. A line may be (letters, size), else its size is 11."""
    made = pikepdf.new()
    font = made.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
    )
    for lines in pages:
        _add_page(made, font, _drawn(lines))
    if title:
        made.docinfo["/Title"] = title
    change(made)
    written = io.BytesIO()
    made.save(written, **how)
    return written.getvalue()


def _add_page(made, font, content):
    page = made.add_blank_page(page_size=_A4[2:])
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = made.make_stream(content)


def _drawn(lines):
    drawn, height = [], 780
    for line in lines:
        words, size = line if isinstance(line, tuple) else (line, 11)
        escaped = "".join(_ENDS.get(sign, sign) for sign in words)
        drawn.append(f"BT /F1 {size} Tf 1 0 0 1 60 {height} Tm ({escaped}) Tj ET")
        height -= round(size * 1.4)
    return "\n".join(drawn).encode("cp1252")


def scanned():
    """Pages that are pictures."""
    return report([], [])


def protected():
    return report(["Secret words"], encryption=pikepdf.Encryption(owner="owner", user="user"))


def broken():
    return b"%PDF-1.7\n" + b"\x00\xff nothing that anybody reads " * 200


def long_one(pages=201):
    return report(*([f"Page {number}"] for number in range(pages)))


def bomb():
    """A page of a few kilobytes that unpacks to 400 megabytes."""

    def swell(made):
        swollen = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
        stream = pikepdf.Stream(made, swollen)
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        stream.write(swollen, filter=stream.Filter)
        made.pages[1].Contents = made.make_indirect(stream)

    return report(["The first page says something."], ["The second page"], change=swell)


FINNISH_LINES = (
    [
        ("Torstaikahvit kirjastossa", 24),
        "Loppuraportti. Lohja, 2024.",
        "Kielikahvila kokoaa naapureita ja vastamuuttaneita Lohjalla joka torstai.",
    ],
    [
        ("Tiivistelmä", 16),
        "Kielikahvila on avoin kaikille. Joka torstai vapaaehtoiset ja maahan-",
        "muuttajat juovat kahvia ja puhuvat suomea kirjaston salissa.",
        "Kahvilassa käyvät etenkin kotona lapsia hoitavat naiset.",
        ("Tulokset", 16),
        "Mentorointi jatkuu Lohjan kirjastossa. Naiset kertovat oppineensa kieltä.",
    ],
)


def finnish():
    return report(*FINNISH_LINES, title="Microsoft Word - loppu_v7.docx")

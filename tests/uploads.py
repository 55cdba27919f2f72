"""Small real files for tests, good and bad ones, made when they are asked for."""

import io
import zipfile
import zlib

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

SECRET = "Anna Andersson"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def upload(content, name="file"):
    return SimpleUploadedFile(name, content)


def image(form="JPEG", size=(40, 30), **options):
    written = io.BytesIO()
    Image.new("RGB", size, "#a03020").save(written, form, **options)
    return written.getvalue()


def photo(size=(40, 30)):
    """As a phone makes it: lying on its side, with a place, a device and a comment."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = SECRET
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (59.0, 20.0, 1.0)
    return image(size=size, exif=exif, comment=SECRET.encode())


def pdf(change=lambda made: None, **how):
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Author"] = SECRET
    with made.open_metadata() as said:
        said["dc:creator"] = [SECRET]
    photographed = made.make_stream(photo(), _photo_facts())
    made.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photographed))
    change(made)
    written = io.BytesIO()
    made.save(written, **how)
    return written.getvalue()


def _photo_facts():
    name = pikepdf.Name
    facts = {"/Type": name.XObject, "/Subtype": name.Image, "/Width": 40, "/Height": 30}
    return facts | {"/ColorSpace": name.DeviceRGB, "/BitsPerComponent": 8, "/Filter": name.DCTDecode}


def archive(members):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, inside in members.items():
            made.writestr(name, inside)
    return written.getvalue()


def docx(**more):
    """`more` names members with dots and slashes, so it comes as **{…}."""
    members = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}"><Override PartName="/word/document.xml" '
        f'ContentType="{_DOCX}.main+xml"/></Types>',
        "_rels/.rels": "<Relationships/>",
        "word/document.xml": f'<w:document {_WORD}><w:ins w:id="1" w:author="{SECRET}"><w:t>Bread and words</w:t>'
        "</w:ins></w:document>",
        "word/comments.xml": f"<w:comments {_WORD}><w:comment w:author='{SECRET}' w:initials=\"AA\"/></w:comments>",
        "docProps/core.xml": f"<coreProperties><creator>{SECRET}</creator></coreProperties>",
        "docProps/app.xml": f"<Properties><Company>{SECRET}</Company></Properties>",
        "docProps/custom.xml": f"<Properties><x>{SECRET}</x></Properties>",
        "word/media/photo.jpg": photo(),
    }
    return archive(members | more)


def odt(**more):
    members = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "META-INF/manifest.xml": "<manifest/>",
        "meta.xml": f"<office:document-meta><dc:creator>{SECRET}</dc:creator></office:document-meta>",
        "content.xml": f"<office:document-content><dc:creator>{SECRET}</dc:creator><text:p>Bread and words</text:p>"
        "</office:document-content>",
    }
    return archive(members | more)


def png_that_claims(width, height):
    """A header that promises many points, and next to nothing behind it."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", head)
        + _chunk(b"IDAT", zlib.compress(b"\0" * 100))
        + _chunk(b"IEND", b"")
    )


def _chunk(name, inside):
    return len(inside).to_bytes(4, "big") + name + inside + zlib.crc32(name + inside).to_bytes(4, "big")


def inside_of(content):
    """All that an archive holds, unpacked, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}

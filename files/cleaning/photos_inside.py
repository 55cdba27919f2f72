"""Photos inside documents keep their points as they are and lose what the camera wrote beside them."""

import io

from PIL import Image

_ORIENTATION = 0x0112
_HELD_BY_APPLICATIONS = range(0xE1, 0xF0)
_COLOURS, _ADOBE = 0xE2, 0xEE
_COMMENT = 0xFE
_SCAN, _END = 0xDA, 0xD9
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_PNG_WORDS = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"}


def without_notes(content: bytes) -> bytes:
    """The same image without place, device, words and preview; anything else than JPEG or PNG as it is."""
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg_without_notes(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png_without_notes(content)
    return content


def _jpeg_without_notes(content: bytes) -> bytes:
    kept, at = [content[:2], _which_way_up(content)], 2
    while at + 4 <= len(content) and content[at] == 0xFF and content[at + 1] not in (_SCAN, _END):
        marker = content[at + 1]
        length = 2 if marker in _WITHOUT_LENGTH else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        segment = content[at : at + length]
        if not _is_a_note(marker, segment):
            kept.append(segment)
        at += length
    end = content.find(b"\xff\xd9", at)  # behind it some cameras put a second picture, with its own notes
    kept.append(content[at : end + 2] if end >= 0 else content[at:])
    return b"".join(kept)


def _is_a_note(marker: int, segment: bytes) -> bool:
    if marker == _COLOURS:
        return not segment[4:].startswith(b"ICC_PROFILE\0")
    return marker == _COMMENT or (marker in _HELD_BY_APPLICATIONS and marker != _ADOBE)


def _which_way_up(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
            orientation = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # a photo that cannot be read has no upright
        return b""
    if orientation not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[_ORIENTATION] = orientation
    note = exif.tobytes()
    return b"\xff\xe1" + (len(note) + 2).to_bytes(2, "big") + note


def _png_without_notes(content: bytes) -> bytes:
    kept, at = [content[:8]], 8
    while at + 12 <= len(content):
        length = 12 + int.from_bytes(content[at : at + 4], "big")
        name = content[at + 4 : at + 8]
        if name not in _PNG_WORDS:
            kept.append(content[at : at + length])
        at += length
        if name == b"IEND":
            break
    return b"".join(kept)

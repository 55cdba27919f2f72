"""Images are drawn anew from their points: nothing that stood beside the points comes along."""

import io

from PIL import Image, ImageOps

from files.cleaning.kinds import JPEG, PNG, WEBP
from files.cleaning.refusal import Reason, Refused

LONGEST_SIDE = 2400
_FORMATS = {JPEG: "JPEG", PNG: "PNG", WEBP: "WEBP"}
_MOST_PIXELS = {JPEG: 60_000_000, PNG: 30_000_000, WEBP: 30_000_000}
"""A photo is read at a fraction of its size; the others are held whole."""
_HOW_TO_SAVE = {
    JPEG: {"quality": 85, "optimize": True, "progressive": True},
    PNG: {"optimize": True},
    WEBP: {"quality": 85, "method": 4},
}
Image.MAX_IMAGE_PIXELS = None  # the bounds above are checked before anything is decoded


def clean_image(content: bytes, kind: str) -> tuple[bytes, int, int]:
    """(the image drawn anew, width, height): turned upright, at most 2400 points long; of moving ones the first."""
    with Image.open(io.BytesIO(content), formats=[_FORMATS[kind]]) as image:
        if image.width * image.height > _MOST_PIXELS[kind]:
            raise Refused(Reason.TOO_MANY_PIXELS)
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        points = _bare(ImageOps.exif_transpose(image), kind)
    points.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    drawn = io.BytesIO()
    points.save(drawn, _FORMATS[kind], **_HOW_TO_SAVE[kind])
    return drawn.getvalue(), points.width, points.height


def _bare(image: Image.Image, kind: str) -> Image.Image:
    """Only the points: no profile, no text, no preview, no further frames."""
    is_see_through = kind != JPEG and (image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info)
    points = image.convert("RGBA" if is_see_through else "RGB")
    bare = Image.new(points.mode, points.size)
    bare.paste(points)
    return bare

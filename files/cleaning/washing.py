"""One file in, the answer out, whatever the file does to the libraries that read it."""

from collections.abc import Callable

from files.cleaning.images import clean_image
from files.cleaning.kinds import IMAGES, PDF, kind_of
from files.cleaning.office import clean_office
from files.cleaning.pdfs import clean_pdf
from files.cleaning.refusal import Reason, Refused
from files.cleaning.speech import Answer, speak


def wash(content: bytes) -> bytes:
    return answered(_clean, content)


def answered(work: Callable[[bytes], tuple[Answer, bytes]], content: bytes) -> bytes:
    try:
        return speak(*work(content))
    except Refused as refused:
        return speak(Answer(reason=refused.reason))
    except MemoryError:
        return speak(Answer(reason=Reason.TOO_LARGE_INSIDE))
    except Exception:  # whatever a library calls it, such a file cannot be read
        return speak(Answer(reason=Reason.BROKEN))


def _clean(content: bytes) -> tuple[Answer, bytes]:
    kind = kind_of(content)
    if kind in IMAGES:
        clean, width, height = clean_image(content, kind)
        return Answer(kind=kind, width=width, height=height), clean
    return Answer(kind=kind), clean_pdf(content) if kind == PDF else clean_office(content)

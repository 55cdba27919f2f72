from enum import StrEnum


class Reason(StrEnum):
    """Why a file is not taken; `files/receiving.py` has the sentence for each."""

    UNKNOWN_KIND = "unknown-kind"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too-many-pixels"
    PROTECTED = "protected"
    RUNS_BY_ITSELF = "runs-by-itself"
    HOLDS_FILES = "holds-files"
    LOADS_FROM_ELSEWHERE = "loads-from-elsewhere"
    TOO_LARGE_INSIDE = "too-large-inside"
    TOO_LARGE_AFTERWARDS = "too-large-afterwards"
    NOT_A_PDF = "not-a-pdf"
    TOO_MANY_PAGES = "too-many-pages"
    WITHOUT_WORDS = "without-words"


class Refused(Exception):
    def __init__(self, reason: Reason):
        super().__init__(reason)
        self.reason = reason

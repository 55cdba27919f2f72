"""A plain reference after the pattern of APA, in the language of the work: nothing in it is translated."""

from research.choices import ContributorRole, CslType
from research.identifiers import resolver_url
from research.names import initials_first, joined, joined_editors, reference_name, with_role

IN_A_BOOK = (CslType.CHAPTER, CslType.ENTRY_ENCYCLOPEDIA, CslType.PAPER_CONFERENCE)
_KINDS = {
    CslType.THESIS: "Thesis",
    CslType.DATASET: "Data set",
    CslType.MOTION_PICTURE: "Film",
    CslType.SPEECH: "Talk",
}
_ORDINALS = {"1": "st", "2": "nd", "3": "rd"}


def reference(work) -> str:
    """`work` comes from `for_page()`."""
    authors = with_role(work.contributions_rows, ContributorRole.AUTHOR)
    editors = with_role(work.contributions_rows, ContributorRole.EDITOR)
    year = str(work.issued.year) if work.issued else "n.d."
    lead = joined([reference_name(row) for row in authors])
    if not authors and editors and work.csl_type not in IN_A_BOOK:
        lead = f"{joined([reference_name(row) for row in editors])} ({_eds(editors)})"
    head = f"{_ended(lead)} ({year})." if lead else ""
    title = _ended(_title(work)) if lead else f"{_ended(_title(work))} ({year})."
    parts = [head, title, _ended(_container(work, editors)), _ended(_publisher(work)), address(work)]
    return " ".join(part for part in parts if part)


def _title(work) -> str:
    details = [_KINDS.get(work.csl_type, "")] if work.csl_type in _KINDS else []
    if work.csl_type in (CslType.BOOK, CslType.REPORT) and work.edition:
        details.append(_edition(work.edition))
    return f"{work.title} [{', '.join(details)}]" if details else work.title


def _container(work, editors: list[dict]) -> str:
    if work.csl_type in IN_A_BOOK:
        return _in_book(work, editors)
    if not work.container_title:
        return ", ".join(part for part in (work.collection_title, work.series_number) if part)
    issue = f"({work.issue})" if work.issue else ""
    return ", ".join(part for part in (work.container_title, f"{work.volume}{issue}", pages(work.page)) if part)


def _in_book(work, editors: list[dict]) -> str:
    if not work.container_title:
        return pages(work.page)
    by = f"{joined_editors([initials_first(row) for row in editors])} ({_eds(editors)}), " if editors else ""
    inside = ", ".join(
        part
        for part in (
            _edition(work.edition) if work.edition else "",
            f"Vol. {work.volume}" if work.volume else "",
            _pages_in_book(work.page),
        )
        if part
    )
    return f"In {by}{work.container_title}" + (f" ({inside})" if inside else "")


def _edition(text: str) -> str:
    """2 → 2nd ed."""
    if not text.isdecimal():
        return f"{text} ed."
    is_teen = text[-2:] in ("11", "12", "13")
    return f"{text}{'th' if is_teen else _ORDINALS.get(text[-1], 'th')} ed."


def _publisher(work) -> str:
    return work.publisher if work.csl_type != CslType.ARTICLE_JOURNAL else ""


def _pages_in_book(text: str) -> str:
    shown = pages(text)
    if not shown:
        return ""
    return f"pp. {shown}" if "–" in shown or "," in shown else f"p. {shown}"


def pages(text: str) -> str:
    return text.replace("--", "–").replace("-", "–")


def _eds(editors: list[dict]) -> str:
    return "Eds." if len(editors) > 1 else "Ed."


def _ended(text: str) -> str:
    return text if not text or text.endswith((".", "!", "?", ".’", ".”")) else f"{text}."


def address(work) -> str:
    """The DOI where there is one, else where the work can be read."""
    for scheme in ("doi", "handle", "urn"):
        for row in work.identifiers_rows:
            if row["scheme"] == scheme and (url := resolver_url(scheme, row["value"])):
                return url
    return work.url or work.pdf_url

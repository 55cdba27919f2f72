"""What keeps a work from being public, in sentences for those who can mend it."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from core.partial_date import PartialDate
from research.choices import ConceptRole, CslType
from research.models import ResearchItem

MOST_THEMES = 3
FIRST_YEAR = 1900


def problems(work: ResearchItem) -> list[str]:
    """Records compiled from public sources need no more than those sources tell."""
    found = []
    if not (work.url or work.source_urls or work.identifiers.exists()):
        found.append(_("There is no DOI, ISBN or address that leads to the work."))
    if not work.is_compiled:
        found += _missing_facts(work)
    return found


def _missing_facts(work: ResearchItem) -> Iterator[str]:
    themes = sum(row.role == ConceptRole.THEME for row in work.concepts.all())
    if not 1 <= themes <= MOST_THEMES:
        yield _("Choose one to three themes.")
    if not work.contributions.all():
        yield _("Name at least one person or organisation behind the work.")
    if not _came_out_in_our_time(work.issued):
        yield _("Tell which year it came out: 1900 at the earliest, next year at the latest.")
    if work.csl_type == CslType.ARTICLE_JOURNAL and not work.container_title.strip():
        yield _("Name the journal that the article stands in.")


def _came_out_in_our_time(issued: PartialDate | None) -> bool:
    return issued is not None and FIRST_YEAR <= int(str(issued)[:4]) <= timezone.localdate().year + 1

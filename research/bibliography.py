"""Bibliographic facts in the words that fit each type of work."""

from django.utils.translation import gettext as _

from core.everyday import partial_date
from core.reading import Fact, Phrase
from research.choices import ContributorRole, CslType
from research.citation import pages
from research.names import full_name, with_role


def bibliography(work, language_of_work: Phrase) -> list[Fact]:
    """Only what is told, in the order in which a reader looks for it."""
    own = work.language
    facts = [
        Fact(_("Published"), _phrases(partial_date(work.issued) if work.issued else "")),
        Fact(_container_label(work.csl_type), _phrases(work.container_title, own)),
        Fact(_("Editors"), tuple(Phrase(full_name(row)) for row in _editors(work))),
        Fact(_volume_label(work), _phrases(volume_and_issue(work))),
        Fact(_("Pages"), _phrases(pages(work.page))),
        Fact(_("Edition"), _phrases(work.edition)),
        Fact(
            _("Series"), _phrases(", ".join(part for part in (work.collection_title, work.series_number) if part), own)
        ),
        Fact(_("Publisher"), _phrases(", ".join(part for part in (work.publisher, work.publisher_place) if part), own)),
        Fact(_("Language"), (language_of_work,)),
    ]
    return [fact for fact in facts if fact.values]


def _phrases(text: str, language: str = "") -> tuple[Phrase, ...]:
    return (Phrase(text, language),) if text else ()


def _editors(work) -> list[dict]:
    return with_role(work.contributions_rows, ContributorRole.EDITOR)


def volume_and_issue(work) -> str:
    """4(3), the way references write it."""
    if work.volume and work.issue:
        return f"{work.volume}({work.issue})"
    return work.volume or work.issue


def _volume_label(work) -> str:
    if work.volume and work.issue:
        return _("Volume and issue")
    return _("Volume") if work.volume else _("Issue")


def _container_label(csl_type: str) -> str:
    labels = {
        CslType.ARTICLE_JOURNAL: _("Journal"),
        CslType.ARTICLE_MAGAZINE: _("Magazine"),
        CslType.ARTICLE_NEWSPAPER: _("Newspaper"),
        CslType.CHAPTER: _("In the book"),
        CslType.ENTRY_ENCYCLOPEDIA: _("In the encyclopedia"),
        CslType.PAPER_CONFERENCE: _("In the conference papers"),
        CslType.WEBPAGE: _("On the website"),
        CslType.POST_WEBLOG: _("On the blog"),
    }
    return labels.get(csl_type, _("Published in"))

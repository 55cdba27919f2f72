from django.db import models
from django.utils.translation import gettext_lazy as _


class CslType(models.TextChoices):
    """All item types of CSL 1.0.2 that the portal tells apart; the rest is kept and shown as a document."""

    ARTICLE_JOURNAL = "article-journal", _("Journal article")
    ARTICLE = "article", _("Article")
    ARTICLE_MAGAZINE = "article-magazine", _("Magazine article")
    ARTICLE_NEWSPAPER = "article-newspaper", _("Newspaper article")
    BOOK = "book", _("Book")
    CHAPTER = "chapter", _("Book chapter")
    REPORT = "report", _("Report")
    THESIS = "thesis", _("Thesis")
    PAPER_CONFERENCE = "paper-conference", _("Conference paper")
    DATASET = "dataset", _("Data set")
    WEBPAGE = "webpage", _("Web page")
    LEGISLATION = "legislation", _("Law")
    LEGAL_CASE = "legal_case", _("Court decision")
    REVIEW = "review", _("Review")
    POST_WEBLOG = "post-weblog", _("Blog post")
    SPEECH = "speech", _("Talk")
    MOTION_PICTURE = "motion_picture", _("Film")
    ENTRY_ENCYCLOPEDIA = "entry-encyclopedia", _("Encyclopedia entry")
    DOCUMENT = "document", _("Document")


class ConceptRole(models.TextChoices):
    THEME = "theme", _("Theme")
    TARGET_GROUP = "target_group", _("Target group")
    METHOD = "method", _("Type of work")
    STUDY_DESIGN = "study_design", _("Study design")
    OUTCOME = "outcome", _("Outcome studied")


class ContributorRole(models.TextChoices):
    """CSL name variables."""

    AUTHOR = "author", _("Author")
    EDITOR = "editor", _("Editor")
    TRANSLATOR = "translator", _("Translator")


class IdentifierScheme(models.TextChoices):
    DOI = "doi", "DOI"
    ISBN = "isbn", "ISBN"
    ISSN = "issn", "ISSN"
    URN = "urn", "URN"
    HANDLE = "handle", "Handle"
    PMID = "pmid", "PMID"
    OPENALEX = "openalex", "OpenAlex"


class OpenAccess(models.TextChoices):
    GOLD = "gold", _("Open access (gold)")
    GREEN = "green", _("Open access (green)")
    HYBRID = "hybrid", _("Open access (hybrid)")
    BRONZE = "bronze", _("Free to read")
    CLOSED = "closed", _("Not open")
    UNKNOWN = "unknown", _("Not known")


class RetractionStatus(models.TextChoices):
    NONE = "none", _("Not retracted")
    CONCERN = "concern", _("The publisher has expressed concern")
    CORRECTED = "corrected", _("Corrected")
    RETRACTED = "retracted", _("Retracted")


class RelationKind(models.TextChoices):
    INCLUDED_IN = "included-in", _("Included in the review")
    PART_OF = "part-of", _("Part of")
    VERSION_OF = "version-of", _("Version of")

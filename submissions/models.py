"""What drafts hold beside their answers, which stand in `editorial.Proposal`."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.languages import CONTENT_LANGUAGE_CHOICES, CONTENT_LANGUAGES
from editorial.models import Proposal
from files.models import StoredFile


class DraftReport(models.Model):
    """A report that its writer let us read, and what was found in it. Nobody else sees either; both go soon."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="report")
    stored = models.OneToOneField(StoredFile, null=True, on_delete=models.SET_NULL, related_name="report")
    """Empty once the file has been taken away as an attachment."""
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES)
    """Of the report, as its writer says."""
    page_count = models.PositiveIntegerField()
    pages_read = models.PositiveIntegerField()
    found = models.JSONField(default=list)
    """[fields of `reports.finding.Found`]"""
    read_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(language__in=CONTENT_LANGUAGES), name="report_language_known"),
            models.CheckConstraint(
                condition=Q(pages_read__gte=1, pages_read__lte=models.F("page_count")), name="report_pages_were_there"
            ),
        ]

    def __str__(self):
        return f"report of {self.proposal_id}"

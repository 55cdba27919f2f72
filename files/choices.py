from django.db import models
from django.utils.translation import gettext_lazy as _


class MediaType(models.TextChoices):
    """What is taken; `files/cleaning` tells each by what is in it."""

    PDF = "application/pdf", _("PDF")
    JPEG = "image/jpeg", _("JPEG image")
    PNG = "image/png", _("PNG image")
    WEBP = "image/webp", _("WebP image")
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("Word document")
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Excel sheet")
    PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation", _("PowerPoint presentation")
    ODT = "application/vnd.oasis.opendocument.text", _("OpenDocument text")
    ODS = "application/vnd.oasis.opendocument.spreadsheet", _("OpenDocument sheet")
    ODP = "application/vnd.oasis.opendocument.presentation", _("OpenDocument presentation")


class AttachmentKind(models.TextChoices):
    MANUAL = "manual", _("Handbook")
    TEMPLATE = "template", _("Template")
    PRESENTATION = "presentation", _("Presentation")
    EVALUATION = "evaluation", _("Evaluation")
    IMAGE = "image", _("Image")
    OTHER = "other", _("Other")


IMAGE_TYPES = (MediaType.JPEG, MediaType.PNG, MediaType.WEBP)
LARGEST = 10_000_000
"""Bytes in one file."""
MOST_FILES = 10
"""In one draft, and with one item."""

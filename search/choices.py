from django.db import models
from django.utils.translation import gettext_lazy as _


class Sort(models.TextChoices):
    RELEVANCE = "relevance", _("Best match")
    NEWEST = "newest", _("Newest")
    CONFIRMED = "confirmed", _("Last confirmed")
    TITLE = "title", _("Title")

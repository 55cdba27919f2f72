import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

CONSENT_TEXT_VERSION = "2026-11"
"""Of what people agree to (templates/account/consent.html); a new version asks everybody anew."""
CONSENT_LASTS = datetime.timedelta(days=730)
ANSWERED_WITHIN = datetime.timedelta(days=60)
"""A link to say yes with is good for so long, and so long before its end a yes is asked for again."""
RESTS_AFTER_NO = datetime.timedelta(days=7)
"""Who has said no is not asked the same again at once."""


class ConsentQuerySet(models.QuerySet):
    def valid(self):
        return self.filter(
            withdrawn_at__isnull=True, text_version=CONSENT_TEXT_VERSION, given_at__gt=Now() - CONSENT_LASTS
        )

    def waiting(self):
        """Asked not long ago, and not answered since."""
        unanswered = Q(given_at__isnull=True) | Q(given_at__lt=F("asked_at"))
        return self.filter(unanswered, withdrawn_at__isnull=True, asked_at__gt=Now() - ANSWERED_WITHIN)

    def to_renew(self):
        """A yes that ends soon, or was said to other words, and that nobody has been asked about since."""
        ends_soon = Q(given_at__lt=Now() - (CONSENT_LASTS - ANSWERED_WITHIN)) | ~Q(text_version=CONSENT_TEXT_VERSION)
        given = self.filter(ends_soon, withdrawn_at__isnull=True, given_at__isnull=False)
        return given.exclude(pk__in=self.waiting().values("pk"))

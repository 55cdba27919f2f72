from django.db import models
from django.db.models import Count, Q


class RegionQuerySet(models.QuerySet):
    def with_country(self):
        return self.select_related("country")

    def without_outlines(self):
        return self.defer("path")

    def with_municipality_count(self):
        """Adds `municipality_count`: those that exist today."""
        existing = Q(municipalities__valid_to__isnull=True)
        return self.annotate(municipality_count=Count("municipalities", filter=existing))


class MunicipalityQuerySet(models.QuerySet):
    def existing(self):
        return self.filter(valid_to__isnull=True)

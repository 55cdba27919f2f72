import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.constraints import one_of
from files.choices import IMAGE_TYPES, LARGEST, MediaType


def generated_name(_stored, _uploaded_name: str) -> str:
    """Nothing of what people call their files, and nothing of the address, stands in a path."""
    name = uuid.uuid4().hex
    return f"files/{name[:2]}/{name}"


class StoredFile(models.Model):
    """A file that somebody uploaded, cleaned. It belongs to a draft until it is attached to an item."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.FileField(upload_to=generated_name, unique=True)
    original_name = models.CharField(max_length=150)
    """What people are shown and browsers save it as."""
    media_type = models.CharField(max_length=100, choices=MediaType)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    proposal_id = models.UUIDField(null=True, blank=True, db_index=True)
    """The draft that it was uploaded to."""
    kind = models.CharField(max_length=20, blank=True)
    item_id = models.UUIDField(null=True, blank=True)
    """The item that it is attached to; no foreign key, as kinds of item stand above."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(proposal_id__isnull=False, item_id__isnull=True, kind="")
                | (Q(proposal_id__isnull=True, item_id__isnull=False) & ~Q(kind="")),
                name="file_of_draft_or_item",
            ),
            one_of("media_type", MediaType, name="file_media_type_known"),
            models.CheckConstraint(condition=Q(size__range=(1, LARGEST)), name="file_size_bounded"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="file_has_hash"),
            models.CheckConstraint(
                condition=Q(media_type__in=IMAGE_TYPES, width__gte=1, height__gte=1)
                | (~Q(media_type__in=IMAGE_TYPES) & Q(width__isnull=True, height__isnull=True)),
                name="file_images_have_measures",
            ),
            models.CheckConstraint(condition=~Q(original_name=""), name="file_has_name"),
        ]
        indexes = [models.Index(fields=["kind", "item_id"], name="file_by_item")]

    def __str__(self):
        return self.original_name

    @property
    def is_image(self) -> bool:
        return self.media_type in IMAGE_TYPES

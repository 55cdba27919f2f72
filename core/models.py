import uuid
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core import languages
from core.addresses import slug_address
from core.choices import LISTED_STATUSES, PUBLIC_STATUSES, Licence, Source, Status, TakeDownReason, TextOrigin
from core.constraints import one_of
from core.kind_words import KindWords
from core.queries import TakeDownQuerySet
from core.slugs import address_slug, new_short_id

LANGUAGE_TAG = RegexValidator(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", _("Use a language code such as sv or nb."))


@dataclass(frozen=True)
class GateFinding:
    """What the portal itself finds about one question of the gate, for the editor who answers it."""

    gate: str
    """G1 to G7 of the review criteria."""
    answer: Literal["yes", "no", "unsure"]
    why: str = ""
    other_id: uuid.UUID | None = None
    """The item of the same kind that it may be the same as."""
    chance: int | None = None
    """How likely that is, of a hundred."""


class Item(models.Model):
    """What practices, research items and organisations share: identity, status, dates, where it came from.

    A kind of item sets `kind` and `url_name`, relates its texts as `texts`, and answers the questions below.
    """

    kind: str
    url_name: str
    words: KindWords
    part_relations: tuple[str, ...] = ("texts", "concepts")
    """Rows that say what the item says; a snapshot holds them all."""
    private_fields: tuple[str, ...] = ()
    never_small: tuple[str, ...] = ()
    """Fields of which an editor sees every change, even where it is only a link."""
    """Columns that stand in no copy for the public."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    short_id = models.CharField(max_length=12, unique=True, default=new_short_id, editable=False)
    number = models.CharField(max_length=16, unique=True, null=True, editable=False)  # noqa: DJ001  NULLs never collide
    status = models.CharField(max_length=20, choices=Status, default=Status.SUBMITTED)
    source = models.CharField(max_length=20, choices=Source, default=Source.FORM)
    source_key = models.CharField(max_length=200, blank=True)
    """Key of the record where it came from, so that loading again finds it."""
    source_urls = ArrayField(models.URLField(max_length=1000), default=list, blank=True)
    owner = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="owned_%(class)ss"
    )
    handling_editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    original_language = models.CharField(max_length=12, validators=[LANGUAGE_TAG])
    source_language = models.CharField(max_length=35, blank=True, validators=[LANGUAGE_TAG])
    licence = models.CharField(max_length=40, choices=Licence, default=Licence.CC_BY_4)
    version = models.PositiveIntegerField(default=1, validators=[MinValueValidator(1)])
    submitted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    publish_on = models.DateField(null=True, blank=True)
    last_confirmed_on = models.DateField(null=True, blank=True)
    revalidate_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    updated_at = models.DateTimeField(auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta:
        abstract = True
        constraints = [
            one_of("status", Status, name="%(class)s_status_known"),
            one_of("source", Source, name="%(class)s_source_known"),
            one_of("licence", Licence, name="%(class)s_licence_known"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="%(class)s_version_counts_from_one"),
            models.CheckConstraint(
                condition=~models.Q(status__in=PUBLIC_STATUSES) | models.Q(published_at__isnull=False),
                name="%(class)s_public_has_date",
            ),
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~models.Q(source_key=""), name="%(class)s_loaded_once"
            ),
        ]
        indexes = [models.Index(fields=["status", "-published_at"], name="%(class)s_status_date")]

    def get_absolute_url(self) -> str:
        """In the active language; needs the texts."""
        return slug_address(self.url_name, address_slug(self.display_title(), self.short_id))

    @property
    def is_public(self) -> bool:
        return self.status in PUBLIC_STATUSES

    @property
    def is_listed(self) -> bool:
        return self.status in LISTED_STATUSES

    @property
    def is_compiled(self) -> bool:
        return self.source == Source.COMPILED

    def text_in(self, language: str):
        """The text row that a reader of `language` is shown, by the fixed fallback order; None without texts."""
        rows = {text.language: text for text in self.texts.all()}
        return rows.get(languages.best_language(rows, language, self.original_language))

    # What lower rooms may ask of any item; each kind answers.

    @classmethod
    def questionnaire(cls):
        """The `submissions.questions.Questionnaire` by which people send in items of this kind."""
        raise NotImplementedError

    def display_title(self) -> str:
        """Title in the active language, by fallback."""
        raise NotImplementedError

    def title_language(self) -> str:
        """Language of `display_title()`."""
        return self.text_in(get_language()).language

    def organisation_ids(self) -> set[uuid.UUID]:
        raise NotImplementedError

    def country_codes(self) -> set[str]:
        """Countries whose editors handle this item; {""} when it has none, so that only unlimited roles fit."""
        raise NotImplementedError

    def first_country(self) -> str:
        """Where it is first of all; empty when it has no country."""
        return min(self.country_codes())

    def is_maintained_by(self, person) -> bool:
        """Whether `person` may write for this item: contributor or manager of the owner, or the sender without one."""
        raise NotImplementedError

    def has_conflict(self, person) -> bool:
        """Whether `person` sent it in, belongs to an organisation of this item, or left one within three years."""
        raise NotImplementedError

    def people_to_tell(self) -> list:
        """Who gets messages about this item: its sender while they maintain it, else those who do."""
        raise NotImplementedError

    def publish_problems(self) -> list[str]:
        """Sentences that say what keeps this item from being public; empty when nothing does."""
        raise NotImplementedError

    def gate_findings(self) -> list[GateFinding]:
        """What the portal finds about the questions of the gate; a question left out is for the editor alone."""
        return []

    def confirmation_period(self) -> int | None:
        """Months from its publication or last confirmation until somebody is asked to confirm it; None: never."""
        return None

    def is_scored(self) -> bool:
        """Whether reviewers score it before it is accepted."""
        return False

    def is_sensitive(self) -> bool:
        """Whether people can come to harm by its topic, so that two editors look at it."""
        return False

    @classmethod
    def lookalike_rules(cls):
        """The `submissions.lookalikes.rules.LookalikeRules` by which two items of this kind are the same."""
        raise NotImplementedError

    def shows_file(self, file_id: uuid.UUID) -> bool:
        """Whether its page leads to this file of ours, so that whoever may read the one may read the other."""
        return False

    def owner_was_named(self) -> None:
        """Its owner has just been written; what stood in for a missing one goes."""

    def ask_people_named(self, *, by) -> None:
        """Writes to those whom it names and who have not yet agreed to that; part of sending in and of changing."""

    def move_references(self, into: "Item") -> None:
        """What points at this item points at `into` from now on, of the same kind."""

    def items_naming_it(self):
        """Listed items whose pages name this one; they are indexed again when it comes or goes."""
        return ()

    def search_document(self):
        """The `search.document.Document` of this item."""
        raise NotImplementedError


class Text(models.Model):
    """All words of one item in one language, and where they come from. Subclasses add `item` and the fields."""

    language = models.CharField(max_length=3, choices=languages.CONTENT_LANGUAGE_CHOICES)
    origin = models.CharField(max_length=20, choices=TextOrigin, default=TextOrigin.AUTHOR)
    source_version = models.PositiveIntegerField(default=1)
    """Version of the original that this text follows; older than the item's version means outdated."""
    translator = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["item", "language"], name="%(class)s_once_per_language"),
            one_of("origin", TextOrigin, name="%(class)s_origin_known"),
            models.CheckConstraint(
                condition=models.Q(language__in=languages.CONTENT_LANGUAGES), name="%(class)s_language_known"
            ),
        ]


class ItemPointer(models.Model):
    """A row about any item, without a foreign key: it stays true when the item is gone."""

    kind = models.CharField(max_length=20)
    item_id = models.UUIDField()

    class Meta:
        abstract = True


class Merger(ItemPointer):
    """An item that lives on in another of its kind; its address leads there for ever."""

    into_id = models.UUIDField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "item_id"], name="merged_once"),
            models.CheckConstraint(condition=~models.Q(item_id=models.F("into_id")), name="merged_into_another"),
        ]
        indexes = [models.Index(fields=["kind", "into_id"], name="merged_into")]

    def __str__(self):
        return f"{self.kind} {self.item_id} → {self.into_id}"


class TakeDown(ItemPointer):
    """One time that an item was hidden: what readers are told, and whether the chief editor has looked at it."""

    reason = models.CharField(max_length=20, choices=TakeDownReason, default=TakeDownReason.OTHER)
    at = models.DateTimeField(default=timezone.now)
    by_id = models.UUIDField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by_id = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was put back."""

    objects = TakeDownQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "item_id"], condition=models.Q(ended_at__isnull=True), name="taken_down_once_at_a_time"
            ),
            one_of("reason", TakeDownReason, name="take_down_reason_known"),
        ]

    def __str__(self):
        return f"{self.kind} {self.item_id} since {self.at:%Y-%m-%d %H:%M}"


class AuditRow(models.Model):
    """Who did what to which item, in words that stay true when people and items are gone."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor_id = models.UUIDField(null=True, blank=True)
    actor_label = models.CharField(max_length=200)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, blank=True)
    item_id = models.UUIDField(null=True, blank=True)
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["kind", "item_id", "-at"], name="audit_by_item")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_label}: {self.action}"


class OutboxMessage(models.Model):
    """A message written in the transaction that causes it; a worker sends it afterwards."""

    key = models.CharField(max_length=200, unique=True)
    """Idempotency key: the same cause never makes a second message."""
    to = models.EmailField()
    language = models.CharField(max_length=3)
    template = models.CharField(max_length=100)
    context = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    """Noted before each attempt, so that a worker that dies while sending leaves a trace."""
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["send_after"],
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="outbox_waiting",
            )
        ]

    def __str__(self):
        return f"{self.template} to {self.to}"


class Generation(models.Model):
    """A counter per area of content, raised in the writing transaction; caches compare it."""

    area = models.CharField(max_length=60, primary_key=True)
    number = models.PositiveBigIntegerField(default=1)

    def __str__(self):
        return f"{self.area} {self.number}"


class DailyRun(models.Model):
    """The last day on which a piece of daily work was done."""

    name = models.CharField(max_length=60, primary_key=True)
    day = models.DateField(null=True)

    def __str__(self):
        return f"{self.name} {self.day}"

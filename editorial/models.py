import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from core.constraints import one_of
from core.languages import CONTENT_LANGUAGE_CHOICES, CONTENT_LANGUAGES
from core.models import ItemPointer
from editorial.choices import (
    BEING_WRITTEN,
    AgreementAnswer,
    ChangeAnswer,
    Gate,
    GateReply,
    ProposalPurpose,
    ProposalState,
)


def person_key(**options):
    """Somebody who may leave; what they wrote stays."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", **options
    )


class Snapshot(ItemPointer):
    """What an item said when it was published, for ever: the database refuses to change or delete it.

    Addresses of people are not in it. Public history compares one snapshot with the next.
    """

    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    data = models.JSONField()
    """{"facts": {column: value}, relation: [{column: value}]}"""
    changed = ArrayField(models.CharField(max_length=80), default=list)
    """Facts, words (texts.sv.title) and relations that differ from the snapshot before; empty for the first."""

    class Meta:
        ordering = ["kind", "item_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "item_id", "number"], name="snapshot_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="snapshot_counts_from_one"),
        ]

    def __str__(self):
        return f"{self.kind} {self.item_id} #{self.number}"


class ProposalQuerySet(models.QuerySet):
    def changes_waiting(self, item):
        """Changes to something public that wait for an editor, the oldest first."""
        of_item = self.filter(kind=item.kind, item_id=item.pk)
        return of_item.filter(purpose=ProposalPurpose.CHANGE, state=ProposalState.SENT).order_by("sent_at", "pk")


class Proposal(models.Model):
    """What somebody is writing: a new item, or a change to one that is public.

    Answers are kept as they were typed, wrong ones too, so that nothing is lost; rows of the item are made from them
    when the proposal is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    """Idempotency key of the page where it was begun: pressed twice, it begins once."""
    purpose = models.CharField(max_length=8, choices=ProposalPurpose, default=ProposalPurpose.NEW)
    state = models.CharField(max_length=10, choices=ProposalState, default=ProposalState.OPEN)
    kind = models.CharField(max_length=20)
    item_id = models.UUIDField(null=True, blank=True)
    """The item that it became, or that it changes."""
    item_version = models.PositiveIntegerField(null=True, blank=True)
    """Version of the item that a change started from."""
    author = person_key()
    email = models.EmailField(blank=True)
    """Of who writes without an account."""
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    keeps_first_browser = models.BooleanField(default=False)
    """Where it was begun somebody may go on writing without the link, as the owner of the address has said."""
    interface_language = models.CharField(max_length=3)
    """In which the author reads pages and mails."""
    owner = models.ForeignKey(
        "organisations.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Its contributors and managers write too."""
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES)
    """Of the text."""
    answers = models.JSONField(default=dict)
    """{name of the input: [what was typed or chosen]}"""
    base_answers = models.JSONField(default=dict, blank=True)
    """What the item said when a change to it began, in the same shape."""
    question = models.CharField(max_length=40, blank=True)
    """Where the writer stopped."""
    note = models.CharField(max_length=200, blank=True)
    """Why something public changes."""
    version = models.PositiveIntegerField(default=1)
    """Raised by each save, so that two who write at once notice."""
    share_key = models.CharField(max_length=43, unique=True, null=True, blank=True)
    """Secret part of the link by which colleagues read and comment; empty while it is not shared."""
    link_stamp = models.PositiveIntegerField(default=0)
    """Part of each link by which the author goes on; a new number ends the older ones."""
    reminded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now)
    updated_by = person_key()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("purpose", ProposalPurpose, name="proposal_purpose_known"),
            one_of("state", ProposalState, name="proposal_state_known"),
            models.CheckConstraint(condition=Q(language__in=CONTENT_LANGUAGES), name="proposal_language_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="proposal_version_counts_from_one"),
            models.CheckConstraint(
                condition=~Q(purpose=ProposalPurpose.CHANGE) | Q(item_id__isnull=False, item_version__isnull=False),
                name="proposal_change_names_item",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.SENT) | Q(item_id__isnull=False, sent_at__isnull=False),
                name="proposal_sent_has_item",
            ),
            models.UniqueConstraint(
                fields=["kind", "item_id"],
                condition=Q(purpose=ProposalPurpose.NEW, item_id__isnull=False),
                name="proposal_became_one_item",
            ),
            models.UniqueConstraint(
                fields=["kind", "item_id", "author"],
                condition=Q(purpose=ProposalPurpose.CHANGE, state__in=BEING_WRITTEN),
                name="proposal_one_open_change_each",
            ),
        ]
        indexes = [
            models.Index(fields=["author", "-updated_at"], name="proposal_of_author"),
            models.Index(fields=["owner", "-updated_at"], name="proposal_of_owner"),
            models.Index(fields=["kind", "item_id"], name="proposal_by_item"),
        ]

    def __str__(self):
        return f"{self.purpose} {self.kind} {self.pk}"

    @property
    def is_being_written(self) -> bool:
        return self.state in BEING_WRITTEN


class DraftComment(models.Model):
    """What a colleague says of a draft, beside one question or about all of it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    question = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=2000, validators=[MaxLengthValidator(2000)])
    by = person_key()
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text="") & ~Q(by_name=""), name="draft_comment_not_empty")]

    def __str__(self):
        return f"{self.by_name}: {self.text[:40]}"


class DraftAgreement(models.Model):
    """Somebody without an account, such as a director, who was asked to agree before a draft is sent.

    Their address is needed for the mail alone: it goes when the draft goes, and some time after it was sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    """Its signed form is the secret of the link."""
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="agreements")
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    note = models.CharField(max_length=300, blank=True)
    """What the writer says in the mail."""
    asked_by = person_key()
    asked_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(default=timezone.now)
    """The newest mail: the first, a reminder, or the question whether a changed text is fine, too."""
    answer = models.CharField(max_length=7, choices=AgreementAnswer, default=AgreementAnswer.WAITING, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    agreed_answers = models.JSONField(default=dict, blank=True)
    """The text that was agreed to, in the shape of the answers of the draft."""

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            one_of("answer", AgreementAnswer, name="draft_agreement_answer_known"),
            models.CheckConstraint(
                condition=Q(answer=AgreementAnswer.WAITING, answered_at__isnull=True)
                | ~Q(answer=AgreementAnswer.WAITING) & Q(answered_at__isnull=False),
                name="draft_agreement_answered_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["proposal", "email"], condition=~Q(email=""), name="draft_agreement_asked_once"
            ),
        ]

    def __str__(self):
        return f"{self.answer or 'waiting'} {self.proposal_id}"


class RequestedChangeQuerySet(models.QuerySet):
    def waiting(self, item):
        """What was asked for about the item itself and is not answered yet."""
        return self.filter(kind=item.kind, item_id=item.pk, proposal=None, answer=ChangeAnswer.WAITING)


class RequestedChange(ItemPointer):
    """One thing that an editor asks to be changed, at one question of the form, and what the author says to it."""

    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="requested_changes"
    )
    """The change to something public that it is about; empty for what has not been public yet."""
    question = models.CharField(max_length=40, blank=True)
    text = models.TextField(max_length=1000, validators=[MaxLengthValidator(1000)])
    asked_by = person_key()
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=8, choices=ChangeAnswer, default=ChangeAnswer.WAITING, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    """Why it was kept."""
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = RequestedChangeQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at", "pk"]
        constraints = [
            one_of("answer", ChangeAnswer, name="requested_change_answer_known"),
            models.CheckConstraint(condition=~Q(text=""), name="requested_change_not_empty"),
            models.CheckConstraint(
                condition=~Q(answer=ChangeAnswer.KEPT) | ~Q(reason=""), name="requested_change_kept_because"
            ),
        ]
        indexes = [models.Index(fields=["kind", "item_id"], name="requested_change_by_item")]

    def __str__(self):
        return f"{self.question}: {self.text[:40]}"


class ConversationMessage(ItemPointer):
    """What author and editors write to each other about an item. Both read it."""

    text = models.TextField(max_length=4000, validators=[MaxLengthValidator(4000)])
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES, blank=True)
    by = person_key()
    is_from_desk = models.BooleanField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="conversation_not_empty")]
        indexes = [models.Index(fields=["kind", "item_id", "at"], name="conversation_by_item")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}: {self.text[:40]}"


class InternalNote(ItemPointer):
    """What editors write for editors. A table of its own, so that no author ever reads it by mistake."""

    text = models.TextField(max_length=4000, validators=[MaxLengthValidator(4000)])
    by = person_key()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="internal_note_not_empty")]
        indexes = [models.Index(fields=["kind", "item_id", "at"], name="internal_note_by_item")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}: {self.text[:40]}"


class GateAnswer(ItemPointer):
    """An answer to one question of the gate: found by the portal when the item was sent in, or given by an editor."""

    gate = models.CharField(max_length=2, choices=Gate)
    answer = models.CharField(max_length=6, choices=GateReply)
    why = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=3, blank=True)
    """Of `why`: what the portal finds is said in the language of the page from which the item was sent in."""
    other_id = models.UUIDField(null=True, blank=True)
    """The item of the same kind that it may be the same as."""
    chance = models.PositiveSmallIntegerField(null=True, blank=True)
    """How likely that is, of a hundred."""
    is_found = models.BooleanField()
    by = person_key()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "item_id", "gate", "is_found"], name="gate_answered_once"),
            one_of("gate", Gate, name="gate_known"),
            one_of("answer", GateReply, name="gate_answer_known"),
            models.CheckConstraint(
                condition=Q(chance__isnull=True) | Q(chance__lte=100, other_id__isnull=False),
                name="gate_chance_of_hundred",
            ),
        ]

    def __str__(self):
        return f"{self.gate}: {self.answer}"

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.choices import NEEDS_SECOND_STEP, ConsentMethod, ConsentPurpose, MailFrequency, Occupation, Role
from accounts.queries import ConsentQuerySet
from core.constraints import one_of
from core.languages import CONTENT_LANGUAGE_CHOICES, interface_language


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)

    def with_role(self, role: str, country: str | None = None) -> models.QuerySet:
        """Active people who have it now; with `country`, for that one or for all of them."""
        grants = RoleGrant.objects.filter(role=role, ended_at__isnull=True)
        if country is not None:
            grants = grants.filter(Q(country=country or None) | Q(country__isnull=True))
        return self.filter(is_active=True, pk__in=grants.values("user")).order_by("pk")


class User(AbstractBaseUser):
    """An account. It signs in by e-mail; it holds nothing that the service does not need."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    display_name = models.CharField(max_length=120)
    languages = ArrayField(models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES), default=list)
    country = models.ForeignKey("places.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    occupation = models.CharField(max_length=20, choices=Occupation, blank=True)
    interests = models.ManyToManyField("vocabulary.Concept", blank=True, related_name="+")
    mail_frequency = models.CharField(max_length=10, choices=MailFrequency, default=MailFrequency.MONTHLY)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    last_seen = models.DateField(null=True, blank=True)
    """A day, not a moment: enough to end unused accounts."""
    session_stamp = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    """Part of every session of this person: a new number ends them all."""

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    objects = UserManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_once"),
            models.CheckConstraint(condition=~Q(email=""), name="user_has_email"),
            one_of("occupation", Occupation, name="user_occupation_known", may_be_empty=True),
            one_of("mail_frequency", MailFrequency, name="user_mail_frequency_known"),
        ]

    def __str__(self):
        return self.display_name

    def _get_session_auth_hash(self, secret=None):
        return f"{super()._get_session_auth_hash(secret=secret)}.{self.session_stamp}"

    @property
    def mail_language(self) -> str:
        return interface_language(self.languages)

    @property
    def confirmed_domain(self) -> str:
        """What stands behind the @ of the address, once the person has shown that the address is theirs."""
        is_confirmed = self.emailaddress_set.filter(email__iexact=self.email, verified=True).exists()
        return self.email.rpartition("@")[2] if is_confirmed else ""

    @cached_property
    def current_grants(self) -> list["RoleGrant"]:
        return list(self.role_grants.filter(ended_at__isnull=True))

    def has_role(self, role: str, country: str | None = None) -> bool:
        """A grant without a country holds for all of them."""
        return any(
            grant.role == role and (country is None or grant.country_id in (None, country))
            for grant in self.current_grants
        )

    @property
    def needs_second_step(self) -> bool:
        return any(grant.role in NEEDS_SECOND_STEP for grant in self.current_grants)


class RoleGrant(models.Model):
    """One role of one person, perhaps limited to a country, a theme or a language; ended, never deleted."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=20, choices=Role)
    country = models.ForeignKey("places.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey("vocabulary.Concept", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=3, choices=CONTENT_LANGUAGE_CHOICES, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    granted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "country", "theme", "language"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="role_granted_once",
            ),
            one_of("role", Role, name="role_known"),
        ]

    def __str__(self):
        return f"{self.user}: {self.role}"


class KnownDevice(models.Model):
    """A browser in which a person has signed in before; the hash is that of the token in its cookie."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_devices")
    token_hash = models.CharField(max_length=64)
    first_seen = models.DateTimeField(default=timezone.now)
    last_seen = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "token_hash"], name="device_known_once")]

    def __str__(self):
        return f"{self.user}: {self.first_seen:%Y-%m-%d}"


class Consent(models.Model):
    """That a person was asked, has said yes, has taken it back. An account or the hash of an address says who.

    A question is open while it was asked after the last yes; `kind` and `item_id` name the item that it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=16, choices=ConsentPurpose)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="consents")
    address_hash = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=20, blank=True)
    item_id = models.UUIDField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    text_version = models.CharField(max_length=16, blank=True)
    """Of the words that were agreed to."""
    given_at = models.DateTimeField(null=True, blank=True)
    method = models.CharField(max_length=8, choices=ConsentMethod, blank=True)
    evidence = models.CharField(max_length=200, blank=True)
    """Where a yes on paper is kept."""
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(user__isnull=False) & Q(address_hash=""))
                | (Q(user__isnull=True) & Q(address_hash__regex=r"^[0-9a-f]{64}$")),
                name="consent_of_one_person",
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, method="", text_version="")
                | (Q(given_at__isnull=False) & ~Q(method="") & ~Q(text_version="")),
                name="consent_given_how_and_to_what",
            ),
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False) | Q(given_at__isnull=False), name="consent_asked_or_given"
            ),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True)
                | Q(withdrawn_at__isnull=True)
                | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
            models.CheckConstraint(
                condition=Q(kind="", item_id__isnull=True) | (~Q(kind="") & Q(item_id__isnull=False)),
                name="consent_about_an_item_or_none",
            ),
            models.UniqueConstraint(
                fields=["purpose", "user", "address_hash", "kind", "item_id"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="consent_once_at_a_time",
            ),
            one_of("purpose", ConsentPurpose, name="consent_purpose_known"),
            one_of("method", ConsentMethod, name="consent_method_known", may_be_empty=True),
        ]
        indexes = [models.Index(fields=["kind", "item_id"], name="consent_by_item")]

    def __str__(self):
        return f"{self.purpose}: {self.pk}"

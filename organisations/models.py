from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.constraints import in_order, index_by_beginning, index_by_spelling, one_of
from core.kind_words import KindWords
from core.kinds import models_by_kind
from core.models import Item, ItemPointer, Text
from organisations.choices import (
    Cooperation,
    MembershipRole,
    OrganisationScope,
    RelationKind,
    RequestState,
    Verification,
    VerifiedBy,
)
from organisations.keeping import KeptByPeople
from organisations.memberships import writes_for
from organisations.queries import MembershipQuerySet, OrganisationQuerySet, RequestQuerySet
from organisations.relations import find_circle
from vocabulary.models import ConceptAssignment

ROR_FORM = r"^0[a-hj-km-np-tv-z0-9]{6}\d{2}$"
ROR_ID = RegexValidator(ROR_FORM)


def cooperation_field():
    return ArrayField(models.CharField(max_length=20, choices=Cooperation), default=list, blank=True)


class Organisation(KeptByPeople, Item):
    """An authority, municipality, association, institute or company that practises, funds or studies integration."""

    kind = "organisation"
    url_name = "organisations:detail"
    words = KindWords(
        name=_("Organisation"),
        invitation=_("Add an organisation"),
        lead=_("Tell who you are and what you do for newcomers."),
    )
    part_relations = ("texts", "concepts", "relations")
    private_fields = ("national_id", "email", "phone")
    never_small = ("url", "email")  # whoever has an address of their domain joins at once

    owner = None  # an organisation is maintained by its own managers
    type = models.ForeignKey("vocabulary.Concept", on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=12, choices=OrganisationScope, blank=True)
    country = models.ForeignKey("places.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey("places.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    municipality = models.ForeignKey(
        "places.Municipality", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locality = models.CharField(max_length=120, blank=True)
    national_id = models.CharField(max_length=20, blank=True)
    ror = models.CharField(max_length=9, blank=True, validators=[ROR_ID])
    url = models.URLField(max_length=500, blank=True)
    url_was_checked = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    founded_year = models.PositiveSmallIntegerField(null=True, blank=True)
    verification = models.CharField(max_length=12, choices=Verification, default=Verification.UNVERIFIED)
    closed_on = models.DateField(null=True, blank=True)
    is_closed = models.BooleanField(default=False)
    can_offer = cooperation_field()
    looking_for = cooperation_field()

    objects = OrganisationQuerySet.as_manager()

    class Meta(Item.Meta):
        constraints = [
            *Item.Meta.constraints,
            models.UniqueConstraint(fields=["ror"], condition=~Q(ror=""), name="organisation_ror_once"),
            models.UniqueConstraint(
                fields=["country", "national_id"], condition=~Q(national_id=""), name="organisation_national_id_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(is_closed=True), name="organisation_closed_on_means_closed"
            ),
            models.CheckConstraint(condition=Q(ror="") | Q(ror__regex=ROR_FORM), name="organisation_ror_form"),
            one_of("scope", OrganisationScope, name="organisation_scope_known", may_be_empty=True),
            one_of("verification", Verification, name="organisation_verification_known"),
        ]
        indexes = [*Item.Meta.indexes, index_by_beginning("url", "organisation_url_beginning")]

    def __str__(self):
        return self.source_key or str(self.pk)

    @classmethod
    def questionnaire(cls):
        from organisations.questionnaire.questions import OrganisationQuestionnaire

        return OrganisationQuestionnaire()

    def display_title(self) -> str:
        return self.text_in(get_language()).name

    def organisation_ids(self):
        return {self.pk}

    def country_codes(self):
        return {self.country_id or ""}

    def is_maintained_by(self, person) -> bool:
        return writes_for(person, self.pk) or self._waits_with_its_sender(person)

    def _waits_with_its_sender(self, person) -> bool:
        """Until it is public, who sent it in goes on with it; membership comes with an editor's yes."""
        return person.pk is not None and person.pk == self.created_by_id and not self.is_public

    def publish_problems(self) -> list[str]:
        from organisations.publication import problems

        return problems(self)

    def gate_findings(self):
        from organisations.gate import findings

        return findings(self)

    @classmethod
    def lookalike_rules(cls):
        from organisations.lookalikes import RULES

        return RULES

    def confirmation_period(self) -> int:
        return 24

    def move_references(self, into):
        from organisations.actions import move_references

        move_references(self, into)

    def items_naming_it(self):
        for model in models_by_kind().values():
            yield from model.objects.naming(self)

    def search_document(self):
        from organisations.indexing import document

        return document(self)


class OrganisationText(Text):
    """Official names per language, not translations by us."""

    item = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    about = models.TextField(max_length=1000, blank=True)

    class Meta(Text.Meta):
        constraints = [
            *Text.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="organisation_has_name"),
        ]
        indexes = [index_by_spelling("name", "organisation_name_spelling")]

    def __str__(self):
        return self.name


class OrganisationConcept(ConceptAssignment):
    """Roles: theme, target_group."""

    item = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="concepts")

    class Meta(ConceptAssignment.Meta):
        pass


class OrganisationRelation(models.Model):
    kind = models.CharField(max_length=14, choices=RelationKind)
    from_organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="relations")
    to_organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="reverse_relations")
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "from_organisation", "to_organisation"], name="organisation_relation_once"
            ),
            models.CheckConstraint(
                condition=~Q(from_organisation=F("to_organisation")), name="organisation_not_related_to_itself"
            ),
            one_of("kind", RelationKind, name="organisation_relation_kind_known"),
            in_order("from_date", "to_date", name="organisation_relation_period"),
        ]

    def clean(self):
        if self.kind != RelationKind.PART_OF:
            return
        ends = ("from_organisation_id", "to_organisation_id")
        others = OrganisationRelation.objects.filter(kind=RelationKind.PART_OF).exclude(pk=self.pk)
        if find_circle([*others.values_list(*ends), tuple(getattr(self, end) for end in ends)]):
            raise ValidationError(gettext("An organisation cannot be a part of itself, not even by way of others."))


class Membership(models.Model):
    """A person's place in an organisation; ended, never deleted, so that conflicts of interest stay known."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=MembershipRole, default=MembershipRole.MEMBER)
    title = models.CharField(max_length=120, blank=True)
    verified_by = models.CharField(max_length=10, choices=VerifiedBy, blank=True)
    from_date = models.DateField(null=True, blank=True)
    to_date = models.DateField(null=True, blank=True)
    is_public = models.BooleanField(default=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(to_date__isnull=True), name="membership_current_once"
            ),
            one_of("role", MembershipRole, name="membership_role_known"),
            one_of("verified_by", VerifiedBy, name="membership_verified_by_known", may_be_empty=True),
            in_order("from_date", "to_date", name="membership_period"),
        ]

    def __str__(self):
        return f"{self.user} ({self.role})"


class Request(models.Model):
    """Something that those who stand for an organisation answer, once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="%(class)ss")
    message = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.OPEN)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            one_of("state", RequestState, name="%(class)s_state_known"),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN, decided_at__isnull=True)
                | (~Q(state=RequestState.OPEN) & Q(decided_at__isnull=False)),
                name="%(class)s_answered_has_date",
            ),
        ]


class JoinRequest(Request):
    """Somebody says that they work at the organisation."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")

    class Meta(Request.Meta):
        constraints = [
            *Request.Meta.constraints,
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(state=RequestState.OPEN), name="join_request_open_once"
            ),
        ]

    def __str__(self):
        return f"{self.user} → {self.organisation} ({self.state})"


class Handover(Request, ItemPointer):
    """An item that is offered to `organisation`, to be its owner instead of `from_organisation` (None: of a person)."""

    from_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="offers"
    )
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta(Request.Meta):
        constraints = [
            *Request.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "item_id"], condition=Q(state=RequestState.OPEN), name="handover_open_once"
            ),
            models.CheckConstraint(
                condition=Q(from_organisation__isnull=True) | ~Q(from_organisation=F("organisation")),
                name="handover_to_another",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.item_id} → {self.organisation} ({self.state})"

"""What the portal finds about the gate for a work: scope, description, permission, doubles."""

from django.utils.translation import gettext as _

from core.models import GateFinding
from research.choices import ConceptRole, IdentifierScheme
from research.doubles import same_title, with_identifier
from research.models import ResearchItem
from research.publication import problems


def findings(work: ResearchItem) -> list[GateFinding]:
    """G2, G4 and G6 are about practices."""
    return [_scope(work), _description(work), _permission(work), _doubles(work)]


def _scope(work: ResearchItem) -> GateFinding:
    if not any(row.role == ConceptRole.THEME for row in work.concepts.all()):
        return GateFinding("G1", "unsure", _("It names no theme of ours."))
    places = list(work.places.select_related("country"))
    if places and not any(place.country.is_nordic for place in places):
        return GateFinding("G1", "unsure", _("It studied other countries: can Nordic readers use it?"))
    return GateFinding("G1", "yes", _("It names themes of ours."))


def _description(work: ResearchItem) -> GateFinding:
    if found := problems(work):
        return GateFinding("G3", "no", " ".join(found))
    if not any(text.key_message and text.plain_summary for text in work.texts.all()):
        return GateFinding("G3", "unsure", _("The bibliographic facts are told; plain words are missing."))
    return GateFinding("G3", "yes", _("The bibliographic facts and the plain words are told."))


def _permission(work: ResearchItem) -> GateFinding:
    if any(text.plain_summary for text in work.texts.all()):
        return GateFinding("G5", "unsure", _("Look whether the plain words are the sender’s own, not the abstract."))
    return GateFinding("G5", "yes", _("Bibliographic facts need nobody’s permission."))


def _doubles(work: ResearchItem) -> GateFinding:
    isbns = [row.value for row in work.identifiers.all() if row.scheme == IdentifierScheme.ISBN]
    alike = same_title(work.title, work.issued) | with_identifier(IdentifierScheme.ISBN, isbns).public()
    if work.url:
        alike |= ResearchItem.objects.public().filter(url__iexact=work.url)
    twin = alike.exclude(pk=work.pk).order_by("pk").first()
    if twin:
        return GateFinding("G7", "unsure", _("Same title, ISBN or address as “%(title)s”.") % {"title": twin.title})
    return GateFinding("G7", "yes", _("No public work has its title, ISBN or address."))

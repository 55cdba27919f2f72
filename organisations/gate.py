"""What the portal finds about the gate for an organisation: scope, description, permission, doubles."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from core.models import GateFinding
from organisations.models import Organisation
from organisations.publication import problems, same_names
from submissions.twins import host


def findings(organisation: Organisation) -> list[GateFinding]:
    """G2, G4 and G6 are about practices."""
    return [_scope(organisation), _description(organisation), _permission(organisation), _doubles(organisation)]


def _scope(organisation: Organisation) -> GateFinding:
    if organisation.country and not organisation.country.is_nordic:
        return GateFinding("G1", "unsure", _("It is outside the Nordic countries: look at what it does for them."))
    if not organisation.concepts.exists():
        return GateFinding("G1", "unsure", _("It names no theme and no group: look at its website."))
    return GateFinding("G1", "yes", _("It names themes or groups of ours."))


def _description(organisation: Organisation) -> GateFinding:
    missing = list(_missing(organisation))
    if found := problems(organisation):
        return GateFinding("G3", "no", " ".join(found))
    if missing:
        return GateFinding("G3", "unsure", _("Not told: %(what)s.") % {"what": ", ".join(missing)})
    return GateFinding("G3", "yes", _("Name, type, place, website and work are told."))


def _missing(organisation: Organisation) -> Iterator[str]:
    if not organisation.country_id:
        yield _("country")
    if not organisation.url:
        yield _("website")
    if not any(text.about for text in organisation.texts.all()):
        yield _("what it does")


def _permission(organisation: Organisation) -> GateFinding:
    sender = organisation.created_by_id
    confirmed = organisation.memberships.filter(user=sender, to_date__isnull=True).exclude(verified_by="")
    if sender and confirmed.exists():
        return GateFinding("G5", "yes", _("The sender is a confirmed member."))
    return GateFinding("G5", "unsure", _("Nobody has confirmed yet that the sender speaks for it."))


def _doubles(organisation: Organisation) -> GateFinding:
    names = [text.name for text in organisation.texts.all()]
    others = same_names(names, organisation.country_id) | _same_host(organisation)
    twin = others.exclude(pk=organisation.pk).with_texts().order_by("pk").first()
    if twin:
        return GateFinding("G7", "unsure", _("Same name or website as “%(name)s”.") % {"name": twin.display_title()})
    return GateFinding("G7", "yes", _("No public organisation of the country has its name or website."))


def _same_host(organisation: Organisation):
    if not (own := host(organisation.url)):
        return Organisation.objects.none()
    return at_host(own)


def at_host(name: str):
    """Public organisations with a website there."""
    told = Q()
    for scheme in ("http", "https"):
        for www in ("", "www."):
            start = f"{scheme}://{www}{name}"
            told |= Q(url__iexact=start) | Q(url__istartswith=f"{start}/")
    return Organisation.objects.public().filter(told)

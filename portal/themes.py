"""The index of themes and the page of each concept."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.item_views import absolute
from core.reading import Phrase
from portal.figures import Figures
from portal.jsonld import concept_data
from portal.listings import search_address, sections
from portal.topics import FACET_OF_SCHEME, Topics
from vocabulary.choices import Scheme
from vocabulary.models import Concept

_EACH = 6
_KINDS = ("practice", "research", "organisation")


@login_not_required
@require_safe
def themes(request: HttpRequest) -> HttpResponse:
    topics = Topics("theme", "group", "method", figures=Figures("theme", "group", "method"))
    context = {
        "themes": [{"topic": top, "narrower": topics.narrower("theme", top.identifier)} for top in topics.top("theme")],
        "groups": topics.top("group"),
        "methods": topics.top("method"),
    }
    return render(request, "portal/themes.html", context)


@login_not_required
@require_safe
def theme(request: HttpRequest, identifier: str) -> HttpResponse:
    concept = _concept(identifier)
    if concept.replaced_by:
        replacement = reverse("portal:theme", kwargs={"identifier": concept.replaced_by.identifier})
        return HttpResponsePermanentRedirect(replacement)
    facet = FACET_OF_SCHEME[concept.scheme]
    figures = Figures(facet)
    topics = Topics(facet, figures=figures)
    counts = {kind: figures.under(facet, identifier, kind) for kind in _KINDS}
    name, definition = _name(concept), _definition(concept)
    breadcrumbs = [*_root(concept), *_crumbs(topics.path_to(facet, identifier))]
    context = {
        "name": name,
        "definition": definition,
        "narrower": topics.narrower(facet, identifier),
        "sections": sections(facet, identifier, counts, each=_EACH, order=_KINDS),
        "total": sum(counts.values()),
        "search_url": search_address(**{facet: identifier}),
        "breadcrumbs": breadcrumbs,
        "jsonld": concept_data(concept, name, definition, breadcrumbs, lambda path: absolute(request, path)),
    }
    return render(request, "portal/theme.html", context)


def _concept(identifier: str) -> Concept:
    """Current or replaced; a concept that was dropped without a replacement has no page."""
    found = Concept.objects.filter(scheme__in=FACET_OF_SCHEME, identifier=identifier)
    concept = found.select_related("replaced_by").with_definition(get_language()).with_labels().first()
    if concept is None or (concept.deprecated_on and not concept.replaced_by):
        raise Http404
    return concept


def _name(concept: Concept) -> Phrase:
    label = concept.label_in(get_language())
    return Phrase(label.text[:1].upper() + label.text[1:], label.language)


def _definition(concept: Concept) -> Phrase | None:
    if concept.definition:
        return Phrase(concept.definition, get_language())
    return Phrase(concept.definition_en, "en") if concept.definition_en else None


def _root(concept: Concept) -> list[dict]:
    """Where the index lists concepts of this scheme."""
    anchors = {
        Scheme.THEME: (_("All themes"), "themes"),
        Scheme.TARGET_GROUP: (_("All target groups"), "groups"),
        Scheme.METHOD: (_("All ways of working"), "methods"),
    }
    if concept.scheme not in anchors:
        return []
    label, anchor = anchors[concept.scheme]
    return [{"label": label, "url": f"{reverse('portal:themes')}#{anchor}"}]


def _crumbs(path) -> list[dict]:
    return [{"label": topic.label, "language": topic.language, "url": topic.url} for topic in path]

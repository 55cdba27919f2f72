"""For the editor of the vocabulary: words that people searched for in vain, and labels that answer them."""

import datetime
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from core.guards import only_for, see_other
from core.languages import BY_CODE, CONTENT_LANGUAGE_CHOICES, INTERFACE_LANGUAGES
from core.reading import Phrase
from search import zero_hits
from search.facets import FACETS
from search.permissions import ADD_LABEL
from vocabulary.models import Concept, ConceptLabel

_FACETS = {facet.scheme: facet for facet in reversed(FACETS) if facet.names_topic and facet.scheme}
_MOST_CONCEPTS = 12


@dataclass(frozen=True)
class MissedWords:
    words: str
    language: str
    language_name: str
    number: int
    last_day: datetime.date
    label_url: str


@dataclass(frozen=True)
class ConceptChoice:
    value: str
    """`scheme:identifier`"""
    name: Phrase
    facet: str


class LabelForm(forms.Form):
    """A label for the words that were missed; the concept has been looked up before."""

    text = forms.CharField(label=_("Label"), max_length=200)
    language = forms.ChoiceField(label=_("Language of the label"), choices=CONTENT_LANGUAGE_CHOICES)
    concept = forms.CharField(label=_("Concept"), max_length=110, error_messages={"required": _("Choose a concept.")})

    def clean_concept(self) -> Concept:
        scheme, _colon, identifier = self.cleaned_data["concept"].partition(":")
        found = _concepts().filter(scheme=scheme, identifier=identifier).first()
        if not found:
            raise ValidationError(_("There is no such concept."))
        return found


@only_for(ADD_LABEL)
@require_safe
def missed_words(request: HttpRequest) -> HttpResponse:
    since = timezone.localdate() - datetime.timedelta(days=zero_hits.KEPT_DAYS)
    rows = [_row(missed) for missed in zero_hits.most_missed(since)]
    context = {"rows": rows, "added": _added(request.GET.get("added", "")), "shown_from": zero_hits.SHOWN_FROM}
    return render(request, "portal/missed_words.html", context)


@only_for(ADD_LABEL)
@require_http_methods(["GET", "HEAD", "POST"])
def label_for_missed(request: HttpRequest) -> HttpResponse:
    """First a concept is looked up (GET), then it gets the label (POST)."""
    words = request.GET.get("words", "")[: zero_hits.LONGEST]
    language = request.GET.get("language", "")
    language = language if language in INTERFACE_LANGUAGES else get_language()
    form = LabelForm(request.POST or None, initial={"text": words, "language": language})
    if form.is_valid() and (label := _add(form, words, request.user)):
        return see_other(f"{reverse('portal:missed-words')}?{urlencode({'added': label.pk})}")
    find = request.GET.get("find", "")[: zero_hits.LONGEST].strip()
    context = {
        "form": form,
        "words": words,
        "language": language,
        "find": find,
        "concepts": _choices(find) if find else [],
        "breadcrumbs": [{"label": _("Words that found nothing"), "url": reverse("portal:missed-words")}],
    }
    return render(request, "portal/label_for_missed.html", context, status=422 if form.errors else 200)


def _row(missed: zero_hits.Missed) -> MissedWords:
    address = urlencode({"words": missed.words, "language": missed.language, "find": missed.words})
    return MissedWords(
        words=missed.words,
        language=missed.language,
        language_name=BY_CODE[missed.language].name,
        number=missed.number,
        last_day=missed.last_day,
        label_url=f"{reverse('portal:label-for-missed')}?{address}",
    )


def _added(number: str) -> dict | None:
    """The label that was just added, to say so."""
    found = ConceptLabel.objects.filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if not found:
        return None
    concept = Concept.objects.with_labels().get(pk=found.concept_id)
    name = concept.label_in(get_language())
    return {"label": Phrase(found.text, found.language), "concept": Phrase(name.text, name.language)}


def _add(form: LabelForm, words: str, by) -> ConceptLabel | None:
    """None when the vocabulary refuses the label; the form then says why."""
    try:
        return zero_hits.answer(words=words, by=by, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, [message for messages in error.message_dict.values() for message in messages])
        return None


def _concepts():
    return Concept.objects.current().filter(scheme__in=_FACETS)


def _choices(text: str) -> list[ConceptChoice]:
    choices = []
    for concept in _concepts().called(text).with_labels().order_by("scheme", "position", "identifier")[:_MOST_CONCEPTS]:
        label = concept.label_in(get_language())
        name = Phrase(label.text[:1].upper() + label.text[1:], label.language)
        choices.append(ConceptChoice(str(concept), name, str(_FACETS[concept.scheme].title)))
    return choices

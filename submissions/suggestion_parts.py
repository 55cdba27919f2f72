"""Parts of a form that suggest, ready to stand in a page: what was sent before is in them, and no script is needed.

Each function takes the data of the form (a QueryDict or the like) and the names of its fields; `{{ part }}` shows it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from submissions.concepts import SuggestedConcept, with_chosen
from submissions.lookalike_answers import answers_in, asked
from submissions.lookalikes import Lookalike
from submissions.names import organisations_chosen, organisations_named, places_chosen, places_named


@dataclass(frozen=True)
class Part:
    request: HttpRequest
    template: str
    context: dict

    def __html__(self) -> SafeString:
        return render_to_string(self.template, self.context, self.request)

    __str__ = __html__


def concepts_part(
    request: HttpRequest,
    data: MultiValueDict,
    *,
    name: str,
    suggestions: list[SuggestedConcept],
    sources: str = "",
    schemes: Iterable[str] = (),
) -> Part:
    """`suggestions` of `suggested_concepts`; `sources` as _concepts.html says."""
    chosen = data.getlist(name)
    context = {
        "id": f"{name}-suggestions",
        "name": name,
        "suggestions": with_chosen(suggestions, chosen),
        "chosen": chosen,
        "sources": sources,
        "schemes": list(schemes),
    }
    return Part(request, "submissions/suggestions/_concepts.html", context)


def places_part(request: HttpRequest, data: MultiValueDict, *, name: str, words_name: str, help: str = "") -> Part:  # noqa: A002
    words, chosen = data.get(words_name, ""), places_chosen(data.getlist(name))
    context = {
        **_of_names(name, words_name, words, help),
        "chosen": chosen,
        "found": _others(places_named(words), chosen),
    }
    return Part(request, "submissions/suggestions/_places.html", context)


def organisations_part(
    request: HttpRequest,
    data: MultiValueDict,
    *,
    name: str,
    words_name: str,
    new_name_name: str,
    new_contact_name: str,
    help: str = "",  # noqa: A002
) -> Part:
    words, chosen = data.get(words_name, ""), organisations_chosen(data.getlist(name)[:1])
    context = {
        **_of_names(name, words_name, words, help),
        "chosen": chosen,
        "found": _others(organisations_named(words), chosen),
        "new_name_name": new_name_name,
        "new_contact_name": new_contact_name,
        "new_name": data.get(new_name_name, ""),
        "new_contact": data.get(new_contact_name, ""),
    }
    return Part(request, "submissions/suggestions/_organisations.html", context)


def lookalikes_part(
    request: HttpRequest,
    data: MultiValueDict,
    *,
    name: str,
    kind: str,
    found: list[Lookalike],
    sources: str = "",
) -> Part:
    """`found` by `lookalikes`; `sources` as _lookalikes.html says."""
    context = {
        "id": f"{name}-found",
        "name": name,
        "kind": kind,
        "rows": asked(found, answers_in(data, name)),
        "sources": sources,
    }
    return Part(request, "submissions/suggestions/_lookalikes.html", context)


def _of_names(name: str, words_name: str, words: str, help_text: str) -> dict:
    return {"id": f"{name}-words", "name": name, "words_name": words_name, "words": words, "help": help_text}


def _others(found: list, chosen: list) -> list:
    known = {one.value for one in chosen}
    return [one for one in found if one.value not in known]

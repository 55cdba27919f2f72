"""What the page of an organisation shows, for one reader."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.everyday import period
from core.item_views import list_address
from core.partial_date import PartialDate
from core.reading import Fact, LanguageNote, Phrase, Reading
from organisations.choices import RelationKind
from organisations.items import PARTNER, RESEARCH, RUNS, ItemGroup, items_of
from organisations.models import Organisation
from organisations.names import names_of
from places.display import PlaceLine, place_line
from vocabulary.labels import Labels

_INVERSE = {
    RelationKind.PART_OF: gettext_lazy("Has the part"),
    RelationKind.MEMBER_OF: gettext_lazy("Has the member"),
    RelationKind.SUCCESSOR_OF: gettext_lazy("Was followed by"),
}
_ROR = "https://ror.org/"


@dataclass(frozen=True)
class Relative:
    relation: str
    organisation: Phrase
    period: str


@dataclass(frozen=True)
class ItemList:
    heading: str
    group: ItemGroup
    all_url: str
    """Where the search shows all of them; empty where it has no filter for that."""

    @property
    def is_cut(self) -> bool:
        return self.group.total > len(self.group.hits)


@dataclass(frozen=True)
class OrganisationPage:
    item: Organisation
    name: Phrase
    short_name: Phrase | None
    about: Phrase | None
    label: Phrase
    place: PlaceLine
    facts: list[Fact]
    other_names: list[Fact]
    relatives: list[Relative]
    lists: list[ItemList]
    themes: tuple[Phrase, ...]
    original_language: Phrase
    language_note: LanguageNote
    foreign_languages: list[Phrase]


def organisation_page(item: Organisation, language: str, *, original: bool = False) -> OrganisationPage:
    """`item` comes from `for_page()`; three statements more."""
    reading = Reading(item, language, original=original)
    codes = [item.original_language, *(text.language for text in item.texts.all())]
    labels = Labels(language, [item.type_id, *(row["concept_id"] for row in item.concepts_rows)], codes)
    place = place_line(item.country, item.region, item.municipality, item.locality, language)
    name = reading.told("name", is_of_the_item=False)  # a name is no translation
    about = reading.told("about")
    note = reading.note()
    return OrganisationPage(
        item=item,
        name=name,
        short_name=reading.told("short_name", is_of_the_item=False),
        about=about,
        label=labels.of(item.type_id),
        place=place,
        facts=_facts(item, labels, place),
        other_names=_other_names(item, name, labels),
        relatives=_relatives(item, language),
        lists=_lists(item, language),
        themes=_concepts(item, labels, "theme"),
        original_language=labels.of_language(item.original_language),
        language_note=note,
        foreign_languages=[labels.of_language(code) for code in note.foreign],
    )


def _facts(item: Organisation, labels: Labels, place: PlaceLine) -> list[Fact]:
    founded = Phrase(str(item.founded_year)) if item.founded_year else None
    ror = Phrase(item.ror, "", _ROR + item.ror) if item.ror else None
    optional = [
        Fact(_("Works with"), _concepts(item, labels, "theme") + _concepts(item, labels, "target_group")),
        Fact(_("Reach"), _phrases(item.scope and Phrase(item.get_scope_display()))),
        Fact(_("Founded"), _phrases(founded)),
        Fact(_("Research Organization Registry (ROR)"), _phrases(ror)),
    ]
    return [
        Fact(_("Type"), _phrases(labels.of(item.type_id, _search(actor=item.type.identifier)))),
        Fact(_("Place"), _phrases(*place.names, place.size and Phrase(place.size))),
        Fact(_("Website"), _website(item)),
        *(fact for fact in optional if fact.values),
    ]


def _website(item: Organisation) -> tuple[Phrase, ...]:
    if not item.url:
        return ()
    linked = Phrase(item.url, "", item.url)
    return (linked,) if item.url_was_checked else (linked, Phrase(_("We have not checked this address.")))


def _phrases(*phrases) -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in phrases if phrase)


def _search(**facets: str) -> str:
    return f"{reverse('portal:search')}?{urlencode(facets)}"


def _concepts(item: Organisation, labels: Labels, role: str) -> tuple[Phrase, ...]:
    found = []
    for row in item.concepts_rows:
        if row["role"] == role:
            found.append(labels.of(row["concept_id"], _concept_address(role, row["identifier"])))
    return _phrases(*found)


def _concept_address(role: str, identifier: str) -> str:
    if role == "theme":
        return reverse("portal:theme", kwargs={"identifier": identifier})
    return _search(group=identifier)


def _other_names(item: Organisation, name: Phrase, labels: Labels) -> list[Fact]:
    """Official names in other languages where they differ, each under the name of its language."""
    texts = sorted(item.texts.all(), key=lambda text: text.language)
    return [
        Fact(labels.of_language(text.language), (Phrase(text.name, text.language),))
        for text in texts
        if text.language != name.language and text.name != name.text
    ]


def _relatives(item: Organisation, language: str) -> list[Relative]:
    forward = [(RelationKind(row["kind"]).label, row) for row in item.relations_rows]
    backward = [(_INVERSE[row["kind"]], row) for row in item.reverse_relations_rows]
    names = names_of([row["organisation_id"] for _relation, row in forward + backward], language)
    return [
        Relative(relation, names[row["organisation_id"]], _period(row["period"]))
        for relation, row in forward + backward
        if row["organisation_id"] in names
    ]


def _period(dates: dict) -> str:
    return period(_year(dates["from_date"]), _year(dates["to_date"]), is_running=dates["to_date"] is None)


def _year(text: str | None) -> PartialDate | None:
    return PartialDate(date.fromisoformat(text).year) if text else None


def _lists(item: Organisation, language: str) -> list[ItemList]:
    groups = items_of(item, language)
    headings = {
        RUNS: (_("Practices they run"), _search(kind="practice", owner=item.short_id)),
        PARTNER: (_("Practices they take part in"), ""),
        RESEARCH: (_("Research they have contributed to"), ""),
    }
    return [ItemList(heading, groups[part], url) for part, (heading, url) in headings.items() if part in groups]


def breadcrumbs() -> list[dict]:
    return [
        {"label": _("Home"), "url": reverse("portal:home")},
        {"label": _("Organisations"), "url": list_address(Organisation.kind)},
    ]

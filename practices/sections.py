"""The told parts of a practice, section by section, and the names of what is not told yet."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from core.choices import Licence
from core.everyday import period
from core.partial_date import PartialDate
from core.reading import Phrase
from files.choices import IMAGE_TYPES, AttachmentKind, MediaType
from places.display import country_name
from practices.choices import (
    Comparison,
    CostPhase,
    LegalBasisKind,
    Phase,
    ResourceKind,
    ShowContactAs,
)
from practices.consents import agrees
from practices.facts import amount
from practices.models import BuildingBlock
from practices.publication import SENSITIVE_THEMES


@dataclass(frozen=True)
class Passage:
    heading: str
    words: Phrase


@dataclass(frozen=True)
class Section:
    """`passages` are told; `missing` names, in lower case, what is not."""

    passages: tuple[Passage, ...]
    missing: tuple[str, ...]


def section(source, told: dict[str, tuple[str, str]], parts: dict[str, bool] | None = None) -> Section:
    """`told` is {field: (heading, name in lower case)}; `parts` {name in lower case: whether there are any}."""
    passages, missing = [], []
    for field, (heading, name) in told.items():
        if words := source.told(field):
            passages.append(Passage(heading, words))
        else:
            missing.append(name)
    missing += [name for name, is_there in (parts or {}).items() if not is_there]
    return Section(tuple(passages), tuple(missing))


def what_we_do(source, blocks) -> Section:
    told = {
        "problem": (_("What was wrong before"), _("what was wrong before")),
        "goal": (_("The goal"), _("the goal")),
        "what_we_do": (_("How it works"), _("how it works")),
        "participation": (_("How the people concerned take part"), _("how the people concerned take part")),
        "equality": (_("Equal for everyone"), _("how it becomes equal for everyone")),
    }
    return section(source, told, {_("building blocks"): bool(blocks)})


def results_section(source, rows) -> Section:
    summary = source.told("results_summary")
    passages = (Passage("", summary),) if summary else ()
    return Section(passages, () if summary or rows else (_("results"),))


def what_it_takes(source, resources, costs) -> Section:
    told = {
        "smallest_start": (_("The smallest version worth trying"), _("the smallest version worth trying")),
        "funding": (_("Who pays"), _("who pays")),
        "continuation": (_("How it goes on"), _("how it goes on after the start")),
    }
    return section(source, told, {_("staff and other resources"): bool(resources), _("costs"): bool(costs)})


def lessons(source) -> Section:
    told = {
        "lessons": (_("What we have learnt"), _("what was learnt")),
        "obstacles": (_("What was difficult"), _("what was difficult")),
        "risks_and_ethics": (_("Risks and ethics"), _("risks and ethics")),
    }
    if source.item.is_running is False:
        told["end_reason"] = (_("Why it ended"), _("why it ended"))
    return section(source, told)


def can_we_do_it(source, legal) -> Section:
    told = {
        "transfer_conditions": (_("What must be in place"), _("what must be in place")),
        "must_keep": (_("What must stay as it is"), _("what must stay as it is")),
        "can_adapt": (_("What you can change"), _("what you can change")),
    }
    return section(source, told, {_("what the law says in each country"): bool(legal)})


# --- Parts ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Picture:
    """How an image is shown; `alt` says the same in words."""

    url: str
    width: int
    height: int
    alt: Phrase


@dataclass(frozen=True)
class Material:
    title: Phrase
    kind: str
    language: Phrase | None
    licence: str = ""
    form: str = ""
    """Of a file of ours: what it is read with, and how large it is."""
    size: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class Block:
    title: Phrase
    is_essential: bool
    passages: tuple[Passage, ...]
    materials: tuple[Material, ...]


def materials(source) -> dict[str, Material]:
    """Files and links by id of the attachment."""
    return {row["id"]: _material(source, row) for row in source.item.attachments_rows}


def _material(source, row: dict) -> Material:
    url = reverse("files:file", args=[row["file_id"]]) if row["file_id"] else row["url"]
    kind = AttachmentKind(row["kind"]).label
    title = source.told_of_part(row["id"], "title") or Phrase(row["url"] or kind)
    return Material(
        title=Phrase(title.text, title.language, url),
        kind=kind,
        language=source.language_name(row["language"]) if row["language"] else None,
        licence=str(dict(Licence.choices).get(row["licence"], row["licence"])),
        form=MediaType(row["media_type"]).label if row["file_id"] else "",
        size=filesizeformat(row["size"]) if row["file_id"] else "",
        picture=_picture(source, row, url, title) if row["media_type"] in IMAGE_TYPES else None,
    )


def _picture(source, row: dict, url: str, title: Phrase) -> Picture:
    alt = source.told_of_part(row["id"], "alt") or title
    return Picture(url, row["width"], row["height"], alt)


def blocks(source, material: dict[str, Material]) -> list[Block]:
    headings = {
        "purpose": _("What it is for"),
        "how": _("How it is done"),
        "enabling_factors": _("What helps"),
        "lessons": _("What was learnt"),
    }
    found = []
    for row in source.item.buildingblocks_rows:
        told = {field: source.told_of_part(row["id"], field) for field in BuildingBlock.word_fields}
        if not told["title"]:
            continue
        passages = tuple(Passage(heading, told[field]) for field, heading in headings.items() if told[field])
        used = tuple(material[key] for key in row["materials"] if key in material)
        found.append(Block(told["title"], row["essential"], passages, used))
    return found


@dataclass(frozen=True)
class ResourceLine:
    kind: str
    amount: str
    competence: Phrase | None
    phase: str


def resources(source) -> list[ResourceLine]:
    return [
        ResourceLine(
            ResourceKind(row["kind"]).label,
            amount(row),
            source.told_of_part(row["id"], "competence"),
            Phase(row["phase"]).label,
        )
        for row in source.item.resourceneeds_rows
    ]


@dataclass(frozen=True)
class CostLine:
    phase: str
    total: str
    per_participant: str
    year: str
    includes_unpaid: bool
    is_unknown: bool
    funders: tuple[Phrase, ...]
    funding: Phrase | None


def costs(source) -> list[CostLine]:
    return [
        CostLine(
            phase=CostPhase(row["phase"]).label,
            total=_money(row["total"], row["currency"]),
            per_participant=_money(row["per_participant"], row["currency"]),
            year=str(row["year"] or ""),
            includes_unpaid=row["includes_unpaid"],
            is_unknown=row["is_unknown"],
            funders=tuple(source.organisations[key] for key in row["funders"] if key in source.organisations),
            funding=source.told_of_part(row["id"], "funding"),
        )
        for row in source.item.costs_rows
    ]


def _money(value, currency: str) -> str:
    if value is None:
        return ""
    figure = number_format(Decimal(str(value)).normalize(), force_grouping=True)
    return f"{figure}\u00a0{currency}".rstrip("\u00a0")


@dataclass(frozen=True)
class LegalLine:
    country: Phrase
    kind: str
    words: Phrase | None
    act: Phrase | None
    checked_on: date | None


def legal(source) -> list[LegalLine]:
    return [
        LegalLine(
            country=country_name(row["country"], source.language),
            kind=LegalBasisKind(row["kind"]).label,
            words=source.told_of_part(row["id"], "text"),
            act=Phrase(row["act_id"] or row["url"], "", row["url"]) if row["act_id"] or row["url"] else None,
            checked_on=date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
        )
        for row in source.item.legalbasiss_rows
    ]


@dataclass(frozen=True)
class ResultLine:
    outcome: Phrase
    indicator: Phrase | None
    baseline: str
    value: str
    number: str
    group: Phrase | None
    period: str
    method: Phrase | None
    comparison: str
    source: Phrase | None
    unintended: Phrase | None


def results(source, material: dict[str, Material]) -> list[ResultLine]:
    return [_result(source, row, material) for row in source.item.results_rows]


def _result(source, row: dict, material: dict[str, Material]) -> ResultLine:
    attached = material.get(row["source_attachment_id"] or "")
    linked = Phrase(row["source_url"], "", row["source_url"]) if row["source_url"] else None
    return ResultLine(
        outcome=source.label(row["outcome"]),
        indicator=source.told_of_part(row["id"], "indicator"),
        baseline=row["baseline"],
        value=row["value"],
        number=number_format(row["n"], force_grouping=True) if row["n"] else "",
        group=source.label(row["group"]),
        period=period(_partial(row["started"]), _partial(row["ended"]), None),
        method=source.label(row["method"]),
        comparison="" if row["comparison"] == Comparison.NONE else Comparison(row["comparison"]).label,
        source=attached.title if attached else linked,
        unintended=source.told_of_part(row["id"], "unintended"),
    )


def _partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


@dataclass(frozen=True)
class ContactLine:
    """Someone to ask who agreed to it: what they do and the languages they answer in; the name where they said so."""

    role: Phrase | None
    languages: tuple[Phrase, ...]
    name: str = ""


def contacts(source) -> list[ContactLine]:
    """Nothing of a person who has not agreed to it, not even the role: there it is the organisation one asks."""
    rows = source.item.contactpoints_rows
    lines = [_contact(source, row) for row in rows if source.item.is_compiled or _is_shown(source, row)]
    return [line for line in lines if line.role or line.languages or line.name]


def can_be_asked(source) -> bool:
    """Somebody who agreed to it answers, or the organisation does."""
    rows = source.item.contactpoints_rows
    return any(_is_organisation_only(source, row) or _is_shown(source, row) for row in rows)


def _contact(source, row: dict) -> ContactLine:
    return ContactLine(
        role=source.told_of_part(row["id"], "role"),
        languages=tuple(source.language_name(code) for code in row["languages"]),
        name=row["person_name"] if _is_shown(source, row) else "",
    )


def _is_shown(source, row: dict) -> bool:
    if _is_organisation_only(source, row) or not row["email"]:
        return False
    said = {tuple(each.split(" ")) for each in source.item.consents}
    return agrees(row["show_as"], row["email"], said)


def _is_organisation_only(source, row: dict) -> bool:
    return row["show_as"] == ShowContactAs.ORGANISATION_ONLY or _is_sensitive(source)


def _is_sensitive(source) -> bool:
    return any(row["identifier"] in SENSITIVE_THEMES for row in source.item.concepts_rows)

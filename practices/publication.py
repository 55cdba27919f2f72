"""What keeps a practice from being public, in sentences for those who can mend it."""

from collections import Counter
from collections.abc import Collection, Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import SOURCE_LANGUAGE
from core.partial_date import PartialDate
from organisations.names import folded_name
from practices.choices import ConceptRole, ShowContactAs
from practices.consents import have_not_agreed
from practices.models import Part, Practice, PracticeText
from vocabulary.models import Concept

# Texts that others need before they can try the same; how long is long enough is for the editor to judge.
_TOLD = {
    "problem": gettext_lazy("Tell what was wrong before."),
    "goal": gettext_lazy("Tell what you want to reach."),
    "what_we_do": gettext_lazy("Tell what you do, step by step."),
    "lessons": gettext_lazy("Tell what you have learnt."),
    "obstacles": gettext_lazy("Tell what was difficult."),
    "participation": gettext_lazy("Tell how the people concerned have influenced it."),
    "equality": gettext_lazy("Tell how it works for women and men, young and old, and people with disabilities."),
    "transfer_conditions": gettext_lazy("Tell what must be in place elsewhere."),
    "continuation": gettext_lazy("Tell who pays and who is responsible after the start."),
}
_FACTS = {
    "owner_id": gettext_lazy("Name the organisation that runs it."),
    "scale": gettext_lazy("Choose how large an area it covers."),
    "maturity": gettext_lazy("Choose how far it has come."),
    "started": gettext_lazy("Tell when it started."),
    "participant_duration": gettext_lazy("Tell how long each participant takes part."),
    "participants_per_year": gettext_lazy("Tell how many people take part in a year."),
}
_SAID = {
    ConceptRole.THEME: gettext_lazy("Choose one to three themes."),
    ConceptRole.TARGET_GROUP: gettext_lazy("Choose one to three target groups."),
    ConceptRole.METHOD: gettext_lazy("Choose one to three types of work."),
    ConceptRole.SETTING: gettext_lazy("Choose where it happens."),
}
_MAIN = {
    ConceptRole.THEME: gettext_lazy("Choose which theme is the main one."),
    ConceptRole.TARGET_GROUP: gettext_lazy("Choose which target group is the main one."),
}
_NOT_KNOWN = {
    "before": {"problem", "goal"},
    "since": {"started", "maturity", "is_running"},
    "results": {"participants_per_year", "participant_duration"},
    "difficult": {"lessons", "obstacles", "participation", "equality"},
    "takes": {"transfer_conditions", "continuation"},
}
"""{question: what need not be told once "we do not know" was the answer}. Theme and group an editor can always tell."""
_AT_MOST = {
    "buildingblocks": (7, gettext_lazy("Keep at most seven building blocks.")),
    "results": (10, gettext_lazy("Keep at most ten results.")),
    "contactpoints": (3, gettext_lazy("Name at most three people to ask.")),
    "attachments": (10, gettext_lazy("Keep at most ten files and links.")),
}
INDIRECT_GROUPS = frozenset({"general-population", "professionals", "employers-target", "volunteers-target"})
"""Target groups that are reached for the sake of others."""
SENSITIVE_THEMES = frozenset(
    {
        *("honour-related-violence", "domestic-and-gender-based-violence", "human-trafficking", "forced-marriage"),
        *("female-genital-mutilation", "child-welfare", "care-of-unaccompanied-minors"),
        *("prevention-of-violent-extremism", "undocumented-migrants", "lgbti-people"),
    }
)
"""Themes and target groups where people can come to harm."""
_MOST_SAID = 3
"""More concepts in one role would tell nothing apart."""


def problems(practice: Practice) -> list[str]:
    """Records compiled from public sources need no more than those sources tell, and yet it must be possible."""
    texts = {text.language: text for text in practice.texts.all()}
    own = texts.get(practice.original_language)
    if own is None:
        return [_("There is no text in the original language.")]
    titles = [text.title for text in texts.values()]
    wrong = [*_wrong_dates(practice), *_wrong_concepts(practice), *_shouted_titles(titles)]
    if practice.is_compiled:
        return [*_problems_of_compiled(practice, own), *wrong]
    missing = [*_missing_facts(practice), *_missing_words(practice, own), *_missing_english(texts)]
    return [
        *missing,
        *wrong,
        *_borrowed_titles(practice, titles),
        *_too_many(practice),
        *_wrong_images(practice, texts.values()),
        *_wrong_contacts(practice),
    ]


def _problems_of_compiled(practice: Practice, own: PracticeText) -> list[str]:
    found = _missing_opening(own)
    if not practice.source_urls:
        found.append(_("Name the public sources."))
    return found


def _missing_opening(own: PracticeText) -> list[str]:
    if own.title and own.one_liner and own.summary:
        return []
    return [_("Title, one-liner and summary are needed.")]


def _missing_facts(practice: Practice) -> list[str]:
    not_known = _not_known(practice)
    facts = {field: sentence for field, sentence in _FACTS.items() if field not in not_known}
    found = [str(sentence) for field, sentence in facts.items() if getattr(practice, field) is None]
    said = Counter(row.role for row in practice.concepts.all())
    found += [str(sentence) for role, sentence in _SAID.items() if not 1 <= said[role] <= _MOST_SAID]
    main = Counter(row.role for row in practice.concepts.all() if row.is_main)
    found += [str(sentence) for role, sentence in _MAIN.items() if said[role] and main[role] != 1]
    found += _missing_places(practice)
    if practice.is_running is None and "is_running" not in not_known:
        found.append(_("Tell whether it is still running."))
    if not practice.contactpoints.all():
        found.append(_("Name somebody to ask."))
    return found


def _not_known(practice: Practice) -> set[str]:
    return {field for question in practice.not_known for field in _NOT_KNOWN.get(question, ())}


def _missing_places(practice: Practice) -> list[str]:
    places = practice.places.all()
    if not places:
        return [_("Tell where it is done.")]
    is_local = practice.scale is not None and practice.scale.identifier == "level-local"
    if is_local and any(place.country.is_nordic and not place.municipality_id for place in places):
        return [_("It is local, so name the municipality.")]
    return []


def _missing_words(practice: Practice, own: PracticeText) -> list[str]:
    found = _missing_opening(own)
    told = {field: sentence for field, sentence in _TOLD.items() if field not in _not_known(practice)}
    found += [str(sentence) for field, sentence in told.items() if not getattr(own, field).strip()]
    if practice.is_running is False and not own.end_reason.strip():
        found.append(_("Tell why it ended."))
    about = {row.concept.identifier for row in practice.concepts.all()}
    if about & SENSITIVE_THEMES and not own.risks_and_ethics.strip():
        found.append(_("The topic is sensitive: tell about risks and ethics."))
    return found


def _missing_english(texts: dict[str, PracticeText]) -> list[str]:
    english = texts.get(SOURCE_LANGUAGE)
    if english and english.title and english.one_liner and english.summary:
        return []
    return [_("Title, one-liner and summary are needed in English.")]


def _wrong_dates(practice: Practice) -> Iterator[str]:
    if practice.started and _against_today(practice.started) > 0:
        yield _("It cannot have started in the future: check when it started.")
    if practice.is_running and practice.ended and _against_today(practice.ended) < 0:
        yield _("It has an end date in the past and is still running: change one of them.")


def _against_today(date: PartialDate) -> int:
    """-1 before today, 1 after it, 0 when today may be meant: as far as the date is known."""
    known = str(date)
    today = timezone.localdate().isoformat()[: len(known)]
    return (known > today) - (known < today)


def _wrong_concepts(practice: Practice) -> Iterator[str]:
    said = practice.concepts.all()
    themes = [row.concept_id for row in said if row.role == ConceptRole.THEME]
    if _names_a_theme_within_another(themes):
        yield _("Choose a theme or a narrower theme within it, not both.")
    groups = {row.concept.identifier for row in said if row.role == ConceptRole.TARGET_GROUP}
    if not groups & INDIRECT_GROUPS and any(row.role == ConceptRole.BENEFICIARY for row in said):
        yield _("Tell who benefits in the end only when you work with others for their sake, such as professionals.")


def _names_a_theme_within_another(themes: list[int]) -> bool:
    if len(themes) < 2:
        return False
    chosen = Concept.objects.filter(pk__in=themes)
    return (chosen.filter(broader__in=themes) | chosen.filter(broader__broader__in=themes)).exists()


def _shouted_titles(titles: list[str]) -> Iterator[str]:
    if any(title.isupper() for title in titles):
        yield _("Write the title in small letters, not in capitals only.")


def _borrowed_titles(practice: Practice, titles: list[str]) -> Iterator[str]:
    names = {folded_name(text.name) for text in practice.owner.texts.all()} if practice.owner else set()
    if not names.isdisjoint(map(folded_name, titles)):
        yield _("The title is the name of the organisation: give the practice a title of its own.")


def _too_many(practice: Practice) -> Iterator[str]:
    for parts, (most, sentence) in _AT_MOST.items():
        if len(getattr(practice, parts).all()) > most:
            yield str(sentence)


def _wrong_contacts(practice: Practice) -> Iterator[str]:
    is_somebody_named = any(each.show_as != ShowContactAs.ORGANISATION_ONLY for each in practice.contactpoints.all())
    if is_somebody_named and practice.is_sensitive():
        yield _("The topic is sensitive: let people ask the organisation, not a person.")
    elif have_not_agreed(practice):
        yield _("The person to ask has not agreed yet: ask them to answer our mail.")


def _wrong_images(practice: Practice, texts: Collection[PracticeText]) -> Iterator[str]:
    attachments = practice.attachments.select_related("file")
    images = [each for each in attachments if each.file is not None and each.file.is_image]
    if not all(_told_of_part(texts, image, "alt") for image in images):
        yield _("Describe each image in words, for those who cannot see it.")
    if any(image.people_visible for image in images) and practice.is_sensitive():
        yield _("The topic is sensitive: choose images in which nobody can be recognised.")


def _told_of_part(texts: Collection[PracticeText], part: Part, field: str) -> bool:
    return any(text.part_words.get(str(part.pk), {}).get(field, "").strip() for text in texts)

"""What keeps a practice from being public, in sentences for those who can mend it."""

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.languages import SOURCE_LANGUAGE
from practices.choices import ConceptRole
from practices.models import Practice, PracticeText

# Texts that others need before they can try the same (content model, columns ● and ◐), with their shortest length.
_TOLD = {
    "problem": (100, gettext_lazy("Tell what was wrong before.")),
    "goal": (60, gettext_lazy("Tell what you want to reach.")),
    "what_we_do": (300, gettext_lazy("Tell what you do, step by step.")),
    "lessons": (100, gettext_lazy("Tell what you have learnt.")),
    "obstacles": (60, gettext_lazy("Tell what was difficult.")),
    "participation": (1, gettext_lazy("Tell how the people concerned have influenced it.")),
    "equality": (1, gettext_lazy("Tell how it works for women and men, young and old, and people with disabilities.")),
    "transfer_conditions": (1, gettext_lazy("Tell what must be in place elsewhere.")),
    "continuation": (1, gettext_lazy("Tell who pays and who is responsible after the start.")),
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
    """Records compiled from public sources need no more than those sources tell."""
    texts = {text.language: text for text in practice.texts.all()}
    own = texts.get(practice.original_language)
    if own is None:
        return [_("There is no text in the original language.")]
    if practice.is_compiled:
        return _problems_of_compiled(practice, own)
    return [*_missing_facts(practice), *_missing_words(practice, own), *_missing_english(texts)]


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
    found = [str(sentence) for field, sentence in _FACTS.items() if getattr(practice, field) is None]
    said = Counter(row.role for row in practice.concepts.all())
    found += [str(sentence) for role, sentence in _SAID.items() if not 1 <= said[role] <= _MOST_SAID]
    if not practice.places.all():
        found.append(_("Tell where it is done."))
    if practice.is_running is None:
        found.append(_("Tell whether it is still running."))
    if not practice.contactpoints.all():
        found.append(_("Name somebody to ask."))
    return found


def _missing_words(practice: Practice, own: PracticeText) -> list[str]:
    found = _missing_opening(own)
    found += [str(sentence) for field, (least, sentence) in _TOLD.items() if len(getattr(own, field).strip()) < least]
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

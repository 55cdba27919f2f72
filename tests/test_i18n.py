"""Every text of the interface is there in every language, whole and in that language."""

import re

import pytest
from catalogues import all_messages, catalogue, placeholders, translations_of

from core import languages
from core.sorting import sort_key

TRANSLATED = [code for code in languages.INTERFACE_LANGUAGES if code != languages.SOURCE_LANGUAGE]
LIX_LIMIT = {"sv": 38, "nb": 35, "nn": 35, "da": 36, "is": 36, "fi": 52}
SAME_IN_MANY_LANGUAGES = re.compile(
    r"^[\W\d_]*$|^(CC |DOI|ISBN|ISSN|URN|PMID|Handle|OpenAlex|RIS|BibTeX|CSL|APA|RSS|ORCID|WCAG)"
)


@pytest.fixture(scope="module")
def messages():
    return all_messages()


@pytest.mark.parametrize("language", TRANSLATED)
def test_catalogue_has_every_message_and_no_other(language, messages):
    entries = {(entry.msgctxt, entry.msgid, entry.msgid_plural or None) for entry in catalogue(language)}
    assert messages - entries == set()
    assert entries - messages == set()


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated(language):
    missing = [
        entry.msgid for entry in catalogue(language) if entry.fuzzy or not all(translations_of(entry)) or entry.obsolete
    ]
    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_placeholders_survive_translation(language):
    broken = []
    for entry in catalogue(language):
        allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
        for text in translations_of(entry):
            unknown = placeholders(text) - allowed
            lost = placeholders(entry.msgid) - placeholders(text) if not entry.msgid_plural else set()
            if unknown or lost:
                broken.append((entry.msgid, text))
    assert broken == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_sentence_is_left(language):
    left = [
        entry.msgid
        for entry in catalogue(language)
        if entry.msgid in translations_of(entry)
        and len(entry.msgid.split()) > 2
        and not SAME_IN_MANY_LANGUAGES.match(entry.msgid)
    ]
    assert left == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_plural_forms_are_those_of_the_language(language):
    header = catalogue(language).metadata["Plural-Forms"]
    expected = "n % 10 != 1 || n % 100 == 11" if language == "is" else "n != 1"
    assert re.sub(r"\s", "", expected) in re.sub(r"\s", "", header)


def lix(text):
    words = re.findall(r"[^\W\d_]+", text)
    sentences = len(re.findall(r"[.!?:](\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


@pytest.mark.parametrize("language", TRANSLATED)
def test_interface_reads_easily(language):
    sentences = [
        text.strip()
        for entry in catalogue(language)
        for text in translations_of(entry)
        if len(text.split()) > 5 and text.strip()[-1] in ".!?"
    ]
    plain = re.sub(r"%\(\w+\)[sd]|<[^>]+>", "x", " ".join(sentences))
    assert lix(plain) <= LIX_LIMIT[language]


@pytest.mark.parametrize("language", languages.CONTENT_LANGUAGES)
def test_every_language_has_fallbacks_and_a_sort_table(language):
    order = languages.reading_order(language, "en")
    assert order[0] == language
    assert set(order) == set(languages.CONTENT_LANGUAGES)
    assert sort_key("Zebra", language) > sort_key("Apa", language)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("sv", ["Arvika", "Zinkgruvan", "Åre", "Älvdalen", "Örebro"]),
        ("fi", ["Aura", "Zeppelin", "Åbo", "Äänekoski", "Öja"]),
        ("da", ["Albertslund", "Zealand", "Ærø", "Østerbro", "Aabenraa", "Århus"]),
        ("nb", ["Arendal", "Zeiner", "Ærfjord", "Østfold", "Ålesund"]),
        ("nn", ["Arendal", "Zeiner", "Ærfjord", "Østfold", "Ålesund"]),
        ("is", ["Akureyri", "Álftanes", "Eyrarbakki", "Ísafjörður", "Vogar", "Þórshöfn", "Ærlækur", "Öxarfjörður"]),
        ("en", ["Aabenraa", "Ærø", "Åre", "Örebro", "Zealand"]),
    ],
)
def test_names_sort_as_people_expect(language, names):
    shuffled = sorted(names, key=lambda name: name[::-1])
    assert sorted(shuffled, key=lambda name: sort_key(name, language)) == names

"""The one table of languages: what each is called, who stands in for it, how it is analysed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """`code` is BCP 47; `fallback` names the content languages a reader of this one gets instead, in order."""

    code: str
    name: str
    fallback: tuple[str, ...]
    stemmer: str | None
    is_interface: bool = True
    direction: str = "ltr"


_TABLE = (
    Language("sv", "Svenska", ("nb", "nn", "da", "en"), "swedish"),
    Language("da", "Dansk", ("nb", "nn", "sv", "en"), "danish"),
    Language("nb", "Norsk bokmål", ("nn", "da", "sv", "en"), "norwegian"),
    Language("nn", "Norsk nynorsk", ("nb", "da", "sv", "en"), "norwegian"),
    Language("fi", "Suomi", ("en", "sv"), "finnish"),
    Language("is", "Íslenska", ("en", "sv", "da"), None),
    Language("en", "English", ("sv", "da", "nb"), "english"),
    Language("fo", "Føroyskt", ("is", "da", "nb", "en"), None, is_interface=False),
    Language("kl", "Kalaallisut", ("da", "en"), None, is_interface=False),
    Language("se", "Davvisámegiella", ("nb", "sv", "fi", "en"), None, is_interface=False),
)

BY_CODE = {language.code: language for language in _TABLE}
CONTENT_LANGUAGES = tuple(BY_CODE)
INTERFACE_LANGUAGES = tuple(code for code, language in BY_CODE.items() if language.is_interface)
CONTENT_LANGUAGE_CHOICES = [(language.code, language.name) for language in _TABLE]
SOURCE_LANGUAGE = "en"


def reading_order(reader: str, original: str) -> tuple[str, ...]:
    """Content languages to try for a reader, best first, ending with the original and then anything there is."""
    first = (reader, *BY_CODE[reader].fallback, original)
    return tuple(dict.fromkeys((*first, *CONTENT_LANGUAGES)))


def best_language(available, reader: str, original: str) -> str | None:
    """The language of `available` (a collection of codes) that `reader` is shown."""
    return next((code for code in reading_order(reader, original) if code in available), None)


def interface_language(wanted) -> str:
    """The best interface language for somebody who reads the languages `wanted`, best first."""
    for code in wanted:
        for candidate in (code, *(BY_CODE[code].fallback if code in BY_CODE else ())):
            if candidate in INTERFACE_LANGUAGES:
                return candidate
    return SOURCE_LANGUAGE

"""The words by which titles and names are suggested: bare letters, each word once."""

from search import analyser
from search.document import Document
from search.facet_values import Name
from search.misspelling import LONGEST, bare, is_worth_keeping, typo_keys
from search.models import ValueName

_MOST_WORDS = 200


def bare_words(text: str) -> list[str]:
    """In the order of the text."""
    return list(dict.fromkeys(bare(word)[:LONGEST] for word in analyser.words(text)))


def title_words(document: Document) -> list[str]:
    """Of its titles in all languages, as they are told and as cards show them."""
    titles = {text.title for text in document.texts} | {card.title for card in document.cards.values()}
    return sorted({word for title in titles for word in bare_words(title)})[:_MOST_WORDS]


def name_row(value_id: int, name: Name) -> ValueName:
    """Hidden names are never proposed to somebody who misspells, so they need no keys."""
    words = [] if name.is_hidden else [word for word in analyser.words(name.text) if is_worth_keeping(word)]
    return ValueName(
        value_id=value_id,
        language=name.language,
        text=name.text,
        is_hidden=name.is_hidden,
        words=bare_words(name.text),
        typo_keys=sorted({key for word in words for key in typo_keys(word)}),
    )

"""Words that only join others, and are no other word in a neighbouring language: a search must not hang on them."""

_WORDS = frozenset(
    " ".join(
        (
            "och att som för från med till den det de dem ett en av på i om är hur eller",
            "og at fra til der et af hvordan å frå eit ein ikke ikkje",
            "ja tai sekä että kuin miten",
            "á í úr við sem fyrir frá eða hvernig",
            "and the of in for with to on a an or how from",
        )
    ).split()
)


def is_joining(word: str) -> bool:
    return word.casefold() in _WORDS

"""The answers of a draft as they were typed: what forms are bound to, and what is compared."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

Answers = dict[str, list[str]]
"""{name of the input: [what was typed or chosen]}: as browsers send them, so that nothing typed is ever lost."""


def from_post(post: QueryDict, names: frozenset[str], prefixes: frozenset[str]) -> Answers:
    """What was sent for these inputs and for repeated parts (`prefix-0-name`); everything else is dropped."""
    return {
        name: post.getlist(name)
        for name in post
        if name in names or any(name.startswith(f"{prefix}-") for prefix in prefixes)
    }


def as_data(answers: Mapping[str, list[str]]) -> MultiValueDict:
    """For binding a form or a formset."""
    return MultiValueDict(answers)


def one(answers: Mapping[str, list[str]], name: str) -> str:
    """The first value of an input that has at most one."""
    return next(iter(answers.get(name, ())), "")

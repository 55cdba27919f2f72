"""One question for every permission: `can(person, action, item)`. Rooms register the rules of their own actions."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """Allowed, or denied with a reason that the page shows."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Answer(True)


def denied(reason: str) -> Answer:
    return Answer(False, reason)


Rule = Callable[[object, object], Answer]
_rules: dict[str, Rule] = {}


def rule(action: str) -> Callable[[Rule], Rule]:
    """Registers the decorated function `(person, item) -> Answer` as the rule for `action`."""

    def register(function: Rule) -> Rule:
        if action in _rules:
            raise ValueError(f"two rules for {action}")
        _rules[action] = function
        return function

    return register


def can(person, action: str, item=None) -> Answer:
    """Unknown actions are refused: deny by default."""
    known = _rules.get(action)
    return known(person, item) if known else denied(f"No rule allows “{action}”.")

"""What other rooms do before an account is closed; they register it, so that this room need not know them."""

from collections.abc import Callable

_farewells: list[Callable] = []


def before_closing(function: Callable) -> Callable:
    """Registers `function(user)`; it runs in the transaction that closes the account."""
    _farewells.append(function)
    return function


def say_all(user) -> None:
    for farewell in _farewells:
        farewell(user)

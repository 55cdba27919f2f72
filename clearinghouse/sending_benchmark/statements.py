"""How many statements something takes; the portal that is measured tells it in a header of each answer."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

HEADER = "X-Statements"


class Counter:
    """For `connection.execute_wrapper`."""

    def __init__(self):
        self.number = 0

    def __call__(self, execute, sql, parameters, many, context):
        self.number += 1
        return execute(sql, parameters, many, context)


def told_in_header(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        taken = Counter()
        with connection.execute_wrapper(taken):
            response = get_response(request)
        response[HEADER] = str(taken.number)
        return response

    return answer


def first_and_last(taken: list[int], number: int = 50) -> list[float]:
    """The mean of the first and of the last `number`; equal when cost does not grow with what is there."""
    return [_mean(taken[:number]), _mean(taken[-number:])]


def _mean(numbers: list[int]) -> float:
    return round(sum(numbers) / len(numbers), 1) if numbers else 0.0

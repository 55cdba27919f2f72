"""The plain summary: the answers to three fixed questions, in their order, as three parts of one text."""

import re

QUESTIONS = ("summary_studied", "summary_found", "summary_use")


def joined(answers: list[str]) -> str:
    """Breaks between paragraphs part the answers, so all but the last have none inside."""
    *first, last = (answer.strip() for answer in answers)
    return "\n\n".join(filter(None, [*(re.sub(r"\n\s*\n", "\n", answer) for answer in first), last]))


def apart(summary: str) -> dict[str, str]:
    parts = re.split(r"\n\n", summary, maxsplit=len(QUESTIONS) - 1)
    return dict(zip(QUESTIONS, [*parts, "", "", ""], strict=False))

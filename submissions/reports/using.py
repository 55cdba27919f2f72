"""What a writer has chosen of a report, put into the answers: added to what is there, never in its place."""

from collections.abc import Iterable

from submissions.answers import Answers, one
from submissions.inputs import row_of, rows_in, set_rows
from submissions.questions import FilledFromReport, FilledRows
from submissions.reports.finding import Found


def with_chosen(filled: FilledFromReport, answers: Answers, chosen: Iterable[Found]) -> Answers:
    made = dict(answers)
    for found in chosen:
        if not is_there(filled, made, found):
            _add(filled, made, found)
    return made


def is_there(filled: FilledFromReport, answers: Answers, found: Found) -> bool:
    name = filled.input_of(found.kind, found.value)
    if found.kind == "concept":
        return identifier_of(found) in answers.get(name, ())
    if found.kind == "place":
        return any(_is_row_of_place(filled.places, row, found) for row in _rows(answers, filled.places))
    if found.kind == "organisation":
        return _has_organisation(filled.organisations, answers, found)
    return found.value in one(answers, name)


def stays_out(filled: FilledFromReport, answers: Answers, found: Found) -> bool:
    """A title that was written already stays as it is."""
    return found.kind == "title" and bool(one(answers, filled.title).strip()) and not is_there(filled, answers, found)


def identifier_of(found: Found) -> str:
    return found.value.partition(":")[2]


def _add(filled: FilledFromReport, made: Answers, found: Found) -> None:
    name = filled.input_of(found.kind, found.value)
    if found.kind == "concept":
        made[name] = [*made.get(name, ()), identifier_of(found)]
    elif found.kind == "place":
        _add_row(made, filled.places, _row_of_place(filled.places, found))
    elif found.kind == "organisation":
        rows = filled.organisations
        _add_row(made, rows, {rows.name: found.name, rows.known: found.value})
    elif not stays_out(filled, made, found):
        made[name] = ["\n\n".join(text for text in (one(made, name).rstrip(), found.value) if text)]


# --- Rows -------------------------------------------------------------------------------------------------------------


def _rows(answers: Answers, rows: FilledRows) -> list[Answers]:
    return [row_of(answers, rows.prefix, number) for number in range(rows_in(answers, rows.prefix))]


def _add_row(made: Answers, rows: FilledRows, row: dict[str, str]) -> None:
    """Into the first one that is empty, else behind the last."""
    there = _rows(made, rows)
    number = next((number for number, each in enumerate(there) if not any(map(any, each.values()))), len(there))
    set_rows(made, rows.prefix, max(len(there), number + 1))
    made |= {f"{rows.prefix}-{number}-{name}": [value] for name, value in row.items() if value}


def _row_of_place(rows: FilledRows, found: Found) -> dict[str, str]:
    facet, _colon, code = found.value.partition(":")
    if facet == "country":
        return {rows.country: code}
    return {rows.country: code[:2], rows.name: found.name, rows.known: found.value}


def _is_row_of_place(rows: FilledRows, row: Answers, found: Found) -> bool:
    wanted = _row_of_place(rows, found)
    if one(row, rows.country) != wanted[rows.country]:
        return False
    if rows.name not in wanted:
        return not one(row, rows.name).strip()
    return one(row, rows.known) == found.value or one(row, rows.name).strip().casefold() == found.name.casefold()


def _has_organisation(rows: FilledRows, answers: Answers, found: Found) -> bool:
    keys = [one(row, rows.known) for row in _rows(answers, rows)]
    return any(key.startswith(found.value) for key in (*keys, one(answers, rows.elsewhere)))


def with_attachment(filled: FilledFromReport, answers: Answers, file_id: str, title: str) -> Answers:
    made = dict(answers)
    rows = FilledRows(filled.attachments, name="title", known="stored")
    _add_row(made, rows, {rows.known: file_id, rows.name: title})
    return made

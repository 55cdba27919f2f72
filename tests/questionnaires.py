"""Checking answers to a questionnaire the way the pages do."""

from submissions.answers import as_data


def as_answers(told):
    """Lists stand as they are; everything else is one value."""
    return {name: value if isinstance(value, list) else [value] for name, value in told.items()}


def errors_in(questionnaire, given, *, item=None, language="sv"):
    """{input: sentences} over all questions, rows included."""
    data, found = as_data(given), {}
    for question in questionnaire.questions:
        form = question.form(data)
        form.item, form.language = item, language
        found |= {name: list(sentences) for name, sentences in form.errors.items()}
        for prefix, formset in question.parts.items():
            rows = formset(data, prefix=prefix)
            rows.item, rows.language = item, language
            rows.is_valid()
            for number, row in enumerate(rows.errors):
                found |= {f"{prefix}-{number}-{name}": list(sentences) for name, sentences in row.items()}
            if rows.non_form_errors():
                found[prefix] = list(rows.non_form_errors())
    return found


def hints_of(questionnaire, name, given, *, item=None, language="sv"):
    question = next(each for each in questionnaire.questions if each.name == name)
    form = question.form(as_data(given))
    form.item, form.language = item, language
    assert form.is_valid(), form.errors
    return form.hints()

"""An item told at the editors' desk: by the questions of its form, as if it had been sent in just so."""

from core.languages import BY_CODE
from core.models import Item, Text
from core.reading import Phrase
from editorial.content import Answered, Content, Repeated, Told, Translated, content_teller
from submissions.answers import Answers
from submissions.questionnaires import About, bound_form, bound_parts, questionnaire_for
from submissions.questions import Question, Questionnaire
from submissions.wording import ChoiceNames, told, worded, worded_rows

_OF_EVERY_TEXT = {field.name for field in Text._meta.fields} | {"id", "item", "part_words"}


@content_teller
def content(item: Item) -> Content:
    """In the language that it was written in; further languages tell their words alone."""
    questionnaire = questionnaire_for(item.kind)
    first = item.text_in(item.original_language)
    language = first.language if first else item.original_language
    answers, about, names = questionnaire.read(item, language), About(language, item), ChoiceNames()
    others = sorted((text for text in item.texts.all() if text != first), key=lambda text: text.language)
    labels = _labels(questionnaire)
    return Content(
        questions=[_answered(question, answers, about, names) for question in questionnaire.questions],
        translations=[_translated(text, labels) for text in others],
    )


def _answered(question: Question, answers: Answers, about: About, names: ChoiceNames) -> Answered:
    parts = []
    for rows in bound_parts(question, answers, about).values():
        if said := worded_rows(rows, names):
            title = str(getattr(rows, "part_title", ""))
            parts.append(Repeated(title, [told(row, about.language) for row in said]))
    said = told(worded(bound_form(question, answers, about), names), about.language)
    return Answered(question.name, str(question.title), said, parts)


def _translated(text: Text, labels: dict[str, str]) -> Translated:
    language, code = BY_CODE[text.language], text.language
    fields = [field.name for field in text._meta.concrete_fields if field.name not in _OF_EVERY_TEXT]
    told = [_words(labels.get(name, name), getattr(text, name), code) for name in fields if getattr(text, name)]
    for words in getattr(text, "part_words", {}).values():
        told += [_words(labels.get(name, name), said, code) for name, said in words.items() if said]
    return Translated(Phrase(language.name, code, note=str(text.get_origin_display())), told)


def _words(label: str, said, language: str) -> Told:
    return Told(label, (Phrase(str(said), language),))


def _labels(questionnaire: Questionnaire) -> dict[str, str]:
    """{name of the input: label}; inputs of rows are called like the words of their part."""
    labels = {}
    for question in questionnaire.questions:
        for form in (*(rows.form for rows in question.parts.values()), question.form):
            labels |= {name: str(field.label or question.title) for name, field in form.base_fields.items()}
    return labels

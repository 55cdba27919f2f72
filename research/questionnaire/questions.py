"""The six questions in order."""

from django.utils.translation import gettext_lazy as _

from research.models import ResearchItem
from research.questionnaire import forms, topic_forms
from research.questionnaire.reading import answers_of
from research.questionnaire.writing import write_rows
from submissions.answers import Answers, one
from submissions.dates import date_typed
from submissions.questions import FilledFromReport, Question
from submissions.row_questionnaires import RowQuestionnaire
from vocabulary.choices import Scheme

QUESTIONS = (
    Question(
        name="what",
        title=_("What is it?"),
        form=forms.WhatForm,
        hint=_("Anything that others can read: an article, a report, a thesis, a book."),
        example=_("Journal article: Civic orientation in three Nordic cities. DOI 10.1007/s12134-025-01244-2"),
        concerns=("csl_type", "title", "language", "identifiers", "url", "texts.title"),
        is_compared=True,
    ),
    Question(
        name="who",
        title=_("Who wrote it?"),
        form=forms.WhoForm,
        hint=_("Only names that stand on the work itself."),
        example=_("Family name Berg, given names Anna Karin. Or the organisation: IMDi."),
        parts={"author": forms.NameFormSet},
        concerns=("contributions", "funding"),
    ),
    Question(
        name="where",
        title=_("Where and when did it come out?"),
        form=forms.WhereForm,
        hint=_("Fill in what stands on the first page, and leave out the rest."),
        example=_("Journal of International Migration and Integration, 2024, volume 25, issue 3, pages 1–20."),
        concerns=(
            *("container_title", "issued", "volume", "issue", "page", "publisher"),
            *("publisher_place", "edition", "collection_title", "series_number"),
        ),
    ),
    Question(
        name="about",
        title=_("What is it about?"),
        form=topic_forms.AboutForm,
        hint=_("By these words, people find it. Leave out what you do not know."),
        example=_("Theme: learning the language. Group: newcomers. Country: Norway. An interview study."),
        concerns=("concepts", "places", "is_place_bound"),
    ),
    Question(
        name="findings",
        title=_("What did it find?"),
        form=topic_forms.FoundForm,
        hint=_("In your own words, for somebody in a municipality who has two minutes. 200 words at most."),
        example=_("Those who had a mentor found work three months earlier than those who had none."),
        concerns=(
            *("texts.key_message", "texts.plain_summary", "texts.population"),
            *("sample_size", "data_started", "data_ended"),
        ),
    ),
    Question(
        name="access",
        title=_("Is it free to read?"),
        form=forms.AccessForm,
        hint=_("If you are not sure, say that you do not know. We keep no copy of the work."),
        example=_("Yes, in an archive: https://www.diva-portal.org/smash/get/diva2:1234567/FULLTEXT01.pdf"),
        concerns=("open_access", "oa_url", "pdf_url", "peer_reviewed"),
    ),
)


_AUTHOR = ("family", "body")


class ResearchQuestionnaire(RowQuestionnaire):
    kind = ResearchItem.kind
    questions = QUESTIONS
    title_input = "title"
    write_rows = staticmethod(write_rows)
    read = staticmethod(answers_of)
    words = ("title", "translated_title", "key_message", "summary_studied", "summary_found", "population")
    filled_from_report = FilledFromReport(
        title="title",
        concepts={Scheme.THEME: "other_themes", Scheme.TARGET_GROUP: "groups", Scheme.METHOD: "methods"},
    )

    def facts_compared(self, answers: Answers) -> dict:
        issued, author = date_typed(one(answers, "issued")), [one(answers, f"author-0-{name}") for name in _AUTHOR]
        return {
            "title": " ".join(one(answers, "title").split()),
            "identifiers": [(scheme, one(answers, scheme)) for scheme in ("doi", "isbn")],
            "year": issued.year if issued else None,
            "first_author": next(filter(None, author), ""),
        }

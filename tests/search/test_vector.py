import dataclasses

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_factories import make_document

from core.languages import CONTENT_LANGUAGES
from search.document import IndexedText
from search.vector import vector

pytestmark = pytest.mark.django_db


def as_postgres_writes_it(text):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector::text", [text])
        return cursor.fetchone()[0]


def vector_of(**texts):
    return vector(make_document(texts=(IndexedText("en", **texts),)), [])


def test_title_weighs_most_and_the_body_has_no_places():
    assert vector_of(title="alpha", one_liner="beta", summary="gamma", body="delta", labels="epsilon") == (
        "'alpha':1A 'beta':2B 'delta' 'epsilon' 'gamma':3C"
    )


def test_each_language_has_its_own_places():
    document = make_document(texts=(IndexedText("en", "alpha"), IndexedText("sv", "bord")))
    assert vector(document, []) == "'alpha':1A 'bord':1601A"


def test_ten_long_texts_stay_within_what_postgres_takes():
    long_text = " ".join(f"word{number} again" for number in range(3000))
    texts = tuple(IndexedText(code, "Title", summary=long_text) for code in CONTENT_LANGUAGES)
    made = vector(make_document(texts=texts), [])
    assert as_postgres_writes_it(made) == made
    assert max(made.count(",") for made in made.split(" ")) < 256


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=80),
    language=st.sampled_from(CONTENT_LANGUAGES),
)
def test_any_text_is_stored_exactly_as_it_is_made(text, language):
    made = vector(dataclasses.replace(make_document(), texts=(IndexedText(language, text, body=text),)), [])
    assert as_postgres_writes_it(made) == made

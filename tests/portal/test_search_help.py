from urllib.parse import parse_qs, urlsplit

import pytest
from justhtml import JustHTML
from search_factories import make_values

from search.grammar import FieldValue, Phrase, Prefix, Word
from search.query import SearchQuery

pytestmark = pytest.mark.django_db


@pytest.fixture
def examples(client):
    make_values()
    page = JustHTML(client.get("/en/search/").content.decode(), sanitize=False)
    return [link.attrs["href"] for link in page.query("details.more dl.flow a")]


def test_every_sign_is_shown_by_an_example_that_works(client, examples):
    assert [client.get(address).status_code for address in examples] == [200] * 5
    parts = [SearchQuery.of(**parse_qs(urlsplit(address).query)).asked.parts for address in examples]
    assert parts == [
        (Word("language"), Word("training"), Word("women")),
        (Phrase(("labour", "market")),),
        (Word("mentor"), Word("school", excluded=True)),
        (Prefix("volunt"),),
        (Word("work"), FieldValue("theme", "education", excluded=True)),
    ]
    assert SearchQuery.of(**parse_qs(urlsplit(examples[-1]).query)).chosen == {"country": ("SE",)}

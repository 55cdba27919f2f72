import pytest
from search_factories import put_document

pytestmark = pytest.mark.django_db


def test_page_shows_total_and_cards(client, values):
    put_document("Mentors for women", facets={"theme": ["adult-education"], "country": ["SE"]})
    put_document("Language café", facets={"theme": ["mental-health"], "country": ["NO"]})
    response = client.get("/en/search/?q=mentors")
    assert response.status_code == 200
    print(response.content.decode())
    assert 'data-total="1"' in response.content.decode()

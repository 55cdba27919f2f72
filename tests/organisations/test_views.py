import datetime

import pytest
from django.urls import reverse
from factories import list_in_search, make_municipality, make_organisation, make_practice, make_region, make_research
from pages import address_of, empties_in, facts, languages_of, linked_data, read, texts, words

from core.choices import Source, Status
from core.languages import INTERFACE_LANGUAGES
from organisations.items import SHOWN
from organisations.models import Organisation, OrganisationRelation

pytestmark = pytest.mark.django_db

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
def city():
    """A municipality of which everything is told."""
    municipality = make_municipality()
    return make_organisation(
        "Malmö stad",
        short_name="Malmö",
        about="Staden vid sundet.",
        translations={
            "en": {"name": "City of Malmö", "about": "The city by the strait."},
            "fi": {"name": "Malmön kaupunki"},
        },
        country=municipality.country,
        region=municipality.region,
        municipality=municipality,
        themes=["arts-and-culture"],
        scope="local",
        founded_year=1250,
        url="https://malmo.example",
        url_was_checked=True,
        ror="03yrm5c26",
        verification="verified",
        email="hidden@malmo.example",
        phone="+46 40 34 10 00",
        source_urls=["https://ror.org/03yrm5c26"],
    )


def test_the_facts_of_an_organisation(client, city):
    page = read(client, city)
    assert texts(page, "main h1") == ["City of Malmö"]
    assert texts(page, ".page-head .facts-line li") == [
        *("municipality", "Malmö", "Malmö, Sweden", "we know that it is them"),
    ]
    assert facts(page) == {
        "Type": ["municipality"],
        "Place": ["Malmö", "Sweden", "370,000 inhabitants"],
        "Website": ["https://malmo.example"],
        "Works with": ["arts and culture"],
        "Reach": ["Local"],
        "Founded": ["1250"],
        "Research Organization Registry (ROR)": ["03yrm5c26"],
    }
    assert texts(page, "main h2") == ["About them", "What they do", "Names in other languages", "Sources"]


def test_addresses_of_people_never_stand_in_the_page(client, city):
    html = client.get(address_of(city)).content.decode()
    assert "hidden@malmo.example" not in html
    assert "+46 40" not in html


def test_a_website_that_nobody_has_tried_says_so(client):
    page = read(client, make_organisation(url="https://old.example"))
    assert facts(page)["Website"] == ["https://old.example", "We have not checked this address."]
    assert facts(read(client, make_organisation()))["Website"] == ["not told"]


def test_names_are_official_and_need_no_note(client, city):
    finnish = read(client, city, "fi")
    assert texts(finnish, "h1") == ["Malmön kaupunki"]
    assert facts(finnish, "main div.flow").keys() == {"English", "Svenska"}
    assert languages_of(finnish, "City of Malmö") == {"en"}
    plain = read(client, make_organisation("Kommunen"), "da")
    assert plain.query(".note") == []
    assert languages_of(plain, "Kommunen") == {"sv"}


def test_a_name_that_is_the_same_in_another_language_is_not_said_twice(client):
    page = read(client, make_organisation("Nordregio", translations={"en": {"name": "Nordregio"}}))
    assert "Names in other languages" not in texts(page, "main h2")


def test_what_is_told_of_them_comes_in_the_best_language(client, city):
    assert languages_of(read(client, city, "is"), "The city by the strait.") == {"en"}
    assert languages_of(read(client, city, "sv"), "Staden vid sundet.") == {"sv"}


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_any_slug_with_the_id_leads_to_the_right_address(client, city, language):
    right = address_of(city, language)
    response = client.get(f"/{language}/organisations/old-{city.short_id}/")
    assert (response.status_code, response.url) == (301, right)
    assert client.get(right).status_code == 200


def test_practices_and_research_stand_with_their_part_in_them(client, city):
    run = make_practice("They run this one", owner=city)
    shared = make_practice("They take part here")
    shared.partners.create(organisation=city, role="funder")
    study = make_research("A study of theirs")
    study.contributions.create(organisation=city)
    other = make_practice("Somebody else does this")
    hidden = make_practice("Canaryword", owner=city, status=Status.ARCHIVED)
    list_in_search(run, shared, study, other, hidden)
    page = read(client, city)
    assert texts(page, "main h2")[1:4] == [
        *("Practices they run", "Practices they take part in", "Research they have contributed to"),
    ]
    assert texts(page, ".card-title") == ["They run this one", "They take part here", "A study of theirs"]
    link = next(n for n in page.query("main a") if words(n) == "Find the 1 practice in the search")
    assert link.attrs["href"] == f"{reverse('portal:search')}?kind=practice&owner={city.short_id}"
    found = client.get(link.attrs["href"]).content.decode()
    assert ("They run this one" in found, "They take part here" in found) == (True, False)


def test_only_the_newest_are_shown_and_that_is_said(client, city):
    first_day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    days = [first_day + datetime.timedelta(days=day) for day in range(SHOWN + 2)]
    practices = [make_practice(f"Published on {day:%d %B}", published_at=day) for day in days]
    for practice in practices:
        practice.partners.create(organisation=city)
    list_in_search(*practices)
    page = read(client, city)
    assert texts(page, ".card-title") == [f"Published on {day:%d %B}" for day in reversed(days[2:])]
    assert f"The newest {SHOWN} of {SHOWN + 2} stand here." in texts(page, "main p")


def test_relations_are_told_from_both_sides(client, city):
    union = make_organisation("Skåne union", country="SE")
    hidden = make_organisation("Canaryword", status=Status.SUBMITTED)
    OrganisationRelation.objects.create(
        kind="member-of", from_organisation=city, to_organisation=union, from_date="2001-01-01"
    )
    OrganisationRelation.objects.create(kind="part-of", from_organisation=hidden, to_organisation=city)
    page = read(client, city)
    assert "Member of: Skåne union (since 2001)" in texts(page, "main li")
    assert "Canaryword" not in words(page.query_one("body"))
    assert "Has the member: City of Malmö (since 2001)" in texts(read(client, union), "main li")
    assert linked_data(page)["GovernmentOrganization"]["memberOf"][0]["name"] == "Skåne union"


def test_a_closed_organisation_says_so(client):
    dated = make_organisation(closed_on="2019-12-31", is_closed=True)
    assert texts(read(client, dated), ".note") == ["This organisation closed on 31 December 2019."]
    undated = make_organisation(is_closed=True)
    assert texts(read(client, undated), ".note") == ["This organisation does not exist any more."]


def test_an_organisation_without_country_has_a_page(client):
    page = read(client, make_organisation("Nordic network", country=None, type="network-or-partnership"))
    assert facts(page)["Place"] == ["not told"]
    assert empties_in(linked_data(page)) == []


@pytest.mark.parametrize(
    ("kind", "schema_type"),
    [
        *[("municipality", "GovernmentOrganization"), ("voluntary-organisation", "NGO"), ("company", "Corporation")],
        *[("university", "CollegeOrUniversity"), ("research-institute", "ResearchOrganization")],
        *[("adult-education-provider", "EducationalOrganization"), ("social-enterprise", "Organization")],
    ],
)
def test_linked_data_names_the_type(client, kind, schema_type):
    data = linked_data(read(client, make_organisation(type=kind)))
    assert schema_type in data
    assert empties_in(data) == []


def test_linked_data_of_a_full_record(client, city):
    data = linked_data(read(client, city))
    assert empties_in(data) == []
    told = data["GovernmentOrganization"]
    assert told["alternateName"] == ["Malmö", "Malmön kaupunki", "Malmö stad"]
    assert told["address"] == {"@type": "PostalAddress", "addressLocality": "Malmö", "addressCountry": "SE"}


def test_hostile_text_stays_text_everywhere(client):
    organisation = make_organisation(
        HOSTILE,
        short_name=HOSTILE[:40],
        about=f"{HOSTILE} [x](javascript:alert(1))",
        region=make_region(name=HOSTILE),
        locality=HOSTILE,
        translations={"en": {"name": HOSTILE}},
    )
    page = read(client, organisation)
    assert page.query("main script, main img, [onerror]") == []
    assert len(page.query("script")) == 1


def statements(client, organisation, django_assert_max_num_queries):
    address = address_of(Organisation.objects.get(pk=organisation.pk))
    with django_assert_max_num_queries(6) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_statements_do_not_grow_with_what_they_do(client, city, django_assert_max_num_queries):
    def do_more():
        practice, study = make_practice(owner=city), make_research()
        study.contributions.create(organisation=city)
        OrganisationRelation.objects.create(
            kind="member-of", from_organisation=city, to_organisation=make_organisation()
        )
        list_in_search(practice, study)

    do_more()
    one = statements(client, city, django_assert_max_num_queries)
    for _ in range(9):
        do_more()
    assert statements(client, city, django_assert_max_num_queries) == one


def test_the_bare_list_leads_to_the_search(client):
    assert client.get("/nn/organisations/").url == "/nn/search/?kind=organisation"


@pytest.mark.parametrize("sources", [[], ["https://example.org/register"]])
def test_a_compiled_record_says_so_and_leads_to_its_sources(client, sources):
    page = read(client, make_organisation(source=Source.COMPILED, source_urls=sources))
    note = page.query_one(".note")
    assert "awaits its owner" in words(note)
    assert note.query_one("a").attrs["href"] == ("#sources" if sources else "/en/about/#sources")
    assert len(page.query("#sources")) == len(sources)


def test_what_an_organisation_sent_in_awaits_nobody(client):
    assert "awaits" not in words(read(client, make_organisation()).query_one("main"))

import pytest
from django.urls import reverse
from factories import (
    add_parts,
    list_in_search,
    make_country,
    make_municipality,
    make_organisation,
    make_practice,
    make_region,
    make_research,
)
from pages import address_of, empties_in, facts, languages_of, linked_data, read, texts, words
from told_practices import ENGLISH, WORDS

from core.choices import Status
from core.languages import INTERFACE_LANGUAGES
from practices.choices import EVIDENCE_LEVELS
from practices.models import Part, Practice

pytestmark = pytest.mark.django_db

SECTIONS = [
    *("In short", "What we do", "What came of it", "What it takes", "What was learnt, what was difficult"),
    *("Can we do it here?", "Whom to ask", "How do we know?", "History and how to cite it"),
]
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


# --- Order, and what is told and not told --------------------------------------------------------------------------


def test_the_page_stands_in_the_agreed_order(client, full):
    page = read(client, full)
    assert texts(page, "main h1") == [WORDS["title"]]
    assert texts(page, "main h2") == [*SECTIONS, "Sources"]
    body = words(page.query_one("main"))
    order = [WORDS["title"], WORDS["one_liner"], "Malmö, Sweden", "Good practice", "Who it is for", WORDS["summary"]]
    places = [body.index(part) for part in order]
    assert places == sorted(places)


def test_everything_that_is_told_is_shown(client, full):
    body = words(read(client, full).query_one("main"))
    text = full.texts.get()
    parts = [value for part in text.part_words.values() for field, value in part.items() if field != "alt"]
    assert [told for told in [*WORDS.values(), *parts] if told not in body] == []
    assert len(parts) == 2 * (sum(len(model.word_fields) for model in Part.__subclasses__()) - 1)


def test_facts_of_a_full_record(client, full):
    assert facts(read(client, full)) == {
        "Who it is for": ["women", WORDS["target_group_note"]],
        "Who runs it": ["Malmö stad"],
        "Cost": ["cost 1"],
        "Time for each participant": ["dur open"],
        "Staff": ["0.5 full-time posts", "0.5 full-time posts"],
        "Place and size": ["Malmö", "Sweden", "370,000 inhabitants"],
        "Who benefits in the end": ["families"],
        "Themes": ["language cafe"],
        "Type of work": ["mentoring"],
        "Where it happens": ["setting community"],
        "Together with": ["Friends of the library (pays for it)"],
        "Participants a year": ["1,400"],
        "Stage": ["maturity established"],
        "Reach": ["level local"],
        "Still running?": ["No"],
    }


def test_the_part_of_a_partner_is_said_in_the_language_of_the_page(client):
    practice = make_practice("Språkkafé", language="sv")
    practice.partners.create(name="Bibliotekets vänner", role="funder")
    page = read(client, practice)
    assert languages_of(page, "Bibliotekets vänner") == {"sv"}
    assert languages_of(page, "Bibliotekets vänner (pays for it)") == {"en"}


def test_what_is_not_told_is_said_once_for_each_section(client):
    page = read(client, make_practice(country=None))
    assert texts(page, "main h2") == SECTIONS
    assert facts(page) == {
        label: ["not told"]
        for label in (
            *("Who it is for", "Who runs it", "Cost", "Time for each participant", "Staff", "Place and size"),
        )
    }
    assert [line for line in texts(page, "main p.soft") if line.startswith("Not told yet")] == [
        "Not told yet: what was wrong before, the goal, how it works, how the people concerned take part,"
        " how it becomes equal for everyone, building blocks.",
        "Not told yet: results.",
        "Not told yet: the smallest version worth trying, who pays, how it goes on after the start,"
        " staff and other resources, costs.",
        "Not told yet: what was learnt, what was difficult, risks and ethics.",
        "Not told yet: what must be in place, what must stay as it is, what you can change,"
        " what the law says in each country.",
        "Not told yet: whom to ask.",
    ]


def test_results_costs_and_law_are_told_with_their_figures(client, full):
    body = words(read(client, full).query_one("main"))
    for told in (
        *("From 31 % to 54 % (88 people)", "Compared with: before and after", "according to the organisation itself"),
        *("95,000 SEK", "2025", "Finland: Allowed by law", "681/2023 § 1", "Not checked since it was written"),
        *(
            "Good studies looked for an effect and found none.",
            "It has not been measured here.",
            "Visitors are welcome.",
        ),
    ):
        assert told in body
    assert words(read(client, full).query_one(".page-head")).count("Last confirmed: February 2026") == 1


def test_years_say_whether_it_still_runs(client):
    running = make_practice(started="2006", is_running=True)
    ended = make_practice(started="2016", ended="2019-05", is_running=False)
    silent = make_practice(started="2016")
    assert "since 2006" in texts(read(client, running), ".page-head .facts-line li")
    assert "2016–May 2019" in texts(read(client, ended), ".page-head .facts-line li")
    assert "no longer running" in texts(read(client, ended), ".page-head .facts-line li")
    assert "started 2016" in texts(read(client, silent), ".page-head .facts-line li")


@pytest.mark.parametrize("level", EVIDENCE_LEVELS)
def test_evidence_is_said_in_words(client, level):
    page = read(client, make_practice(evidence_level=level))
    name, sentence = EVIDENCE_LEVELS[level]
    assert f"Evidence: level {level} of 5. {sentence}" in texts(page, ".page-head li")
    assert f"Level {level} of 5: {name}. {sentence}" in texts(page, "main p")
    assert len(page.query(".page-head .dots .on")) == level


# --- Compiled records ----------------------------------------------------------------------------------------------


def test_a_compiled_record_says_what_it_is(client):
    practice = make_practice(
        source="compiled", cost_band="cost-x", source_urls=["https://example.org/a"], evidence_level=1
    )
    page = read(client, practice)
    assert texts(page, ".page-head .card-label") == ["Compiled from public sources"]
    assert words(page.query_one(".note")).startswith("We have compiled this page from the public sources named below.")
    assert page.query_one(".note a").attrs["href"] == "#sources"
    assert [a.attrs["href"] for a in page.query("#sources ~ ul a")] == ["https://example.org/a"]
    assert facts(page)["Cost"] == ["not told"]
    assert "Not yet confirmed by those who do it" in texts(page, ".page-head li")


def test_we_do_not_know_is_an_answer_when_somebody_gave_it(client):
    assert facts(read(client, make_practice(cost_band="cost-x")))["Cost"] == ["cost x"]


# --- Addresses -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", INTERFACE_LANGUAGES)
def test_any_slug_with_the_id_leads_to_the_right_address(client, finnish, language):
    right = address_of(finnish, language)
    start = f"/{language}/practices/"
    slugs = {address_of(finnish, other).split("/")[3] for other in INTERFACE_LANGUAGES}
    for slug in {*slugs, finnish.short_id, f"an-old-name-{finnish.short_id}"} - {right.split("/")[3]}:
        response = client.get(f"{start}{slug}/?original=1")
        assert (response.status_code, response.url) == (301, f"{right}?original=1")
    assert client.get(right).status_code == 200


def test_language_links_and_canonical_are_the_exact_addresses(client, finnish):
    page = read(client, finnish)
    expected = {code: address_of(finnish, code) for code in INTERFACE_LANGUAGES}
    whole = {code: f"http://testserver{path}" for code, path in expected.items()}
    alternates = {n.attrs["hreflang"]: n.attrs["href"] for n in page.query("link[hreflang]")}
    assert alternates == whole | {"x-default": whole["en"]}
    assert {
        n.attrs["hreflang"]: n.attrs["href"] for n in page.query_one("header.site-header").query("a[hreflang]")
    } == expected
    assert page.query_one("link[rel=canonical]").attrs["href"] == whole["en"]


def test_what_others_show_of_the_page_comes_from_the_one_liner(client, finnish):
    page = read(client, finnish)
    assert page.query_one("meta[name=description]").attrs["content"] == ENGLISH["one_liner"]
    shown = {n.attrs["property"]: n.attrs["content"] for n in page.query("meta[property]")}
    assert (shown["og:title"], shown["og:description"]) == (ENGLISH["title"], ENGLISH["one_liner"])
    assert words(page.query_one("title")).startswith(ENGLISH["title"])


@pytest.mark.parametrize("slug", ["no-such-practice-zzzzzz", "short", "UPPER-K3F9QX", "x" * 300, "k3f9qx-"])
def test_what_is_not_there_is_not_found(client, slug):
    assert client.get(f"/en/practices/{slug}/").status_code == 404


def test_a_practice_that_was_taken_down_is_gone_and_says_nothing(client):
    practice = make_practice(title="Withdrawnword café", status=Status.TAKEN_DOWN)
    response = client.get(address_of(practice))
    assert response.status_code == 410
    assert "Withdrawnword café" not in response.content.decode()


def test_an_archived_practice_is_marked(client):
    page = read(client, make_practice(status=Status.ARCHIVED))
    assert words(page.query_one('.note[data-tone="warning"]')).startswith("This page is in the archive.")


def test_the_bare_list_leads_to_the_search(client):
    assert client.get("/sv/practices/").url == "/sv/search/?kind=practice"


# --- Safety --------------------------------------------------------------------------------------------------------


def test_hostile_text_stays_text_everywhere(client):
    fields = {field: f"{HOSTILE}{field}"[:90] for field in WORDS}
    owner = make_organisation(HOSTILE)
    practice = make_practice(**fields, owner=owner, municipality=make_municipality(name=HOSTILE), parts=1)
    practice.partners.create(name=HOSTILE)
    text = practice.texts.get()
    text.part_words = {key: dict.fromkeys(part, HOSTILE) for key, part in text.part_words.items()}
    text.what_we_do = "[click](javascript:alert(1)) **bold** [ok](https://example.org) <b onclick=x>b</b>"
    text.save()
    page = read(client, practice)
    assert page.query("main script, main img, main b, iframe, [onerror], [onclick]") == []
    assert len(page.query("script")) == 1
    assert [
        n.attrs["href"] for n in page.query("a[href]") if ":" in n.attrs["href"] and "http" not in n.attrs["href"]
    ] == []
    assert words(page.query_one("h1")).startswith('"><script>')
    assert linked_data(page)["Project"]["name"].startswith('"><script>')
    assert [words(n) for n in page.query("main strong") if words(n) == "bold"] == ["bold"]


def test_people_who_have_not_agreed_never_stand_in_the_page(client, full):
    full.contactpoints.update(phone="+46 70 123 45 67", show_as="name+email")
    html = client.get(address_of(full)).content.decode()
    for point in full.contactpoints.all():
        assert point.email not in html
        assert point.phone not in html
        assert point.person_name not in html
    assert "example.org/cafe" in html


def test_organisations_that_are_not_public_are_not_named(client):
    hidden = make_organisation("Canaryword", status=Status.SUBMITTED)
    practice = make_practice(owner=hidden)
    practice.partners.create(organisation=hidden)
    assert "Canaryword" not in client.get(address_of(practice)).content.decode()


# --- Machines ------------------------------------------------------------------------------------------------------


def test_linked_data_of_a_full_record(client, full):
    page = read(client, full)
    data = linked_data(page)
    assert empties_in(data) == []
    assert data["Project"]["@type"] == ["Project", "GovernmentService"]
    assert data["Project"]["parentOrganization"][0]["@type"] == "GovernmentOrganization"
    assert data["Project"]["areaServed"] == [{"@type": "Place", "name": "Malmö, Sweden"}]
    assert data["Project"]["foundingDate"] == "2006-03"
    assert data["WebPage"]["inLanguage"] == "en"
    assert data["WebPage"]["isBasedOn"] == full.source_urls
    assert data["WebPage"]["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [term["name"] for term in data["WebPage"]["about"]] == ["language cafe"]
    assert [item["name"] for item in data["BreadcrumbList"]["itemListElement"]] == ["Home", "Practices"]


def test_linked_data_of_an_empty_record_has_no_empty_properties(client):
    data = linked_data(read(client, make_practice(country=None)))
    assert empties_in(data) == []
    assert data["Project"].keys() == {"@type", "@id", "name", "description", "identifier"}


def test_the_citation_names_author_year_title_and_address(client, full):
    citation = texts(read(client, full), ".citation")[0]
    year = full.published_at.year
    expected = f"Malmö stad. ({year}). {WORDS['title']} Nordic Clearinghouse. http://testserver{address_of(full)}"
    assert citation == expected


# --- Numbers of statements -----------------------------------------------------------------------------------------


def statements(client, practice, django_assert_max_num_queries):
    address = address_of(Practice.objects.get(pk=practice.pk))
    with django_assert_max_num_queries(6) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_statements_do_not_grow_with_the_parts(client, full, django_assert_max_num_queries):
    others = [make_practice(themes=["language-cafe"], groups=["women"]) for _ in range(6)]
    list_in_search(full, *others)
    one = statements(client, full, django_assert_max_num_queries)
    for index in range(2, 12):
        add_parts(full, index)
        full.partners.create(organisation=make_organisation(), position=index)
        full.places.create(country=make_country("DK"), region=make_region("DK-84"), position=index)
    assert statements(client, full, django_assert_max_num_queries) == one


# --- More like this ------------------------------------------------------------------------------------------------


def test_similar_practices_come_with_their_reasons(client):
    practice = make_practice(themes=["language-cafe"], groups=["women"])
    alike = make_practice("Sewing and talking", themes=["language-cafe"], groups=["women"])
    other = make_research(themes=["housing"])
    list_in_search(practice, alike, other)
    page = read(client, practice)
    assert texts(page, ".related .card-title") == ["Sewing and talking"]
    assert "language cafe" in texts(page, ".related .card-reasons")[0]
    place = texts(page, "main h2").index("More like this")
    assert texts(page, "main h2")[place - 1 : place + 2] == ["Whom to ask", "More like this", "How do we know?"]


def test_tags_lead_to_themes_and_to_the_search(client, full):
    links = {words(n): n.attrs["href"] for n in read(client, full).query(".fact-box a")}
    search = reverse("portal:search")
    assert links["language cafe"] == reverse("portal:theme", kwargs={"identifier": "language-cafe"})
    assert links["women"] == f"{search}?kind=practice&group=women"
    assert links["mentoring"] == f"{search}?kind=practice&method=mentoring"
    assert links["Sweden"] == reverse("portal:country", kwargs={"country": "se"})

import pytest
from django.urls import reverse
from factories import list_in_search, make_organisation, make_research
from pages import address_of, empties_in, facts, languages_of, linked_data, read, texts, words

from core.choices import Status
from core.languages import INTERFACE_LANGUAGES
from research.choices import CslType
from research.models import Relation, ResearchItem

pytestmark = pytest.mark.django_db

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.fixture
def article():
    """A journal article of which everything is told."""
    return make_research(
        "Minoriteter på museum",
        language="nb",
        original_language="en",
        authors=[("Ugland", "Trygve"), ("Skrefsrud", "Thor-André"), "Nordic Institute"],
        identifiers=[("doi", "10.2478/njmr-2014-0016"), ("issn", "17996497")],
        themes=["arts-and-culture"],
        groups=["children"],
        methods=["mentoring"],
        designs=["qualitative-study"],
        outcomes=["c1"],
        countries=["NO", "DK"],
        key_message="Museums are good places to meet.",
        plain_summary="What was studied? Museums.\n\nWhat was found? They help.",
        population="Families in two towns",
        translations={"sv": {"title": "Minoriteter på museet", "key_message": "Museer är bra mötesplatser."}},
        issued="2014-09",
        container_title="Nordic Journal of Migration Research",
        volume="4",
        issue="3",
        page="144-152",
        keywords=["museum", "minoriteter"],
        sample_size=1240,
        data_started="2012",
        data_ended="2013",
        open_access="gold",
        oa_url="https://example.org/free.pdf",
        peer_reviewed=True,
        funding="Forskningsrådet",
        evidence_level=2,
        abstract="Sammendraget av forfatterne.",
        abstract_public=True,
        source_urls=["https://example.org/record"],
    )


def bibliography(page):
    return facts(page, "main div.flow")


def test_a_journal_article_is_told_the_way_its_type_wants(client, article):
    page = read(client, article)
    assert texts(page, "main h1") == ["Minoriteter på museum"]
    assert texts(page, ".page-head .card-label") == ["Journal article"]
    assert bibliography(page) == {
        "Published": ["September 2014"],
        "Journal": ["Nordic Journal of Migration Research"],
        "Volume and issue": ["4(3)"],
        "Pages": ["144–152"],
        "Language": ["Norsk bokmål"],
        "DOI": ["10.2478/njmr-2014-0016"],
        "ISSN": ["1799-6497"],
    }
    links = {words(n): n.attrs["href"] for n in page.query("main a")}
    assert links["10.2478/njmr-2014-0016"] == "https://doi.org/10.2478/njmr-2014-0016"
    assert links["Read the work"] == "https://example.org/free.pdf"


def test_a_record_elsewhere_is_no_place_to_read_the_work(client):
    work = make_research("Only on paper", url="", source_urls=["https://example.org/record"])
    page = read(client, work)
    assert "Read the work" not in texts(page, "main a")
    assert "https://example.org/record" in texts(page, "main a")


def test_the_study_is_told(client, article):
    assert facts(read(client, article)) == {
        "Study design": ["qualitative study"],
        "Countries studied": ["Norway", "Denmark"],
        "Open access": ["Open access (gold)"],
        "Who was studied": ["Families in two towns"],
        "How many took part": ["1,240"],
        "Years of the data": ["2012–2013"],
        "Outcomes": ["c1"],
        "Groups": ["children"],
        "Type of work": ["mentoring"],
        "Reviewed by other researchers": ["Yes"],
        "Paid by": ["Forskningsrådet"],
        "Keywords": ["museum", "minoriteter"],
    }


def test_sections_stand_in_order(client, article):
    sections = texts(read(client, article), "main h2")
    assert sections == [
        *(
            "In plain words",
            "The authors’ own summary",
            "Themes",
            "Where it was published",
            "Cite this work",
            "Sources",
        ),
    ]


def test_a_chapter_names_its_book_and_editors(client):
    chapter = make_research(
        "Liv i stuene",
        csl_type="chapter",
        language="nb",
        issued="2023",
        container_title="Folkemuseene",
        publisher="Oplandske bokforlag",
        publisher_place="Vallset",
        page="59",
        authors=[("Kooij", "K. S.")],
    )
    for position, (family, given) in enumerate([("Nielsen", "S. S."), ("Skrefsrud", "T.-A.")]):
        chapter.contributions.create(role="editor", family=family, given=given, position=position)
    page = read(client, chapter)
    told = bibliography(page)
    assert told["In the book"] == ["Folkemuseene"]
    assert told["Editors"] == ["S. S. Nielsen", "T.-A. Skrefsrud"]
    assert told["Publisher"] == ["Oplandske bokforlag, Vallset"]
    assert texts(page, ".citation") == [
        "Kooij, K. S. (2023). Liv i stuene. In S. S. Nielsen & T.-A. Skrefsrud (Eds.), Folkemuseene (p. 59)."
        f" Oplandske bokforlag. {chapter.url}"
    ]


@pytest.mark.parametrize("csl_type", CslType)
def test_every_type_of_work_has_a_page(client, csl_type):
    work = make_research(csl_type=csl_type, container_title="Container")
    page = read(client, work)
    assert texts(page, ".page-head .card-label") == [csl_type.label]
    assert empties_in(linked_data(page)) == []


def test_a_bare_record_is_calm(client):
    page = read(client, make_research())
    assert "Nobody has written a plain summary of this work yet." in texts(page, "main p")
    assert facts(page) == {label: ["not told"] for label in ("Study design", "Countries studied", "Open access")}
    assert page.query(".note") == []


def test_words_come_in_the_language_of_the_reader_and_the_title_stays(client, article):
    swedish = read(client, article, "sv")
    assert languages_of(swedish, "Minoriteter på museum") == {"nb"}
    assert languages_of(swedish, "Minoriteter på museet") == {"sv"}
    assert languages_of(swedish, "Museer är bra mötesplatser.") == {"sv"}
    assert languages_of(swedish, "Families in two towns") == {"en"}
    assert languages_of(swedish, "Sammendraget av forfatterne.") == {"nb"}
    assert "Museer är bra mötesplatser." not in words(read(client, article).query_one("main"))


def test_the_address_is_the_same_in_every_language_but_for_the_prefix(article):
    endings = {address_of(article, code).split("/", 2)[2] for code in INTERFACE_LANGUAGES}
    assert endings == {f"research/minoriteter-pa-museum-{article.short_id}/"}


def test_an_abstract_is_shown_only_where_that_is_allowed(client):
    work = make_research(abstract="Closedword abstract")
    assert "Closedword" not in client.get(address_of(work)).content.decode()


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("retracted", "This work has been retracted. Do not rest anything on it."),
        ("concern", "The publisher has expressed concern about this work."),
        ("corrected", "This work has been corrected since it was published."),
    ],
)
def test_a_work_that_is_in_doubt_carries_a_banner(client, status, sentence):
    assert texts(read(client, make_research(retraction_status=status)), '.note[data-tone="warning"]') == [sentence]


def test_works_that_belong_together_are_linked_if_public(client):
    review, study = make_research("A review of everything"), make_research("A small study")
    hidden = make_research("Canaryword study", status=Status.SUBMITTED)
    Relation.objects.create(kind="included-in", from_item=study, to_item=review)
    Relation.objects.create(kind="included-in", from_item=hidden, to_item=review)
    assert "Included in the review: A review of everything" in texts(read(client, study), "main li")
    page = read(client, review)
    assert "Includes: A small study" in texts(page, "main li")
    assert "Canaryword" not in words(page.query_one("body"))


def test_organisations_that_contributed_are_linked(client):
    institute = make_organisation("Institutet")
    work = make_research()
    work.contributions.create(organisation=institute)
    links = {words(n): n.attrs["href"] for n in read(client, work).query(".page-head a")}
    assert links["Institutet"] == address_of(institute)


def test_hostile_text_stays_text_everywhere(client):
    work = make_research(
        HOSTILE,
        authors=[(HOSTILE, HOSTILE), HOSTILE],
        themes=["arts-and-culture"],
        container_title=HOSTILE,
        publisher=HOSTILE,
        keywords=[HOSTILE],
        key_message=HOSTILE,
        plain_summary=f"{HOSTILE} [x](javascript:alert(1))",
        population=HOSTILE,
        abstract=HOSTILE,
        abstract_public=True,
        funding=HOSTILE,
    )
    page = read(client, work)
    assert page.query("main script, main img, [onerror]") == []
    assert len(page.query("script")) == 1
    assert {n.attrs["href"].split(":")[0] for n in page.query("a[href]") if ":" in n.attrs["href"]} <= {"https"}


def test_linked_data_of_an_article(client, article):
    data = linked_data(read(client, article))
    work = data["ScholarlyArticle"]
    assert empties_in(data) == []
    assert [author["@type"] for author in work["author"]] == ["Person", "Person", "Organization"]
    assert work["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "3",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "4",
            "isPartOf": {
                "@type": "Periodical",
                "name": "Nordic Journal of Migration Research",
                "issn": ["1799-6497"],
            },
        },
    }
    assert work["isAccessibleForFree"] is True
    assert work["sameAs"] == ["https://doi.org/10.2478/njmr-2014-0016"]
    assert (work["inLanguage"], work["datePublished"]) == ("nb", "2014-09")


def statements(client, work, django_assert_max_num_queries):
    address = address_of(ResearchItem.objects.get(pk=work.pk))
    with django_assert_max_num_queries(6) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_statements_do_not_grow_with_the_parts(client, article, django_assert_max_num_queries):
    institute = make_organisation()
    article.contributions.create(organisation=institute, position=3)
    list_in_search(article, *(make_research(themes=["arts-and-culture"]) for _ in range(5)))
    one = statements(client, article, django_assert_max_num_queries)
    for position in range(4, 14):
        article.contributions.create(organisation=make_organisation(), position=position)
        Relation.objects.create(kind="part-of", from_item=article, to_item=make_research())
        article.identifiers.create(scheme="isbn", value=f"{position}")
    assert statements(client, article, django_assert_max_num_queries) == one


def test_tags_lead_to_themes_and_to_the_search(client, article):
    links = {words(n): n.attrs["href"] for n in read(client, article).query("main a")}
    search = reverse("portal:search")
    assert links["arts and culture"] == reverse("portal:theme", kwargs={"identifier": "arts-and-culture"})
    assert links["qualitative study"] == f"{search}?kind=research&design=qualitative-study"
    assert links["children"] == f"{search}?kind=research&group=children"


def test_similar_works_come_with_their_reasons(client):
    work, alike = make_research(themes=["arts-and-culture"]), make_research("Museums", themes=["arts-and-culture"])
    list_in_search(work, alike)
    assert texts(read(client, work), ".related .card-title") == ["Museums"]


def test_the_bare_list_leads_to_the_search(client):
    assert client.get("/da/research/").url == "/da/search/?kind=research"

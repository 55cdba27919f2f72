import pytest
from starter_files import make_named_things, research_files

from core.choices import Status
from core.loading import StarterDataError
from core.models import AuditRow
from research.actions import load_starter_works
from research.models import ResearchItem
from search.models import SearchDocument

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def named_things():
    make_named_things()


def load(tmp_path, change=None):
    return load_starter_works(folder=research_files(tmp_path / "research" / "data", change))


def of(name, **values):
    return lambda files: files[name][0].update(values)


def of_key(name, value):
    return lambda files: files[name].update({"inn-1": value})


def test_the_bibliography_of_a_work_is_told(tmp_path):
    load(tmp_path)
    work = ResearchItem.objects.get()
    assert (work.status, work.csl_type, work.title) == (Status.PUBLISHED, "article-journal", "Språkkafeer i Norge")
    assert (str(work.issued), work.container_title, work.volume, work.page) == (
        "2022-05",
        "Human Relations",
        "75",
        "1–9",
    )
    assert (work.language, work.original_language, work.source_language) == ("nb", "nb", "nb")
    assert work.keywords == ["Language", "Volunteering"]
    assert work.source_urls == ["https://example.org/items/1"]
    assert [str(name) for name in work.contributions.all()] == ["Berg, A.", "IMDi"]
    assert [str(identifier) for identifier in work.identifiers.all()] == ["doi:10.1177/abc"]


def test_themes_groups_design_and_countries_are_told(tmp_path):
    load(tmp_path)
    work = ResearchItem.objects.get()
    assert {(row.role, row.concept.identifier) for row in work.concepts.all()} == {
        ("theme", "second-language-learning"),
        ("target_group", "newcomers"),
        ("study_design", "qualitative-study"),
    }
    assert work.places.get().country_id == "NO"
    assert SearchDocument.objects.get(item_id=work.pk).cards["en"]["title_language"] == "nb"


def test_the_record_is_kept_as_it_came(tmp_path):
    load(tmp_path)
    raw = ResearchItem.objects.get().raw
    assert (raw["language"], raw["DOI"]) == ("no", "https://doi.org/10.1177/ABC")
    assert "volume" not in raw


@pytest.mark.parametrize(
    "why", [{"on_topic": False}, {"same_work_as": "inn-2"}, {"left_out": "no address leads to it"}]
)
def test_what_is_off_topic_or_there_already_stays_out(tmp_path, why):
    report = load(tmp_path, of("research_tags", **why))
    assert (report.added, ResearchItem.objects.count()) == (0, 0)


def test_a_type_that_is_not_told_apart_is_a_document(tmp_path):
    load(tmp_path, of("inn_norway_csl", type="musical_score"))
    assert ResearchItem.objects.get().csl_type == "document"


def test_details_mend_and_empty_variables(tmp_path):
    load(tmp_path, of_key("research_details", {"DOI": None, "URL": "https://example.org/book"}))
    work = ResearchItem.objects.get()
    assert (work.url, work.identifiers.count()) == ("https://example.org/book", 0)


def test_a_work_in_another_language_keeps_it(tmp_path):
    load(tmp_path, of("research_tags", language="fr"))
    work = ResearchItem.objects.get()
    assert (work.language, work.original_language) == ("fr", "en")


def test_loading_again_changes_nothing(tmp_path):
    load(tmp_path)
    before = ResearchItem.objects.values().get()
    report = load(tmp_path)
    assert (report.added, report.changed, report.same) == (0, 0, 1)
    assert ResearchItem.objects.values().get() == before


RECORDS, TAGS = "inn_norway_csl.json, record 1 (inn-1)", "research_tags.json, record 1 (inn-1)"
BROKEN = [
    (of("inn_norway_csl", DOI="11.1177/abc"), f"{RECORDS}, field “DOI”", "not a valid identifier"),
    (of("inn_norway_csl", ISBN="9788202687374"), f"{RECORDS}, field “ISBN”", "not a valid identifier"),
    (of("inn_norway_csl", issued={"date-parts": [[2022, 13]]}), f"{RECORDS}, field “issued”", "no such date"),
    (of("inn_norway_csl", issued="2022"), f"{RECORDS}, field “issued”", "a date looks like"),
    (of("inn_norway_csl", URL="example"), f"{RECORDS}, field “URL”", "valid URL"),
    (of("inn_norway_csl", **{"container-title": "x" * 401}), f"{RECORDS}, field “container-title”", "at most 400"),
    (of("inn_norway_csl", type=None), f"{RECORDS}, field “type”", "needed"),
    (of("inn_norway_csl", id="inn-2"), "inn_norway_csl.json, record 1 (inn-2), field “id”", "not known"),
    (of("research_tags", title="x" * 401), f"{TAGS}, field “title”", "at most 400"),
    (of("research_tags", language="bokmål!"), f"{TAGS}, field “language”", "language code"),
    (of("research_tags", themes=["coffee"]), f"{TAGS}, field “themes”", "“coffee” is not known"),
    (of("research_tags", themes=[]), f"{TAGS}, field “themes”", "has a theme"),
    (of("research_tags", study_design="guess"), f"{TAGS}, field “study_design”", "not known"),
    (of("research_tags", countries_studied=["ZZ"]), f"{TAGS}, field “countries_studied”", "not known"),
    (of_key("research_contributors", [{"given": "A."}]), "research_contributors.json, record inn-1, name 1", "a name"),
    (
        of_key("research_contributors", [{"family": "Berg", "role": "friend"}]),
        "research_contributors.json, record inn-1, name 1, field “role”",
        "valid choice",
    ),
    (
        lambda files: files["inn_norway_csl"].append(files["inn_norway_csl"][0]),
        "inn_norway_csl.json, record 2 (inn-1), field “id”",
        "already in record 1",
    ),
    (
        lambda files: files["inn_norway_csl"][0].update(DOI=None, source=None),
        RECORDS,
        "There is no DOI, ISBN or address",
    ),
]


@pytest.mark.parametrize(("change", "place", "problem"), BROKEN)
def test_a_broken_file_names_row_and_field_and_loads_nothing(tmp_path, change, place, problem):
    with pytest.raises(StarterDataError) as caught:
        load(tmp_path, change)
    assert str(caught.value).startswith(f"research/data/{place}")
    assert problem in str(caught.value)
    assert (ResearchItem.objects.count(), SearchDocument.objects.count(), AuditRow.objects.count()) == (0, 0, 0)


def test_two_works_cannot_share_a_doi(tmp_path):
    def twice(files):
        files["inn_norway_csl"].append(files["inn_norway_csl"][0] | {"id": "inn-2"})
        files["research_tags"].append(files["research_tags"][0] | {"id": "inn-2"})
        files["research_contributors"]["inn-2"] = files["research_contributors"]["inn-1"]

    with pytest.raises(StarterDataError, match=r"record 2 \(inn-2\), field “DOI”: “10.1177/abc” stands already"):
        load(tmp_path, twice)

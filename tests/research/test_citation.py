import pytest
from factories import make_research

from research.citation import reference
from research.models import ResearchItem
from research.names import initials, joined

pytestmark = pytest.mark.django_db


def reference_of(**changes):
    fields = {"title": "A title", "issued": "2022", "url": "https://e.org/w", "authors": [("Risberg", "Annette")]}
    work = make_research(**fields | changes)
    return reference(ResearchItem.objects.for_page().get(pk=work.pk))


@pytest.mark.parametrize(
    ("given", "short"),
    [
        *[("Trygve", "T."), ("Karin Sofia", "K. S."), ("Jean-Paul", "J.-P."), ("K. S. van der", "K. S. v. d.")],
        *[("A.", "A."), ("T.-A.", "T.-A."), ("Þóra", "Þ.")],
    ],
)
def test_initials(given, short):
    assert initials(given) == short


@pytest.mark.parametrize(("number", "words"), [(1, "N0"), (2, "N0, & N1"), (3, "N0, N1, & N2"), (0, "")])
def test_names_are_joined_as_in_apa(number, words):
    assert joined([f"N{index}" for index in range(number)]) == words


def test_of_many_names_the_first_nineteen_and_the_last_are_kept():
    names = joined([f"N{index}" for index in range(25)])
    assert names.endswith("N18, … N24")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"container_title": "Human Relations", "volume": "75", "issue": "4", "page": "655-680"},
            "Risberg, A. (2022). A title. Human Relations, 75(4), 655–680. https://e.org/w",
        ),
        (
            {"identifiers": [("doi", "10.1177/x1")], "title": "Why?"},
            "Risberg, A. (2022). Why? https://doi.org/10.1177/x1",
        ),
        ({"authors": []}, "A title. (2022). https://e.org/w"),
        ({"authors": ["Nordic Council"]}, "Nordic Council. (2022). A title. https://e.org/w"),
        ({"issued": None}, "Risberg, A. (n.d.). A title. https://e.org/w"),
        (
            {"csl_type": "book", "publisher": "Press", "edition": "2nd"},
            "Risberg, A. (2022). A title [2nd ed.]. Press. https://e.org/w",
        ),
        (
            {"csl_type": "chapter", "container_title": "A book", "edition": "2", "page": "7-9"},
            "Risberg, A. (2022). A title. In A book (2nd ed., pp. 7–9). https://e.org/w",
        ),
        *(
            ({"csl_type": "book", "edition": number}, f"Risberg, A. (2022). A title [{words} ed.]. https://e.org/w")
            for number, words in (("1", "1st"), ("3", "3rd"), ("4", "4th"), ("12", "12th"), ("23", "23rd"))
        ),
        (
            {"csl_type": "report", "publisher": "Fafo", "collection_title": "Rapport", "series_number": "12"},
            "Risberg, A. (2022). A title. Rapport, 12. Fafo. https://e.org/w",
        ),
        (
            {"csl_type": "thesis", "publisher": "OsloMet"},
            "Risberg, A. (2022). A title [Thesis]. OsloMet. https://e.org/w",
        ),
    ],
)
def test_references_follow_the_type_of_work(changes, expected):
    assert reference_of(**changes) == expected

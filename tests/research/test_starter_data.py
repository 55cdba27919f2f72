"""The starter research records: tags exist, names and languages are decided, nothing off topic is tagged."""

import csv
import json
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "research" / "data"
VARIABLES = {"volume", "issue", "page", "publisher", "edition", "DOI", "URL", "container-title", "number", "type"}
MENDED_NAMES = {"inn-2INCSZ77", "inn-HTTQAJKA", "inn-JXDNA6T5"}
"""Records that spell a name in a way of their own."""


def load(name):
    return json.loads((DATA / name).read_text(encoding="utf-8"))


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def records():
    found = [*load("inn_norway_csl.json"), *load("manual_nordic_european_csl.json")]
    return {record["id"]: record for record in found}


@pytest.fixture(scope="module")
def tags():
    return load("research_tags.json")


@pytest.fixture(scope="module")
def on_topic(tags):
    return [tag for tag in tags if tag["on_topic"]]


@pytest.fixture(scope="module")
def thesaurus():
    return {row["id"]: row for row in rows(ROOT / "vocabulary" / "data" / "thesaurus.csv")}


def broader_of(thesaurus, identifier):
    while identifier := thesaurus[identifier]["broader"]:
        yield identifier


def test_every_record_is_tagged_once(records, tags):
    assert len(records) == len(tags) == 253
    assert {tag["id"] for tag in tags} == set(records)


def test_concepts_exist_in_their_scheme_and_within_the_ceiling(on_topic, thesaurus):
    for tag in on_topic:
        assert 1 <= len(tag["themes"]) <= 3, tag["id"]
        assert len(tag["target_groups"]) <= 3
        assert all(thesaurus[theme]["scheme"] == "theme" for theme in tag["themes"])
        assert all(thesaurus[group]["scheme"] == "target_group" for group in tag["target_groups"])
        design = tag["study_design"]
        assert design is None or "study-design" in broader_of(thesaurus, design)


def test_no_concept_stands_with_its_broader_one(on_topic, thesaurus):
    for tag in on_topic:
        for chosen in (tag["themes"], tag["target_groups"]):
            assert len(chosen) == len(set(chosen))
            assert not any(broader in chosen for one in chosen for broader in broader_of(thesaurus, one)), tag["id"]


def test_what_is_off_topic_carries_no_tags(tags):
    for tag in tags:
        if not tag["on_topic"]:
            assert (tag["themes"], tag["target_groups"], tag["study_design"]) == ([], [], None), tag["id"]


def test_countries_and_languages_are_known(tags):
    countries = {row["code"] for row in rows(ROOT / "places" / "data" / "countries.csv")}
    for tag in tags:
        assert set(tag["countries_studied"]) <= countries
        assert tag["language"] in {"en", "sv", "da", "nb", "nn", "fi", "is", "fr"}, tag["id"]


def test_titles_are_nfc_and_fit(tags):
    for tag in tags:
        assert tag["title"] == unicodedata.normalize("NFC", tag["title"]).strip()
        assert 0 < len(tag["title"]) <= 400


def test_every_work_has_named_contributors(records):
    contributors = load("research_contributors.json")
    assert set(contributors) == set(records)
    for identifier, people in contributors.items():
        assert people, identifier
        for person in people:
            assert person.get("family") or person.get("literal"), identifier
            assert person["role"] in ("author", "editor")


def test_authors_agree_with_the_records(records):
    contributors = load("research_contributors.json")
    for identifier, record in records.items():
        named = [person.get("family") or person.get("literal") for person in record["author"]]
        found = [person.get("family") or person["literal"] for person in contributors[identifier]]
        assert found[: len(named)] == named or identifier in MENDED_NAMES, identifier


def test_details_are_csl_variables_of_known_records(records):
    for identifier, details in load("research_details.json").items():
        assert identifier in records
        assert set(details) <= VARIABLES
        assert all(value is None or len(value) <= 300 for value in details.values())


def test_same_works_are_told_apart_from_works(tags):
    shown = {tag["id"] for tag in tags if tag["on_topic"]}
    for tag in tags:
        if "same_work_as" in tag:
            assert not tag["on_topic"]
            assert tag["same_work_as"] in shown

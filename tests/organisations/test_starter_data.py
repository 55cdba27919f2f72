"""The starter organisations: types exist, places join, nothing is named twice."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "organisations" / "data"
UNCHECKED = ("general knowledge, not checked", "named in public repository text")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def corrections():
    return json.loads((DATA / "organisation_corrections.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def organisations(corrections):
    found = json.loads((DATA / "organisations.json").read_text(encoding="utf-8"))
    return [organisation | corrections[organisation["id"]] for organisation in found]


def test_there_are_242_and_each_has_its_corrections(organisations, corrections):
    assert len(organisations) == 242
    assert {organisation["id"] for organisation in organisations} == set(corrections)


def test_types_are_leaves_of_the_thesaurus(organisations):
    thesaurus = rows(ROOT / "vocabulary" / "data" / "thesaurus.csv")
    actor_types = {row["id"] for row in thesaurus if row["scheme"] == "actor_type"}
    with_narrower = {row["broader"] for row in thesaurus} - {"state-authority"}
    for organisation in organisations:
        assert organisation["actor_type"] in actor_types - with_narrower, organisation["id"]


def test_places_join(organisations):
    countries = {row["code"] for row in rows(ROOT / "places" / "data" / "countries.csv")}
    municipalities = {
        (row["country_code"], row["code"]): row["region_code"]
        for row in rows(ROOT / "places" / "data" / "municipalities.csv")
    }
    for organisation in organisations:
        assert organisation["country"] is None or organisation["country"] in countries
        if organisation["municipality_code"] is not None:
            key = (organisation["country"], organisation["municipality_code"])
            assert municipalities[key] == organisation["region_code"], organisation["id"]


def test_no_name_ror_id_or_number_stands_twice(organisations):
    for values in (
        [(organisation["country"], organisation["name"].casefold()) for organisation in organisations],
        [organisation["ror_id"] for organisation in organisations if organisation["ror_id"]],
        [organisation["organisation_number"] for organisation in organisations if organisation["organisation_number"]],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


def test_ror_ids_have_their_form(organisations):
    for organisation in organisations:
        if organisation["ror_id"]:
            assert re.fullmatch(r"https://ror\.org/0[a-hj-km-np-tv-z0-9]{6}\d{2}", organisation["ror_id"])


def test_addresses_from_general_knowledge_are_never_called_checked(organisations):
    for organisation in organisations:
        if organisation["website"] and organisation["website_basis"] in UNCHECKED:
            assert organisation["website_checked"] is False, organisation["id"]


def test_parents_exist(organisations):
    known = {organisation["id"] for organisation in organisations}
    assert {organisation["parent"] for organisation in organisations if "parent" in organisation} <= known


def test_names_say_their_language(organisations):
    assert all(re.fullmatch(r"[a-z]{2}", organisation["name_language"]) for organisation in organisations)

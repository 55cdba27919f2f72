"""The shipped reference data of vocabulary and places: every id that is named exists, every list is complete."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = ROOT / "vocabulary" / "data"
PLACES = ROOT / "places" / "data"
INTERFACE = ("en", "sv", "da", "nb", "nn", "fi", "is")
CONTENT = (*INTERFACE, "fo", "kl", "se")
IDENTIFIER = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def concepts():
    return {row["id"]: row for row in rows(VOCABULARY / "thesaurus.csv")}


@pytest.fixture(scope="module")
def codes():
    return rows(VOCABULARY / "code_lists.csv")


@pytest.fixture(scope="module")
def countries():
    return {row["code"]: row for row in rows(PLACES / "countries.csv")}


@pytest.fixture(scope="module")
def regions():
    return {row["region_code"]: row for row in rows(PLACES / "regions.csv")}


@pytest.fixture(scope="module")
def municipalities():
    return rows(PLACES / "municipalities.csv")


def labels(concept, language):
    alternatives = concept[f"altLabels_{language}"].split("|")
    return [text for text in [concept[f"prefLabel_{language}"], *alternatives] if text]


def top(concepts, identifier):
    while concepts[identifier]["broader"]:
        identifier = concepts[identifier]["broader"]
    return identifier


class TestThesaurus:
    def test_has_the_schemes_and_sizes_that_the_facets_count_on(self, concepts):
        sizes = Counter(concept["scheme"] for concept in concepts.values())
        assert sizes == {
            "theme": 134,
            "target_group": 37,
            "method": 34,
            "actor_type": 36,
            "legal_status": 16,
            "evidence": 26,
            "other": 37,
        }

    def test_ten_themes_stand_at_the_top(self, concepts):
        tops = {c["id"] for c in concepts.values() if c["scheme"] == "theme" and not c["broader"]}
        assert len(tops) == 10

    def test_every_concept_has_a_label_and_a_definition(self, concepts):
        for concept in concepts.values():
            assert IDENTIFIER.fullmatch(concept["id"])
            assert concept["definition_en"].endswith(".")
            assert all(concept[f"prefLabel_{language}"] for language in INTERFACE), concept["id"]

    def test_broader_concepts_exist_in_the_same_scheme_without_circles(self, concepts):
        for concept in concepts.values():
            if concept["broader"]:
                assert concepts[concept["broader"]]["scheme"] == concept["scheme"]
            assert top(concepts, concept["id"])

    def test_a_label_means_one_thing_within_a_scheme(self, concepts):
        seen = Counter(
            (concept["scheme"], language, label.casefold())
            for concept in concepts.values()
            for language in CONTENT
            for label in labels(concept, language)
        )
        assert [label for label, count in seen.items() if count > 1] == []


def test_hidden_labels_are_alternative_labels_of_their_concept(concepts):
    for row in rows(VOCABULARY / "hidden_labels.csv"):
        alternatives = concepts[row["concept"]][f"altLabels_{row['language']}"].split("|")
        assert row["label"] in alternatives, row


def test_ambiguous_labels_exist(concepts):
    known = {label for concept in concepts.values() for language in CONTENT for label in labels(concept, language)}
    assert {row["label"] for row in rows(VOCABULARY / "ambiguous_labels.csv")} <= known


class TestCodeLists:
    def test_lists_are_complete(self, codes):
        assert Counter(row["scheme"] for row in codes) == {
            "kind": 3,
            "cost": 6,
            "duration": 6,
            "size": 5,
            "checked": 3,
            "contact": 2,
            "oa": 1,
            "outcome": 44,
            "language": 18,
        }

    def test_ids_are_unique_and_broader_ones_exist(self, codes):
        keys = {(row["scheme"], row["id"]) for row in codes}
        assert len(keys) == len(codes)
        for row in codes:
            assert IDENTIFIER.fullmatch(row["id"])
            assert not row["broader"] or (row["scheme"], row["broader"]) in keys

    def test_positions_count_up_and_no_label_is_missing(self, codes):
        positions = {}
        for row in codes:
            positions.setdefault(row["scheme"], []).append(int(row["position"]))
            assert all(row[f"label_{language}"].strip() for language in INTERFACE), row["id"]
        assert all(found == list(range(1, len(found) + 1)) for found in positions.values())

    def test_outcomes_stand_in_nine_domains(self, codes):
        outcomes = [row for row in codes if row["scheme"] == "outcome"]
        assert sum(not row["broader"] for row in outcomes) == 9
        assert all(row["definition_en"].endswith(".") for row in outcomes)

    def test_labels_within_a_list_are_told_apart(self, codes):
        for language in INTERFACE:
            seen = Counter((row["scheme"], row[f"label_{language}"]) for row in codes)
            twice = [key for key, count in seen.items() if count > 1]
            assert twice == [], language


def test_every_method_stands_in_one_display_group(concepts):
    groups = rows(VOCABULARY / "method_groups.csv")
    members = [member for group in groups for member in group["members"].split("|")]
    assert len(groups) == 8
    assert sorted(members) == sorted(c["id"] for c in concepts.values() if c["scheme"] == "method")


def test_definitions_are_complete_in_every_interface_language(concepts):
    found = {(row["id"], row["language"]): row["definition"] for row in rows(VOCABULARY / "definitions.csv")}
    explained = [c["id"] for c in concepts.values() if c["scheme"] in ("theme", "target_group", "method", "evidence")]
    wanted = {(identifier, language) for identifier in explained for language in INTERFACE if language != "en"}
    assert set(found) == wanted
    assert all(text.endswith(".") and len(text) <= 600 for text in found.values())
    assert all(text != concepts[key[0]]["definition_en"] for key, text in found.items())


class TestPlaces:
    def test_countries_have_names_in_every_language(self, countries):
        nordic = [code for code, row in countries.items() if row["nordic"] == "1"]
        assert nordic == ["DK", "FI", "IS", "NO", "SE", "FO", "GL", "AX"]
        for code, row in countries.items():
            assert all(row[f"label_{language}"] for language in INTERFACE), code
            assert bool(row["name"]) == bool(row["languages"]) == (code not in ("nordic", "other"))

    def test_regions_and_map_are_the_same_seventy(self, regions, countries):
        features = json.loads((PLACES / "nordic-regions.geojson").read_text(encoding="utf-8"))["features"]
        assert len(regions) == 70
        assert {feature["properties"]["id"] for feature in features} == set(regions)
        assert {row["country_code"] for row in regions.values()} <= set(countries)

    def test_municipalities_have_one_key_and_a_region_of_their_country(self, municipalities, regions):
        keys = {(row["country_code"], row["code"]) for row in municipalities}
        assert len(municipalities) == len(keys) == 1150
        for row in municipalities:
            assert regions[row["region_code"]]["country_code"] == row["country_code"]

    def test_codes_have_the_form_of_their_country(self, municipalities):
        forms = {"FI": r"\d{3}", "AX": r"\d{3}", "FO": r"FO-\d{2}", "GL": r"GL-[A-Z]{2}"}
        for row in municipalities:
            assert re.fullmatch(forms.get(row["country_code"], r"\d{4}"), row["code"]), row["name"]

    def test_reykjavik_keeps_its_zeros(self, municipalities):
        assert [r["name"] for r in municipalities if (r["country_code"], r["code"]) == ("IS", "0000")] == [
            "Reykjavíkurborg"
        ]

    def test_points_lie_in_the_nordic_region(self, municipalities):
        for row in municipalities:
            if row["lat"]:
                assert 54 <= float(row["lat"]) <= 84, row["name"]
                assert -75 <= float(row["lon"]) <= 32, row["name"]

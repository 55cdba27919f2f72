"""The shipped starter practices keep their promises: every id exists, every length fits, nothing is said twice."""

import csv
import json
import re
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "practices" / "data"
PARTNER_ROLES = {"co-owner", "funder", "delivery", "research", "reference"}
TEXT_FIELDS = ["title", "summary", "body", "results", "funding", "transferability", "challenges"]
CONCEPT_FIELDS = {  # field of the tags: scheme of its concepts, fewest that must stand
    "themes": ("theme", 1),
    "target_groups": ("target_group", 1),
    "methods": ("method", 1),
    "setting": ("other", 0),
}
LANGUAGES = {"sv", "da", "nb", "fi", "is", "en"}


def read_json(*parts):
    return json.loads(ROOT.joinpath(*parts).read_text(encoding="utf-8"))


def read_csv(*parts):
    with ROOT.joinpath(*parts).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PRACTICES = {practice["id"]: practice for practice in read_json("practices", "data", "practices.json")}
TAGS = {tags["id"]: tags for tags in read_json("practices", "data", "practice_tags.json")}
MEMBERS = read_json("practices", "data", "practice_organisations.json")
CONCEPTS = {row["id"]: row for row in read_csv("vocabulary", "data", "thesaurus.csv")}
PARENTS = {row["broader"] for row in CONCEPTS.values()}
CODES = {(row["scheme"], row["id"]) for row in read_csv("vocabulary", "data", "code_lists.csv")}
COUNTRIES = {row["code"] for row in read_csv("places", "data", "countries.csv")}
REGIONS = {row["region_code"]: row["country_code"] for row in read_csv("places", "data", "regions.csv")}
TOWNS = {(row["country_code"], row["code"]): row for row in read_csv("places", "data", "municipalities.csv")}
ORGANISATIONS = {row["id"] for row in read_json("organisations", "data", "organisations.json")}
ACTOR_TYPES = {
    key: fields.get("actor_type")
    for key, fields in read_json("organisations", "data", "organisation_corrections.json").items()
}


def every_practice(check):
    """One test that goes through all practices and names the one that fails; 72 tests each would be slow."""

    def go_through():
        for key in sorted(PRACTICES):
            try:
                check(key)
            except (AssertionError, KeyError) as problem:
                raise AssertionError(f"{key}: {problem!r}") from problem

    return go_through


def broader_than(concept):
    found = set()
    while concept := CONCEPTS[concept]["broader"]:
        found.add(concept)
    return found


def members_of(key, role):
    return [member for member in MEMBERS if member["practice"] == key and member["role"] == role]


def is_one_sentence(text):
    return text.endswith(".") and not re.search(r"[.!?] ", text)


def test_three_files_speak_of_the_same_72_practices():
    assert len(PRACTICES) == len(TAGS) == 72
    assert set(PRACTICES) == set(TAGS)
    assert {member["practice"] for member in MEMBERS} <= set(PRACTICES)
    assert len({practice["title"] for practice in PRACTICES.values()}) == 72


def test_notes_of_the_reading_are_not_shipped():
    assert not [key for key, tags in TAGS.items() if "doubts" in tags]


@every_practice
def test_words_have_their_lengths(key):
    practice, tags = PRACTICES[key], TAGS[key]
    assert practice["language"] in LANGUAGES
    assert 8 <= len(practice["title"]) <= 90
    assert 200 <= len(practice["summary"]) <= 900
    assert 300 <= len(practice["body"]) <= 4000
    assert 40 <= len(tags["one_liner"]) <= 160
    assert is_one_sentence(tags["one_liner"])


@every_practice
def test_english_words_stand_beside_every_other_language(key):
    english = TAGS[key]["en"]
    assert (english is None) == (PRACTICES[key]["language"] == "en")
    if english:
        assert set(english) == {"title", "one_liner", "summary"}
        assert 8 <= len(english["title"]) <= 90
        assert 40 <= len(english["one_liner"]) <= 160
        assert is_one_sentence(english["one_liner"])
        assert 150 <= len(english["summary"]) <= 900


@every_practice
def test_typing_is_clean(key):
    practice, tags = PRACTICES[key], TAGS[key]
    english = tags["en"] or {}
    words = [practice[field] or "" for field in TEXT_FIELDS]
    words += [tags["one_liner"], tags["evidence_reason"], *english.values()]
    for text in words:
        assert text == text.strip()
        assert not re.search(r"[ ]{2}| [,;:]|\.\.| - |\d x \d|[\"']|\n{3}|(?<!\n)\n(?!\n)", text), text


@every_practice
def test_concepts_exist_and_do_not_repeat_their_parents(key):
    for field, (scheme, fewest) in CONCEPT_FIELDS.items():
        chosen = TAGS[key][field]
        assert fewest <= len(chosen) <= 3, field
        assert len(set(chosen)) == len(chosen), field
        assert {CONCEPTS[concept]["scheme"] for concept in chosen} <= {scheme}, field
        assert not [concept for concept in chosen if broader_than(concept) & set(chosen)], field


@every_practice
def test_single_concepts_stand_below_their_heading(key):
    tags = TAGS[key]
    assert {CONCEPTS[concept]["broader"] for concept in tags["setting"]} <= {"setting"}
    assert CONCEPTS[tags["level"]]["broader"] == "implementation-level"
    assert CONCEPTS[tags["maturity"]]["broader"] == "maturity"


@every_practice
def test_stage_running_and_years_agree(key):
    practice, tags = PRACTICES[key], TAGS[key]
    ended = tags["maturity"] == "maturity-ended"
    assert ended == (tags["is_running"] is False)
    if practice["end_year"]:
        assert ended
        assert practice["end_year"] >= (practice["start_year"] or 0)


@every_practice
def test_evidence_is_told_with_its_reason(key):
    tags = TAGS[key]
    assert tags["evidence_level"] in range(1, 6)
    assert tags["evidence_scope"] in {"this-practice", "same-method"}
    assert set(tags["evidence_flags"]) <= {"no-effect-shown", "harmful-effect-shown"}
    assert not tags["evidence_flags"] or tags["evidence_level"] >= 3
    assert 40 <= len(tags["evidence_reason"]) <= 800


@every_practice
def test_cost_and_time_are_known_codes(key):
    tags = TAGS[key]
    assert ("cost", tags["cost_band"]) in CODES
    assert tags["duration"] is None or ("duration", tags["duration"]) in CODES


@every_practice
def test_places_join(key):
    places = [PRACTICES[key], *TAGS[key].get("more_places", [])]
    for place in places:
        assert place["country"] in COUNTRIES
        if region := place["region_code"]:
            assert REGIONS[region] == place["country"]
        if code := place["municipality_code"]:
            town = TOWNS[place["country"], code]
            assert town["region_code"] == region
            assert place.get("municipality", town["name"]) in {town["name"], town["name_sv"]}


@every_practice
def test_named_sources_are_addresses(key):
    practice = PRACTICES[key]
    addresses = [*practice["source_urls"], *filter(None, [practice["contact_url"]])]
    assert practice["source_urls"]
    assert all(re.match(r"https?://[^\s/]+\.[^\s/]+", address) for address in addresses)
    assert len(set(practice["source_urls"])) == len(practice["source_urls"])


def test_members_are_named_and_their_organisations_exist():
    for member in MEMBERS:
        assert member["role"] in {"owner", "partner"}
        assert member["name"].strip()
        assert member["organisation"] is None or member["organisation"] in ORGANISATIONS
        assert member.get("partner_role", "funder") in PARTNER_ROLES
        assert member["role"] == "partner" or "partner_role" not in member


def test_no_organisation_stands_twice_at_a_practice():
    seen = Counter((member["practice"], member["name"]) for member in MEMBERS)
    seen += Counter((member["practice"], member["organisation"]) for member in MEMBERS if member["organisation"])
    assert set(seen.values()) == {1}


@every_practice
def test_nothing_of_leads_and_partners_is_lost(key):
    practice = PRACTICES[key]
    owners = members_of(key, "owner")
    names = {member["name"] for member in MEMBERS if member["practice"] == key}
    assert len(owners) == (1 if practice["lead_organisation"] else 0)
    assert all(owner["name"] in practice["lead_organisation"] for owner in owners)
    assert set(practice["partners"]) <= names


@every_practice
def test_kind_of_organisation_is_that_of_the_owner(key):
    kind, owners = TAGS[key]["actor_type"], members_of(key, "owner")
    assert (kind is None) == (not owners)
    if kind:
        assert CONCEPTS[kind]["scheme"] == "actor_type"
        assert kind not in PARENTS
        assert kind == ACTOR_TYPES[owners[0]["organisation"]]

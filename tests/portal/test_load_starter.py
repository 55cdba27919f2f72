"""The shipped collection itself, loaded as at the first start."""

from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import resolve
from shipped import ROOT, change_json, collection, copy_of, read_json, reference  # noqa: F401

from core.choices import Source, Status, TextOrigin
from core.languages import INTERFACE_LANGUAGES
from core.models import AuditRow
from organisations.actions import load_starter_organisations
from organisations.models import Organisation, OrganisationText
from portal.management.commands import load_starter
from practices.actions import load_starter_practices
from practices.models import Practice
from research.models import ResearchItem
from search.models import FacetValue, SearchDocument

pytestmark = [pytest.mark.usefixtures("collection"), pytest.mark.django_db]
MODELS = (Organisation, Practice, ResearchItem)


def shipped(room, name, key):
    return next(record for record in read_json(ROOT / room / "data" / name) if record["id"] == key)


def test_the_whole_collection_is_there_and_found():
    tags = read_json(ROOT / "research" / "data" / "research_tags.json")
    on_topic = [t for t in tags if t["on_topic"] and not t.get("left_out")]
    assert [model.objects.listed().count() for model in MODELS] == [242, 72, len(on_topic)]
    assert SearchDocument.objects.count() == 242 + 72 + len(on_topic)
    assert {key for model in MODELS for key in model.objects.values_list("source", flat=True)} == {Source.COMPILED}


def test_nobody_has_confirmed_or_labelled_a_compiled_record():
    assert not Practice.objects.exclude(quality_label="").exists()
    assert not any(model.objects.exclude(last_confirmed_on=None).exists() for model in MODELS)


def test_every_practice_has_its_words_its_english_and_its_sources():
    for practice in Practice.objects.prefetch_related("texts"):
        texts = {text.language: text for text in practice.texts.all()}
        assert texts.keys() == {practice.original_language, "en"}, practice
        own = texts.pop(practice.original_language)
        assert own.origin == TextOrigin.COMPILED, practice
        assert {text.origin for text in texts.values()} <= {TextOrigin.MACHINE}, practice
        assert own.what_we_do, practice
        assert practice.source_urls, practice


def test_every_public_fact_of_one_practice():
    record, tags = shipped("practices", "practices.json", YALLA), shipped("practices", "practice_tags.json", YALLA)
    practice = Practice.objects.get(source_key=YALLA)
    own, english = practice.texts.get(language="sv"), practice.texts.get(language="en")
    told = {
        "title": own.title,
        "summary": own.summary,
        "body": own.what_we_do,
        "results": own.results_summary,
        "funding": own.funding,
        "transferability": own.transfer_conditions,
        "challenges": own.obstacles,
        "contact_url": practice.website,
        "source_urls": practice.source_urls,
        "start_year": practice.started.year,
        "language": practice.original_language,
    }
    assert told == {field: record[field] for field in told}
    assert own.target_group_note == "; ".join(record["target_groups"])
    assert own.one_liner == tags["one_liner"]
    assert {field: getattr(english, field) for field in tags["en"]} == tags["en"]
    roles = (("themes", "theme"), ("target_groups", "target_group"), ("methods", "method"), ("setting", "setting"))
    for field, role in roles:
        said = practice.concepts.filter(role=role).values_list("concept__identifier", flat=True)
        assert list(said) == tags[field]
    assert practice.owner.source_key == "se-yalla-trappan"
    assert [partner.name for partner in practice.partners.all()] == record["partners"]
    assert practice.places.get().municipality.name == "Malmö"
    assert (practice.is_running, practice.ended, practice.evidence_level) == (True, None, tags["evidence_level"])


YALLA = "se-yalla-trappan"


def test_addresses_are_the_same_in_every_installation():
    assert Practice.objects.get(source_key=YALLA).short_id == "ggvdk6"


def test_cards_lead_to_pages_in_their_language():
    for document in SearchDocument.objects.all():
        assert set(document.cards) == set(INTERFACE_LANGUAGES)
        for language, card in document.cards.items():
            assert card["url"].startswith(f"/{language}/")
            assert card["url"].endswith(f"-{document.short_id}/"), card["url"]
            assert card["title"], document
    assert resolve(document.cards["en"]["url"]).url_name == "detail"


def test_values_to_filter_by_all_have_names():
    unnamed = FacetValue.objects.filter(labels={}).exclude(facet="flags")
    assert list(unnamed.values_list("facet", "value")) == []


def test_loading_again_changes_nothing():
    before = [list(model.objects.order_by("pk").values()) for model in (*MODELS, SearchDocument)]
    rows, output = AuditRow.objects.count(), StringIO()

    call_command("load_reference", stdout=output)
    call_command("load_starter", stdout=output)

    counted = [line.partition(": ")[2] for line in output.getvalue().splitlines() if " new, " in line]
    assert [line.split(", ")[:2] for line in counted] == [["0 new", "0 changed"]] * len(counted)
    assert before == [list(model.objects.order_by("pk").values()) for model in (*MODELS, SearchDocument)]
    assert AuditRow.objects.count() == rows


def test_one_broken_file_keeps_all_of_them_out(tmp_path, monkeypatch):
    organisations, practices = copy_of("organisations", tmp_path), copy_of("practices", tmp_path)
    change_json(organisations / "organisations.json", lambda records: records[1].update(founded=1952))
    change_json(practices / "practice_tags.json", lambda records: records[3].update(themes=["coffee"]))
    loaders = {
        "organisations": partial(load_starter_organisations, folder=organisations),
        "practices": partial(load_starter_practices, folder=practices),
    }
    monkeypatch.setattr(load_starter, "LOADERS", loaders)
    key = read_json(practices / "practice_tags.json")[3]["id"]

    with pytest.raises(CommandError) as caught:
        call_command("load_starter", stdout=StringIO())

    place = f"practices/data/practice_tags.json, record 4 ({key}), field “themes”"
    assert str(caught.value) == f"{place}: “coffee” is not known. Nothing was loaded."
    assert Organisation.objects.get(source_key="dk-nordisk-ministerrad").founded_year is None


def test_everything_is_public_and_nothing_waits():
    for model in MODELS:
        assert set(model.objects.values_list("status", flat=True)) == {Status.PUBLISHED}
    assert not OrganisationText.objects.filter(name="").exists()

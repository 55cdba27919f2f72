import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.languages import BY_CODE
from search.lexicon import building, compiling
from search.lexicon.reading import Lexicon
from search.lexicon.rules import DATA, rules_of

WORDS = """\
language,form,lemma
sv,barnen,barn
sv,barnens,barn
sv,Malmös,Malmö
sv,böcker,bok
fi,talon,talo
fi,talossa,talo
"""


@pytest.fixture
def state(tmp_path, settings):
    """An empty folder for the lexicon of a few words."""
    source = tmp_path / "words.csv"
    source.write_text(WORDS)
    settings.LEXICON_SOURCE = str(source)
    settings.LEXICON_FOLDER = tmp_path / "lexicon"
    building.version.cache_clear()
    yield tmp_path
    building.version.cache_clear()


def lexicon(language):
    return Lexicon(str(building.folder() / f"{language}.trie"), language)


def test_the_command_tells_each_language_and_does_nothing_the_second_time(state, capsys):
    call_command("build_lexicon")
    said = capsys.readouterr().out
    assert all(f"  {code} " in said for code in compiling.LANGUAGES)
    call_command("build_lexicon")
    assert "there already" in capsys.readouterr().out


def test_forms_lead_to_their_base_whatever_their_capitals(state):
    building.build(print)
    assert lexicon("sv").get("böcker") == ("bok", False)
    assert lexicon("sv").get("bok") == ("bok", False)
    assert lexicon("sv").get("malmös") == ("malmö", True)
    assert lexicon("sv").get("hus") is None


def test_forms_with_regular_endings_are_found_without_being_kept(state):
    building.build(print)
    assert lexicon("sv").get("barnens") == ("barn", False)
    assert lexicon("fi").get("talossa") == ("talo", False)
    assert len(lexicon("sv")) == len(("barn", "barnen", "bok", "böcker", "malmö"))
    assert len(lexicon("fi")) == len(("talo", "talon"))


def test_another_word_list_is_another_version(state, settings):
    first = building.version()
    Path(settings.LEXICON_SOURCE).write_text(WORDS + "sv,husen,hus\n")
    building.version.cache_clear()
    assert building.version() != first


def test_two_that_start_at_once_make_one_whole_lexicon(state, settings):
    variables = os.environ | {"LEXICON_SOURCE": str(settings.LEXICON_SOURCE), "CLEARINGHOUSE_STATE": str(state)}
    command = [sys.executable, "-m", "django", "build_lexicon"]
    both = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=variables) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert sorted(path.name for path in building.folder().iterdir()) == sorted(
        f"{code}.trie" for code in compiling.LANGUAGES
    )
    assert not list(Path(settings.LEXICON_FOLDER).glob("half-*"))


def test_a_broken_build_leaves_nothing_and_says_why(state, settings, monkeypatch):
    monkeypatch.setattr(compiling, "main", lambda *asked: (_ for _ in ()).throw(building.LexiconError("No space.")))
    with pytest.raises(CommandError, match="No space"):
        call_command("build_lexicon")
    assert not building.is_built()
    assert not list(Path(settings.LEXICON_FOLDER).glob("half-*"))


def test_the_words_of_simplemma_are_compiled_in_a_process_of_their_own(tmp_path):
    target = tmp_path / "se.trie"
    command = [sys.executable, "-m", "search.lexicon.compiling", "se", str(target)]
    subprocess.run(command, cwd=DATA.parents[2], check=True, timeout=60)
    assert Lexicon(str(target), "se").get("mánáid") == ("mánná", False)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_every_rule_has_languages_and_a_reason(path):
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row["reason"].strip() and None not in row and None not in row.values() for row in rows)
    assert {code for row in rows for code in row.get("languages", "").split()} <= BY_CODE.keys()


@pytest.mark.parametrize("language", BY_CODE)
def test_rules_of_every_language_can_be_read(language):
    assert all(change.shortest > 0 for change in rules_of(language).links)

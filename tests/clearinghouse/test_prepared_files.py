import gettext
import os

import pytest

from clearinghouse import prepared_files

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Search"\nmsgstr "{}"\n'


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE.format("Sök"))
    return path


def translated(source):
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Search")


def test_catalogues_are_compiled_without_gettext(tmp_path, source):
    prepared_files.compile_catalogues([tmp_path])
    assert translated(source) == "Sök"


def test_a_catalogue_is_compiled_again_only_when_it_changed(tmp_path, source):
    prepared_files.compile_catalogues([tmp_path])
    before = source.with_suffix(".mo").stat().st_mtime_ns
    prepared_files.compile_catalogues([tmp_path])
    assert source.with_suffix(".mo").stat().st_mtime_ns == before
    source.write_text(CATALOGUE.format("Leta"))
    os.utime(source, ns=(before + 10**9, before + 10**9))
    prepared_files.compile_catalogues([tmp_path])
    assert translated(source) == "Leta"


def test_static_files_are_collected_again_only_when_one_changed(tmp_path, monkeypatch, settings):
    calls = []
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    (settings.STATIC_ROOT / "staticfiles.json").touch()
    style = tmp_path / "site.css"
    style.write_text("a {}")
    monkeypatch.setattr(prepared_files, "STATE", tmp_path)
    monkeypatch.setattr(prepared_files, "static_files", lambda: [style])
    monkeypatch.setattr(prepared_files, "call_command", lambda name, **options: calls.append(name))
    prepared_files.collect_static()
    prepared_files.collect_static()
    assert calls == ["collectstatic"]
    style.write_text("a { color: red }")
    prepared_files.collect_static()
    assert calls == ["collectstatic"] * 2

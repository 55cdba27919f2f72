"""The shape of the house: imports go down only, furniture stands where it belongs, nothing is left lying about."""

import ast
import re
from pathlib import Path

import allauth
import pytest

ROOT = Path(__file__).resolve().parent.parent
FLOORS = [
    {"core"},
    {"vocabulary"},
    {"places"},
    {"accounts"},
    {"files"},
    {"search"},
    {"editorial"},
    {"submissions"},
    {"organisations"},
    {"practices", "research"},
    {"portal"},
    {"clearinghouse"},
]
ROOMS = [room for floor in FLOORS for room in sorted(floor)]
ALLAUTH_TEMPLATES = Path(allauth.__file__).parent / "templates"
FLOOR_OF = {room: number for number, floor in enumerate(FLOORS) for room in floor}
WRITING_METHODS = {"save", "create", "bulk_create", "get_or_create", "update_or_create", "bulk_update", "delete"}
READING_FURNITURE = {"views.py", "queries.py", "page.py", "permissions.py", "forms.py", "filters.py", "jsonld.py"}


def python_files(*, migrations=False):
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield path


FILES = list(python_files())
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "templates").rglob("*.txt"))


def relative(path):
    return str(path.relative_to(ROOT))


def imported_modules(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_imports_go_down_only(path):
    room = path.relative_to(ROOT).parts[0]
    wrong = [
        module
        for module in imported_modules(path)
        if (other := module.split(".")[0]) in FLOOR_OF and other != room and FLOOR_OF[other] >= FLOOR_OF[room]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=relative)
def test_files_and_functions_stay_short(path):
    text = path.read_text()
    assert text.count("\n") <= 400
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    too_long = [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, functions) and node.end_lineno - node.lineno + 1 > 50
    ]
    assert too_long == []


@pytest.mark.parametrize("path", [path for path in FILES if path.name in READING_FURNITURE], ids=relative)
def test_reading_furniture_never_writes(path):
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    names = {call.func.attr for call in calls if isinstance(call.func, ast.Attribute)}
    assert names & WRITING_METHODS == set()


@pytest.mark.parametrize("path", [path for path in FILES if path.name == "choices.py"], ids=relative)
def test_choices_import_nothing_of_ours(path):
    assert [module for module in imported_modules(path) if module.split(".")[0] in FLOOR_OF] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_templates_stay_short(path):
    assert path.read_text().count("\n") <= 170


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in [*FILES, *TEMPLATES])
    by_convention = {"400.html", "403.html", "404.html", "429.html", "500.html"}
    unused = [
        name
        for path in TEMPLATES
        if (name := str(path.relative_to(ROOT / "templates"))) not in by_convention
        and not (ALLAUTH_TEMPLATES / name).exists()  # its views show ours in their place
        and not re.search(rf"""["']{re.escape(known_as(name))}["']""", sources)
    ]
    assert unused == []


def known_as(name):
    """Both files of a message go by the name of their folder."""
    folder, _slash, file = name.removeprefix("emails/").rpartition("/")
    return folder if name.startswith("emails/") and file in ("subject.txt", "message.txt") else name


def test_parts_of_templates_are_not_rendered_as_pages():
    partial = re.compile(r"""render\([^)]*["'][^"']*/_[^"']*\.html["']""")
    assert [relative(path) for path in FILES if path.name == "views.py" and partial.search(path.read_text())] == []


def test_templates_carry_no_inline_script_or_style():
    inline = re.compile(r"\sstyle=|\son[a-z]+=[\"']|<style|<script(?![^>]*(src=|type=\"application/))", re.I)
    assert [relative(path) for path in TEMPLATES if inline.search(path.read_text())] == []


def test_nothing_is_left_for_later():
    marker = re.compile(r"\b(TODO|FIXME|XXX)\b")
    assert [relative(path) for path in [*FILES, *TEMPLATES] if marker.search(path.read_text())] == []


def test_every_room_stands_in_the_map_of_the_readme():
    readme = (ROOT / "README.md").read_text()
    assert [room for room in ROOMS if f"`{room}/`" not in readme] == []

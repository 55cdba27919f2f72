"""The look stays light, current and self-contained (rulings 33 and 34)."""

import re

import brotli
import pytest
from django.conf import settings

from core.stylesheet import SHEETS, combined, compact

STATIC = settings.BASE_DIR / "static"
SERVED = ("css/site.css", "js/vendor/htmx-2.0.11/htmx.min.js", "js/site.js")
HEAVIEST = 26_000


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_served_stylesheet_is_made_of_its_parts(sheet):
    assert (STATIC / "css" / f"{sheet}.css").read_text(encoding="utf-8") == combined(sheet), "run manage.py build_css"


def test_every_part_is_served():
    served = {name for parts in SHEETS.values() for _layer, name in parts}
    assert {f"parts/{part.name}" for part in (STATIC / "css" / "parts").iterdir()} <= served


def test_style_and_script_together_stay_within_their_weight():
    assert sum(len(brotli.compress((STATIC / name).read_bytes())) for name in SERVED) <= HEAVIEST


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_stylesheet_asks_nobody_for_anything(sheet):
    assert re.findall(r"url\(|@import|https?:", combined(sheet)) == []


def test_compacting_keeps_the_meaning():
    source = "/* why */\na:hover,\nb > i { color: red;\n  margin: calc(1px + 2px) 0; }\n"
    assert compact(source) == "a:hover,b > i{color:red;margin:calc(1px + 2px) 0}"


def colours(scheme):
    """{name: luminance} of the tokens; the dark ones stand on top of the light ones."""
    tokens = (STATIC / "css" / "parts" / "tokens.css").read_text(encoding="utf-8")
    light, dark = tokens.split("@media (prefers-color-scheme: dark)")
    source = light if scheme == "light" else light + dark
    found = dict(re.findall(r"--([\w-]+): #(\w{3,6});", source))
    return {
        name: luminance(value if len(value) == 6 else "".join(digit * 2 for digit in value))
        for name, value in found.items()
    }


def luminance(value):
    channels = [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface", "mist"])
def test_words_and_borders_stand_out(scheme, ground):
    tokens = colours(scheme)
    words = ("ink", "ink-soft", "fjord", "fjord-deep", "moss", "lingon", "ochre")
    assert [word for word in words if contrast(tokens[word], tokens[ground]) < 4.5] == []
    assert contrast(tokens["line-strong"], tokens[ground]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_on_colour_stand_out(scheme):
    tokens = colours(scheme)
    assert contrast(tokens["on-fjord"], tokens["fjord"]) >= 4.5
    assert contrast(tokens["on-fjord"], tokens["fjord-deep"]) >= 4.5
    assert contrast(tokens["ink"], tokens["highlight"]) >= 4.5

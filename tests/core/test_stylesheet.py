"""The look stays light, current and self-contained (rulings 33 and 34)."""

import re

import brotli
from django.conf import settings

from core.stylesheet import combined, compact

STATIC = settings.BASE_DIR / "static"
SERVED = ("css/site.css", "js/vendor/htmx-2.0.11/htmx.min.js", "js/site.js")
HEAVIEST = 26_000


def test_the_served_stylesheet_is_made_of_its_parts():
    assert (STATIC / "css" / "site.css").read_text(encoding="utf-8") == combined(), "run manage.py build_css"


def test_style_and_script_together_stay_within_their_weight():
    assert sum(len(brotli.compress((STATIC / name).read_bytes())) for name in SERVED) <= HEAVIEST


def test_the_stylesheet_asks_nobody_for_anything():
    assert re.findall(r"url\(|@import|https?:", combined()) == []


def test_compacting_keeps_the_meaning():
    source = "/* why */\na:hover,\nb > i { color: red;\n  margin: calc(1px + 2px) 0; }\n"
    assert compact(source) == "a:hover,b > i{color:red;margin:calc(1px + 2px) 0}"

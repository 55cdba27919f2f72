"""The parts of the stylesheets, in order, each in its cascade layer: later layers win over earlier ones.

Every page has `site`; where somebody writes or decides, `work` comes on top.
"""

import re

from django.conf import settings

VENDOR = "vendor/designsystemet-1.22"
SHEETS = {
    "site": (
        ("tokens", "parts/tokens.css"),
        ("base", "parts/base.css"),
        ("system", f"{VENDOR}/button.css"),
        ("system", f"{VENDOR}/input.css"),
        ("layout", "parts/layout.css"),
        ("components", "parts/components.css"),
        ("pages", "parts/pages.css"),
        ("pages", "parts/map.css"),
        ("pages", "parts/portal.css"),
        ("print", "parts/print.css"),
    ),
    "work": (
        ("pages", "parts/draft.css"),
        ("pages", "parts/desk.css"),
    ),
}


def combined(sheet: str) -> str:
    folder = settings.BASE_DIR / "static" / "css"
    parts = (_part(layer, (folder / name).read_text(encoding="utf-8")) for layer, name in SHEETS[sheet])
    return f"/* Made by `manage.py build_css` from static/css/parts: change those. */\n{_order()}" + "".join(parts)


def _order() -> str:
    """The same in each sheet, so that it does not matter which of them a browser has read first."""
    layers = dict.fromkeys(layer for layer, _name in SHEETS["site"])
    return f"@layer {','.join(layers)};\n"


def _part(layer: str, source: str) -> str:
    return f"@layer {layer}{{{compact(source)}}}\n"


def compact(source: str) -> str:
    """Comments and needless white space away; nothing clever."""
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    source = re.sub(r"\s+", " ", source)
    source = re.sub(r" ?([{};,]) ?", r"\1", source)
    source = re.sub(r"([\w-]): ", r"\1:", source)
    return source.replace(";}", "}").strip()

"""The parts of the stylesheet, in order, each in its cascade layer: later layers win over earlier ones."""

import re

from django.conf import settings

VENDOR = "vendor/designsystemet-1.22"
PARTS = (
    ("tokens", "parts/tokens.css"),
    ("base", "parts/base.css"),
    ("system", f"{VENDOR}/button.css"),
    ("system", f"{VENDOR}/input.css"),
    ("layout", "parts/layout.css"),
    ("components", "parts/components.css"),
    ("pages", "parts/pages.css"),
    ("pages", "parts/map.css"),
    ("pages", "parts/portal.css"),
    ("pages", "parts/draft.css"),
    ("print", "parts/print.css"),
)


def combined() -> str:
    folder = settings.BASE_DIR / "static" / "css"
    layers = ",".join(dict.fromkeys(layer for layer, _name in PARTS))
    parts = (_part(layer, (folder / name).read_text(encoding="utf-8")) for layer, name in PARTS)
    return f"/* Made by `manage.py build_css` from static/css/parts: change those. */\n@layer {layers};\n" + "".join(
        parts
    )


def _part(layer: str, source: str) -> str:
    return f"@layer {layer}{{{compact(source)}}}\n"


def compact(source: str) -> str:
    """Comments and needless white space away; nothing clever."""
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    source = re.sub(r"\s+", " ", source)
    source = re.sub(r" ?([{};,]) ?", r"\1", source)
    source = re.sub(r"([\w-]): ", r"\1:", source)
    return source.replace(";}", "}").strip()

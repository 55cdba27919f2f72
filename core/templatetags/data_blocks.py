import json

from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@register.simple_tag
def json_ld(data) -> SafeString:
    """`data` as a block for machines; nothing in it can end the block."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{written}</script>')  # noqa: S308

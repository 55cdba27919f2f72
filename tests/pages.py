"""Reading pages in tests: ask for one, and ask the parsed page what it shows."""

import json
import re

from django.utils import translation
from justhtml import JustHTML


def address_of(item, language="en"):
    with translation.override(language):
        return item.get_absolute_url()


def read(client, item, language="en", query=""):
    """The page of a fresh copy of the item, parsed; it must be there."""
    fresh = type(item).objects.get(pk=item.pk)
    response = client.get(address_of(fresh, language) + query)
    assert response.status_code == 200
    return parsed(response)


def parsed(response):
    return JustHTML(response.content.decode(), sanitize=False)


def words(node):
    return re.sub(r"\s+", " ", node.to_text(separator="", strip=False)).strip()


def texts(page, selector):
    return [words(node) for node in page.query(selector)]


def attributes(page, selector, name):
    return [node.attrs.get(name) for node in page.query(selector)]


def language_of(node):
    while node:
        if node.attrs and node.attrs.get("lang"):
            return node.attrs["lang"]
        node = node.parent
    return None


def languages_of(page, text):
    """The languages in which the page marks the places that hold just this text, the innermost around it."""
    holding = [node for node in page.query_one("main").query("*") if words(node) == text]
    around = [node.parent for node in holding]
    return {language_of(node) for node in holding if not any(node is outer for outer in around)}


def facts(page, selector=".fact-box"):
    """{label: [values]} of a fact list."""
    rows = page.query(f"{selector} .facts > div")
    return {words(row.query_one("dt")): texts(row, "dd") for row in rows}


def linked_data(page):
    """{type: node} of the schema.org graph."""
    block = page.query_one('script[type="application/ld+json"]')
    nodes = json.loads(block.to_text(strip=False))["@graph"]
    return {node["@type"] if isinstance(node["@type"], str) else node["@type"][0]: node for node in nodes}


def empties_in(data, path="$"):
    """Paths of values that say nothing."""
    if data in (None, "", [], {}):
        return [path]
    if isinstance(data, dict):
        return [found for key, value in data.items() for found in empties_in(value, f"{path}.{key}")]
    if isinstance(data, list):
        return [found for index, value in enumerate(data) for found in empties_in(value, f"{path}[{index}]")]
    return []

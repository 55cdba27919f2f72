"""The XML in a document: names of people are taken out, and nothing in it may act or load from elsewhere.

The rest stays byte by byte: these programs are particular about prefixes, so nothing is parsed and written anew.
"""

import re

from files.cleaning.refusal import Reason, Refused

_EMPTY = {
    "docProps/core.xml": b"<cp:coreProperties xmlns:cp="
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "docProps/app.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
    "meta.xml": b'<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    b'office:version="1.3"><office:meta/></office:document-meta>',
}
_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOBODY = "Author"
_OTHER_ENCODING = re.compile(
    rb"^(\xff\xfe|\xfe\xff|\x00|<\x00|<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-?8|us-ascii))", re.I
)
_DEFINES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.I)
_ENCRYPTED = re.compile(rb"<(\w+:)?encryption-data\b")
_ACTS = re.compile(
    rb"<office:script[\s>]|<script[\s>]|<(\w+:)?instrText[^<>]*>\s*DDE|\binstr\s*=\s*[\"']\s*DDE|<(\w+:)?ddeLink\b",
    re.I,
)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^<>]*>")
_IS_EXTERNAL = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.I)
_IS_LINK = re.compile(rb"Type\s*=\s*[\"'][^\"'<>]*/hyperlink[\"']")
_SHOWN_FROM_ELSEWHERE = re.compile(
    rb"<draw:(?:image|object|object-ole|plugin|applet|floating-frame)\b[^<>]*"
    rb"xlink:href\s*=\s*[\"'](?:[a-z][a-z0-9+.-]*:|/|\.\./|\\)",
    re.I,
)
_NAMED = re.compile(rb"(\s(?:\w+:)?(?:author|initials|userId|providerId|lastModifiedBy)\s*=\s*)(\"[^\"<]*\"|'[^'<]*')")
_NAMED_PERSON = re.compile(rb"(\s(?:name|displayName)\s*=\s*)(\"[^\"<]*\"|'[^'<]*')")
_TAG = re.compile(rb"<[A-Za-z][^<>]*>")
_WORDS_OF_PEOPLE = re.compile(
    rb"(<((?:\w+:)?(?:creator|creator-initials|sender-initials|author|initial-creator|lastModifiedBy)\b)[^<>]*(?<!/)>)"
    rb"[^<]*(</\2\s*>)"
)
_OF_PEOPLE = re.compile(r"(^|/)(commentAuthors|authors|person\d*|people)\.xml$", re.I)


def washed(name: str, inside: bytes) -> bytes:
    if name.startswith("docProps/") or name == "meta.xml" or name.endswith("/meta.xml"):
        empty = _EMPTY.get(name) or (_EMPTY["meta.xml"] if name.endswith("/meta.xml") else None)
        if empty:
            return _DECLARATION + empty
    if _OTHER_ENCODING.match(inside) or _DEFINES.search(inside):
        raise Refused(Reason.BROKEN)
    if _ENCRYPTED.search(inside):
        raise Refused(Reason.PROTECTED)
    if _ACTS.search(inside):
        raise Refused(Reason.RUNS_BY_ITSELF)
    if _SHOWN_FROM_ELSEWHERE.search(inside) or _relates_elsewhere(inside):
        raise Refused(Reason.LOADS_FROM_ELSEWHERE)
    return _without_names(name, inside)


def _relates_elsewhere(inside: bytes) -> bool:
    external = (tag for tag in _RELATION.findall(inside) if _IS_EXTERNAL.search(tag))
    return any(not _IS_LINK.search(tag) for tag in external)


def _without_names(name: str, inside: bytes) -> bytes:
    patterns = [_NAMED, _NAMED_PERSON] if _OF_PEOPLE.search(name) else [_NAMED]

    def nobody(tag: re.Match) -> bytes:
        words = tag[0]
        for pattern in patterns:
            words = pattern.sub(rb'\1"' + _NOBODY.encode() + b'"', words)
        return words

    inside = _TAG.sub(nobody, inside)
    return _WORDS_OF_PEOPLE.sub(rb"\1" + _NOBODY.encode() + rb"\3", inside)

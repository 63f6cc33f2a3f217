"""A cable's page -> what Pagefind shall read of it, and its facets. Pure: bytes in, values out.

Two thirds of a page are not searched (navigation, what cites it, envelope, exact source). Leaving them out saves
reading them, and a shard need not be made again when only they changed. Facets are left out too: they are kept in
columns (columns.py), where they take half the bytes of Pagefind's filters and are the same on every run.
"""

import re
from collections.abc import Mapping
from html import unescape

import msgspec

RULE = b"3"  # of the cut below: another rule, another number, and every shard is made again
_TITLE, _TITLE_END = b"<h1 data-pagefind-body", b"</h1>"
_TEXT = b'<div class="body" data-pagefind-body'
_WORDS, _WORDS_END = b"<p hidden data-pagefind-weight", b"</p>"
_PARAGRAPH = re.compile(rb'<(\w+)([^<>]*) id="(p\d[^"]*)"([^<>]*)>')
_FACET = re.compile(rb'<span data-pagefind-filter="(\w+)">([^<]*)</span>\s?')
_OPEN = b'<!doctype html><html lang="en"><title>.</title><body>\n'


class Document(msgspec.Struct, frozen=True):
    """What is indexed of a cable: a page for Pagefind, and the values of each facet."""

    page: bytes
    facets: Mapping[str, tuple[str, ...]]


def document_of(page: bytes) -> Document:
    """Take from a page its title, its text with an anchor before each paragraph, and the words beside the text.

    An anchor is empty, for Pagefind keeps the text of an element that has an id, a second time, with each result. The
    words beside the text (ids, tags) get the anchor ``beside``: who is found by them is led to no paragraph. A page
    that is not laid out as ours is taken whole.
    """
    facets: dict[str, tuple[str, ...]] = {}
    for name, value in _FACET.findall(page):
        key = name.decode()
        facets[key] = (*facets.get(key, ()), unescape(value.decode("utf-8", "replace")))
    title, text, words = page.find(_TITLE), page.find(_TEXT), page.rfind(_WORDS)
    title_end, words_end = page.find(_TITLE_END, title), page.find(_WORDS_END, words)
    if min(title, text, words, title_end, words_end) < 0 or not title_end < text < words:
        return Document(_FACET.sub(b"", page), facets)
    body = _PARAGRAPH.sub(rb'<\1\2\4><span id="\3"></span>', _FACET.sub(b"", page[text:words]))
    beside = page[words : words_end + len(_WORDS_END)].replace(b"<p hidden", b'<p hidden id="beside"', 1)
    cut = (_OPEN, page[title : title_end + len(_TITLE_END)], b"\n", body, beside, b"</div>\n")
    return Document(b"".join(cut), facets)

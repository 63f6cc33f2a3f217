"""A cable's page -> what Pagefind shall read of it. Pure: bytes in, bytes out.

Two thirds of a page are not searched (navigation, what cites it, envelope, exact source). Leaving them out saves
reading them, and a shard need not be made again when only they changed.
"""

import re

RULE = b"1"  # of the cut below: another rule, another number, and every shard is made again
_TITLE, _TITLE_END = b"<h1 data-pagefind-body", b"</h1>"
_TEXT = b'<div class="body" data-pagefind-body'
_WORDS, _WORDS_END = b"<p hidden data-pagefind-weight", b"</p>"
_PARAGRAPH = re.compile(rb'<(\w+)([^<>]*) id="(p\d[^"]*)"([^<>]*)>')
_OPEN = b'<!doctype html><html lang="en"><title>.</title><body>\n'


def searchable(page: bytes) -> bytes:
    """Return the document to index: title, text with an anchor before each paragraph, and the words beside the text.

    An anchor is empty, for Pagefind keeps the text of an element that has an id, a second time, with each result. The
    words beside the text (ids, tags) get the anchor ``beside``: who is found by them is led to no paragraph. A page
    that is not laid out as ours is returned whole.
    """
    title, text, words = page.find(_TITLE), page.find(_TEXT), page.rfind(_WORDS)
    title_end, words_end = page.find(_TITLE_END, title), page.find(_WORDS_END, words)
    if min(title, text, words, title_end, words_end) < 0 or not title_end < text < words:
        return page
    body = _PARAGRAPH.sub(rb'<\1\2\4><span id="\3"></span>', page[text:words])
    beside = page[words : words_end + len(_WORDS_END)].replace(b"<p hidden", b'<p hidden id="beside"', 1)
    return b"".join((_OPEN, page[title : title_end + len(_TITLE_END)], body, beside, b"</div>\n"))

"""Saved pages of the publication of 2013, where the telegrams of 1973 to 1979 stand: a synopsis and a block of text.

The text in the block is escaped, unlike that of the pages of 2010. Works on the bytes, as those pages do.
"""

import datetime as dt
import re

from generator.cables.model import Piece
from generator.cables.source.banners import is_lost_text
from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Decoded, decode, has_marks, split_lines, unescape
from generator.cables.source.layouts.archives.nara import split_tags
from generator.cables.source.layouts.common import as_message
from generator.cables.source.model import Line, Metadata, Source

_SYNOPSIS = re.compile(rb"""<table[^<>]{0,200}\bid=["']synopsis["']""")
_PAIR = re.compile(
    r"""<div class=["']s_key["']>(.{0,200}?)</div>\s{0,40}<div class=["']s_val["']>(.{0,4000}?)</div>""", re.DOTALL
)
_TITLE = re.compile(r"<tr>\s{0,40}<td colspan=[\"']?\d[\"']?>(.{0,1000}?)</td>", re.DOTALL)
_BLOCK = re.compile(rb"""<div[^<>]{0,200}\bid=["']tagged-text["'][^<>]{0,200}>\s{0,40}<pre[^<>]{0,80}>""")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_LONGEST_TABLE = 100_000
_MOST = 60
_SOURCE = "WikiLeaks, page of the Public Library of US Diplomacy"


def is_plusd_page(data: bytes) -> bool:
    """Say whether a file is such a page: the synopsis, and the block of text after it."""
    if b"synopsis" not in data:
        return False
    table = _SYNOPSIS.search(data)
    return table is not None and _BLOCK.search(data, table.end()) is not None


def read_plusd_page(data: bytes) -> Source:
    """Read a page.

    ``Source.lines`` are the pairs of the synopsis and the title as lines of text (``From: Halvania Vensk``), then the lines of
    the block without markup; the page round them is not among them. ``physical`` maps each to its line of the file.
    """
    table = _SYNOPSIS.search(data)
    block = _BLOCK.search(data, table.end()) if table else None
    if table is None or block is None:
        return Source("unknown", Metadata(), (), (), damage=(("C001", 1, ""),))
    html, damage = decode(data[table.start() : min(block.start(), table.start() + _LONGEST_TABLE)])
    line = data.count(b"\n", 0, table.start()) + 1
    damage = [(code, line, detail) for code, _, detail in damage]
    fields: dict[str, str] = {}
    for match in list(_PAIR.finditer(html))[:_MOST]:
        fields.setdefault(_plain(match[1]).rstrip(":").strip(), _plain(match[2]))
    title = _TITLE.search(html)
    if title:
        fields.setdefault("Subject", _plain(title[1]))
    lines = [f"{name}: {value}".rstrip() for name, value in fields.items() if name]
    wrapping = [Piece(n, 0, text, "metadata.attribute") for n, text in enumerate(lines, 1)]
    head = len(lines)
    begins = data.count(b"\n", 0, block.end()) + 1
    closing = data.find(b"</pre>", block.end())
    if closing < 0:
        damage.append(("C008", head, "the block of text is not closed"))
        closing = len(data)
    text, found = decode(data[block.end() : closing])
    damage += [(code, head + at, detail) for code, at, detail in found]
    texts = split_lines(unescape(_TAG.sub("", text)))
    lines += texts
    message, aside = as_message(Decoded(lines, damage, has_marks(text)), head)
    for at, one in enumerate(message):
        if is_lost_text(one.text.strip()):
            aside.append(Piece(one.number, one.column, one.text, "layout.lost-text"))
            message[at] = Line(one.number, one.column, "")
            damage.append(("C007", 1, ""))
    created = read_date(fields.get("Date", ""))
    if fields.get("Date") and created is None:
        damage.append(("C008", 1, f"date: {fields['Date'][:40]}"))
    known = {
        name: value for name, value in fields.items() if value and value.lower() not in {"n/a", "-- not assigned --"}
    }
    number = known.get("Canonical ID") or known.get("Document Number")
    metadata = Metadata(
        id=number,
        created=created[0] if created else None,
        has_time=bool(
            created and created[1] and created[0].time() != dt.time()
        ),  # midnight is no time, as with the archives
        classification=(known.get("Original Classification") or "").partition("|")[0].strip() or None,
        title=known.get("Subject"),
        tags=split_tags(known.get("TAGS", "")),
        source=_SOURCE,
        archive=tuple(
            (name, known[label])
            for name, label in (
                ("number", "Canonical ID"),
                ("film", "Film Number"),
                ("locator", "Locator"),
                ("type", "Type"),
            )
            if label in known
        ),
    )
    physical = (line,) * head + tuple(range(begins, begins + len(texts)))
    return Source(
        "plusd-html", metadata, tuple(lines), tuple(message), None, (*wrapping, *aside), physical, tuple(damage)
    )


def _plain(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", html)).split())

"""The texts, words and facets of a shard's cables -> the files of the shard. Pure: names and bytes.

Pagefind 1.5 names the text of a page by a digest, and lists every digest in the file that each search loads; filters it
writes in another order on every run. Here both stand in one file of our own, in a third of the bytes; a text is named as
its cable is. What changes with any cable of the shard stands in a folder named by its digest, so that nobody reads an old
list with new words:

    DIGEST/columns.bin    what every search of the shard needs (columns)
    DIGEST/NUMBER.pf_index   the words from one first word of columns.bin to the next, as Pagefind's program reads them
    fragment/ID.pf_fragment  a cable's text and what is told of it with a hit (text_of)
    shard.json            what must be known of the shard before it is loaded (Summary)
"""

import gzip
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from generator.output.search.document import Document
from generator.output.search.lexicon import SIGNATURE
from generator.output.search.words import cut_words

VERSION = b"5"  # of these rules: another rule, another number, and every shard is made again
FACETS = ("tag", "post", "country", "classification")
DAY = "day"
SEPARATOR = " – "  # between a code and its words in a facet's value
_NAME = re.compile(r"[^/ ]+")
_DIGITS = "0123456789"
Facets = Mapping[str, tuple[str, ...]]


class Summary(msgspec.Struct, frozen=True):
    """A shard in short: how many cables, its first and last day (None without dates), how many cables have none.

    digest names its contents. facets is the number of cables for each value of each facet and for each year.
    """

    digest: str
    count: int
    first: str | None
    last: str | None
    undated: int
    facets: Mapping[str, Mapping[str, int]]


class Page(NamedTuple):
    """A cable as a shard has it: the address of its page, its facets, how many words it has, its text (``text_of``)."""

    address: str
    facets: Facets
    length: int
    text: bytes


def text_of(address: str, document: Document) -> bytes:
    """Return the text of a cable, and what is told of it with a hit, as Pagefind writes it."""
    told = {
        "url": f"/{address}",
        "content": " ".join(document.words),
        "word_count": len(document.words),
        "filters": {},
        "meta": document.meta,
        "anchors": [{"element": "span", "id": name, "text": "", "location": place} for name, place in document.anchors],
    }
    return SIGNATURE + msgspec.json.encode(told)


def shard_files(pages: Sequence[Page], words: Sequence[tuple[str, bytes]], fields: Sequence[str]) -> dict[str, bytes]:
    """Return the files of a shard as they shall stand in the site.

    Args:
        pages: its cables, in the order in which words number them.
        words: each with what is written of it, in order.
        fields: the names of what is told with a hit, in the order in which words number them.

    Raises:
        ValueError: two cables have one name, or one that cannot stand in an address.
    """
    texts = {_name(page.address): gzip.compress(page.text, 6, mtime=0) for page in pages}
    if len(texts) != len(pages):
        message = "two pages of a shard have one name"
        raise ValueError(message)
    rows = [page.facets for page in pages]
    starts, cut = cut_words(words)
    told = gzip.compress(columns(rows, tuple(texts), [page.length for page in pages], starts, fields), 9, mtime=0)
    digest = hashlib.sha256(b"".join((told, *cut, *texts.values()))).hexdigest()[:12]
    out = {f"fragment/{name}.pf_fragment": text for name, text in sorted(texts.items())}
    out |= {f"{digest}/{number}.pf_index": data for number, data in enumerate(cut)}
    out[f"{digest}/columns.bin"] = told
    out["shard.json"] = msgspec.json.encode(summary(rows, digest))
    return out


def _name(address: str) -> str:
    return address.rpartition("/")[2].removesuffix(".html")


def columns(
    rows: Sequence[Facets], names: Sequence[str], counts: Sequence[int], starts: Sequence[str], fields: Sequence[str]
) -> bytes:
    """Return columns.bin before compression: a line of JSON, behind it numbers of seven bits a byte, the lowest first.

    The line has the first day, the texts' names (each beginning once, then the figures of all that share it), the first
    word of each file of words, the names of what is told with a hit, the codes of each facet. The numbers are of each
    cable its words, then of each its day after the first (from 1; 0: none); then for each code the number of its cables
    and how many cables lie before each, since the one before.

    Args:
        rows: the cables' facets, in the order of the shard; names, counts (words) are of the same cables.
        names: of the texts.
        counts: words of each cable.
        starts: first words of the files of words.
        fields: names of what is told with a hit.

    Raises:
        ValueError: a name cannot stand in an address.
    """
    days = [date.fromisoformat(row[DAY][0]) if row.get(DAY) else None for row in rows]
    first = min((day for day in days if day), default=date(1970, 1, 1))
    codes: dict[str, list[str]] = {}
    numbers = [*counts, *(0 if day is None else (day - first).days + 1 for day in days)]
    for facet in FACETS:
        having: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            for code in dict.fromkeys(value.split(SEPARATOR)[0] for value in row.get(facet, ())):
                having.setdefault(code, []).append(place)
        codes[facet] = sorted(having)
        for code in codes[facet]:
            places = having[code]
            numbers += [
                len(places),
                *(place - before - 1 for before, place in zip([-1, *places], places, strict=False)),
            ]
    told = {"first": first, "names": _shortened(names), "starts": starts, "fields": fields, "codes": codes}
    return msgspec.json.encode(told) + b"\n" + _packed(numbers)


def _shortened(names: Iterable[str]) -> str:
    """Return names as one text: 07VENSK1, 07VENSK12, 08AYNOR3 as ``07VENSK 1 12/08AYNOR 3``."""
    out: list[str] = []
    before: str | None = None
    for name in names:
        if not _NAME.fullmatch(name):
            message = f"{name!r} is no name for a file of the index"
            raise ValueError(message)
        beginning = name.rstrip(_DIGITS)
        if beginning != before:
            out += ["/" if out else "", beginning]
            before = beginning
        out += [" ", name[len(beginning) :]]
    return "".join(out)


def _packed(numbers: Iterable[int]) -> bytes:
    out = bytearray()
    for number in numbers:
        left = number
        while left > 0x7F:
            out.append(left & 0x7F | 0x80)
            left >>= 7
        out.append(left)
    return bytes(out)


def summary(rows: Sequence[Facets], digest: str) -> Summary:
    """Count the cables of a shard."""
    days = [row[DAY][0] for row in rows if row.get(DAY)]
    counted = {name: Counter(value for row in rows for value in set(row.get(name, ()))) for name in FACETS}
    counted["year"] = Counter(day[:4] for day in days)
    facets = {name: dict(sorted(counts.items())) for name, counts in counted.items()}
    return Summary(digest, len(rows), min(days, default=None), max(days, default=None), len(rows) - len(days), facets)

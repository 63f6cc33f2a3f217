"""The number of each document in the index. Pure: follows from dates and keys alone.

Cables are numbered by date: 2 to the power of ``bits`` numbers for each day of the room, as many as its busiest day needs,
so that the day follows from the number and a cable more moves none but the later ones of its day. Before the first day
come notes and pages, then cables without a date (docs/explanation/search.md, "Numbers").
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import msgspec

_PAGES = 16  # the numbers of notes and pages, and of cables without a date, are rounded up to so many
_UNDATED = 64


class Document(msgspec.Struct, frozen=True):
    """Something to index: its key (a cable's id), day, digest of its text or of what its text is made of, and facets."""

    key: str
    cable: bool
    day: dt.date | None
    digest: bytes
    tags: tuple[str, ...] = ()
    post: str = ""
    country: str = ""
    level: str = ""


class Numbers(msgspec.Struct, frozen=True):
    """How documents are numbered: the first day, the numbers a day (2 to the power of bits), where days and cables begin."""

    first: dt.date
    bits: int
    base: int
    cables: int


def number_documents(documents: Sequence[Document]) -> tuple[Numbers, list[tuple[int, Document]]]:
    """Number documents; return them in order of their numbers."""
    others = sorted((one for one in documents if not one.cable), key=lambda one: one.key)
    undated = sorted((one for one in documents if one.cable and one.day is None), key=lambda one: one.key)
    dated = [(one.day, one.key, one) for one in documents if one.cable and one.day is not None]
    dated.sort(key=lambda one: one[:2])
    cables = _up(len(others), _PAGES)
    base = cables + _up(len(undated), _UNDATED)
    first = dt.date(dated[0][0].year if dated else 1970, 1, 1)
    busiest = max(Counter(day for day, _, _ in dated).values(), default=1)
    bits = (busiest - 1).bit_length()
    out = [*enumerate(others), *enumerate(undated, cables)]
    before, rank, start = None, 0, base
    for day, _, one in dated:
        if day != before:
            before, rank, start = day, 0, base + ((day - first).days << bits)
        out.append((start + rank, one))
        rank += 1
    return Numbers(first, bits, base, cables), out


def _up(count: int, step: int) -> int:
    return -(-count // step) * step

"""A source before it is read: its lines, and what its layout says of it. No reading of the message happens here."""

import datetime as dt

import msgspec

from generator.cables.model import Piece


class Line(msgspec.Struct, frozen=True, gc=False):
    """A working line, or the part of one that is still to be read.

    number counts from 1 in ``Source.lines``; column counts from 0 in that line and says where text begins there.
    """

    number: int
    column: int
    text: str


class Metadata(msgspec.Struct, frozen=True, gc=False):
    """What the archive or publisher says of a cable, as printed; None where the layout has no such field.

    created is aware and in UTC; has_time is False when only a day was given. known_bad_minutes marks the 2010 pages whose
    minutes are the hour again (docs/format.md, "Dates").
    """

    id: str | None = None
    created: dt.datetime | None = None
    has_time: bool = True
    known_bad_minutes: bool = False
    released: dt.date | None = None
    classification: str | None = None
    origin: str | None = None
    title: str | None = None
    tags: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    collection: str | None = None
    source: str | None = None
    note: str | None = None


class Source(msgspec.Struct, frozen=True, gc=False):
    """A decoded source, split into what its layout wraps round a message and the message itself.

    layout is one of "front-matter", "wikileaks-html", "pasted-page", "five-line", "csv-row", "pdf-text", "nara", "frus",
    "bare", "unknown". lines are the lines of the source as decoded (ends stripped); message are the working lines of
    header and body together, in order; body_start is the index in message where the layout says the body begins, None
    where it does not say. wrapping is the ledger of all that is not message (metadata lines, page chrome, pilcrows).
    physical maps a line number of ``lines`` to a line of the file when they differ (index 0 is line 1), else it is empty.
    damage lists what decoding met: (code, line number, detail).
    """

    layout: str
    metadata: Metadata
    lines: tuple[str, ...]
    message: tuple[Line, ...]
    body_start: int | None = None
    wrapping: tuple[Piece, ...] = ()
    physical: tuple[int, ...] = ()
    damage: tuple[tuple[str, int, str], ...] = ()

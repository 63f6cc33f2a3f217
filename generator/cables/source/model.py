"""A source before it is read: its lines, and what its layout says of it. No reading of the message happens here."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from generator.cables.model import OriginalPdf, Piece

# The layouts whose file is no plain text: the thing that a message was taken out of.
TAKEN_FROM: Mapping[str, str] = MappingProxyType({"wikileaks-html": "page", "csv-row": "row"})


class Line(msgspec.Struct, frozen=True, gc=False):
    """A working line, or the part of one that is still to be read.

    number counts from 1 in ``Source.lines``; column counts from 0 in that line and says where text begins there.
    """

    number: int
    column: int
    text: str


class Lines(list[Line]):
    """Working lines in order, which do not change; their texts and their joined text are made once, when first asked for."""

    __slots__ = ("_lengths", "_texts", "_whole")

    def __init__(self, lines: Iterable[Line] = (), texts: list[str] | None = None) -> None:
        """Take the lines, and their texts where those are at hand."""
        super().__init__(lines)
        self._texts = texts
        self._whole: str | None = None
        self._lengths: list[int] | None = None

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Lines":
        """Return lines as ``Lines``, unchanged if they are."""
        return lines if isinstance(lines, cls) else cls(lines)

    @property
    def texts(self) -> list[str]:
        """The text of each line."""
        if self._texts is None:
            self._texts = [line.text for line in self]
        return self._texts

    @property
    def whole(self) -> str:
        """The texts with a line end between two."""
        if self._whole is None:
            self._whole = "\n".join(self.texts)
        return self._whole

    @property
    def lengths(self) -> list[int]:
        """The length of each line's text."""
        if self._lengths is None:
            self._lengths = [*map(len, self.texts)]
        return self._lengths

    def part(self, begin: int, end: int) -> "Lines":
        """Return the lines from begin up to end; what was made of all of them is cut, not made again."""
        size = len(self)
        if not begin and end == size:
            return self
        part = Lines(self[begin:end], None if self._texts is None else self._texts[begin:end])
        if self._whole is not None and 0 <= begin < end <= size:
            first = len("\n".join(self.texts[:begin])) + 1 if begin else 0
            last = len(self._whole) - (len("\n".join(self.texts[end:])) + 1 if end < size else 0)
            part._whole = self._whole[first:last]
        if self._lengths is not None:
            part._lengths = self._lengths[begin:end]
        return part


def entries(lines: Iterable[Line], rule: str) -> list[Piece]:
    """Return the ledger of lines that one rule reads or sets aside; empty lines have none."""
    return [Piece(line.number, line.column, line.text, rule) for line in lines if line.text]


class Metadata(msgspec.Struct, frozen=True, gc=False):
    """What the archive or publisher says of a cable, as printed; None where the layout has no such field.

    created is aware and in UTC; has_time is False when only a day was given. known_bad_minutes marks the 2010 pages
    whose minutes are the hour again (docs/reference/format.md, "Dates"). sender, to, info, group, order, captions and
    signature are those of a print that labels what a transmission header, a heading and the end of a message say; group
    is a date-time group. post is the sender of a record in the archive's words. archive are (name, value) of what finds
    the record in its archive: the names are those of ``ARCHIVE``. pdfs are what the text was drawn from.
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
    sender: str | None = None
    to: tuple[str, ...] = ()
    info: tuple[str, ...] = ()
    group: str | None = None
    order: str | None = None
    captions: tuple[str, ...] = ()
    signature: str | None = None
    post: str | None = None
    archive: tuple[tuple[str, str], ...] = ()
    pdfs: tuple[OriginalPdf, ...] = ()


# What finds a record in its archive: the name in data, the words on a page.
ARCHIVE: Mapping[str, str] = MappingProxyType(
    {
        "number": "Number in the archive",
        "film": "Film number",
        "electronic": "Electronic file",
        "record_group": "Record group",
        "type": "Type of record",
        "locator": "Where its text lies",
        "withdrawn": "Withdrawn for",
        "case": "Case number",
        "document": "Document number",
        "release": "Release decision",
        "exemptions": "Exemptions",
        "printed": "Printed for release",
    }
)


class Source(msgspec.Struct, frozen=True, gc=False):
    """A decoded source, split into what its layout wraps round a message and the message itself.

    layout is one of "front-matter", "yaml-front-matter", "wikileaks-html", "plusd-html", "pasted-page", "five-line",
    "csv-row", "pdf-text", "nara", "smart", "white-house", "telegram-form", "withdrawal-notice", "british-telegram",
    "cablegram", "frus", "bare", "unknown"; within is the layout of the print that stands below front matter, "message" where
    front matter says that it is none. lines are the lines of the source as decoded (ends stripped); message are the working
    lines of header and body together, in order; body_start is the index in message where the layout says the body begins,
    None where it does not say. wrapping is the ledger of all that is not message (metadata lines, page chrome, pilcrows, what
    stands above and below the message). sections are those of a message that the file has, of total; begins are the lines
    where those after the first begin.
    physical maps a line number of ``lines`` to a line of the file when they differ (index 0 is line 1), else it is empty.
    damage lists what decoding met: (code, line number, detail). bannered is False where no line can be a banner.
    """

    layout: str
    metadata: Metadata
    lines: tuple[str, ...]
    message: Sequence[Line]
    body_start: int | None = None
    wrapping: tuple[Piece, ...] = ()
    physical: tuple[int, ...] = ()
    damage: tuple[tuple[str, int, str], ...] = ()
    within: str = ""
    sections: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    total: int = 1
    bannered: bool = True

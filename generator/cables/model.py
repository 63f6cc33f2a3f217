"""The values a cable is read into. No reading happens here.

Text in these values is the text of the source with its line ends joined, nothing else changed; what was taken out
stands in ``Cable.removals``, and ``Cable.ledger`` says for each piece of the source by which rule it was read.
"""

import datetime as dt

import msgspec


class Piece(msgspec.Struct, frozen=True, gc=False):
    """A stretch of one source line and the rule that read it: one entry of the ledger that nothing is lost.

    line counts from 1 in the decoded source; column counts from 0 in that line.
    """

    line: int
    column: int
    text: str
    rule: str


class Removal(msgspec.Struct, frozen=True, gc=False):
    """A piece that is in the source and not in the reading text, with the place in the text where it stood.

    block is the index in ``Cable.blocks`` of the block that goes on after it and offset the position in that block's
    text; block is -1 when it stood before the text (in the header or heading).
    """

    piece: Piece
    block: int = -1
    offset: int = 0


class Mention(msgspec.Struct, frozen=True, gc=False):
    """Something a text points at, as found, not yet resolved. start and end are positions in the block's text.

    kind "cable": post, serial and year (None when omitted) as written. kind "reference": letters of the REF block, empty
    for a bare "reftel". kind "paragraph": numbers of paragraphs of this cable. kind "redaction" and "withheld": nothing else.
    """

    start: int
    end: int
    kind: str
    post: str = ""
    serial: int = 0
    year: int | None = None
    letters: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class Block(msgspec.Struct, frozen=True, gc=False):
    """One block of the reading text.

    kind: "paragraph" (numbered or not), "subparagraph" (2.1), "item" (lettered, numbered in a list, or a bullet),
    "heading", "table" (columns kept, text has line ends), "lines" (short lines kept, text has line ends), "rule" (a
    line across with no heading), "marker" (``BEGIN TEXT`` and the like). label is the number, letter or bullet as printed
    (``2.1.``, ``a)``, ``--``); anchor is unique on the page; mark is the portion mark as printed (``(S//NF)``) and level
    its normal form; segment names the named part it lies in ("summary", "comment", "note", "action" …); depth is 0 for
    the text, 1 for sub-paragraphs and items, 2 for items within sub-paragraphs; line is where it starts in the source;
    dressing is what stood around a heading (its rules), as printed.
    """

    kind: str
    text: str
    line: int
    label: str = ""
    anchor: str = ""
    mark: str = ""
    level: str = ""
    segment: str = ""
    depth: int = 0
    dressing: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Addressee(msgspec.Struct, frozen=True, gc=False):
    """One line of TO or INFO: routing indicator, name as printed, precedence word, the sender's running count."""

    name: str
    routing: str = ""
    precedence: str = "ROUTINE"
    count: str = ""
    office: str = ""


class Envelope(msgspec.Struct, frozen=True, gc=False):
    """The transmission header. Every field may be empty: 82 of 1,295 real pages have none (docs/reference/format.md)."""

    transmission_id: str = ""
    relay_precedence: str = ""
    relay: tuple[str, ...] = ()
    station: str = ""
    station_serial: str = ""
    station_section: str = ""
    filed_day: int | None = None
    filed_time: str = ""
    signals: str = ""
    precedence: tuple[str, ...] = ()
    dtg: str = ""
    dtg_date: dt.datetime | None = None
    dtg_suffix: str = ""
    sender: str = ""
    to: tuple[Addressee, ...] = ()
    info: tuple[Addressee, ...] = ()
    excluded: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    notice: str = ""
    lines: tuple[Piece, ...] = ()


class ExecutiveOrder(msgspec.Struct, frozen=True, gc=False):
    """The E.O. line: the order's number as printed, the value as printed, the date in it or None."""

    order: str
    value: str
    declassify_on: dt.date | None = None


class Reference(msgspec.Struct, frozen=True, gc=False):
    """One item of a REF block. label is its letter or "".

    kind: "cable", "email", "intelligence", "open-source", "meeting", "document", "other". id is the canonical id when the
    item names a cable: for an omitted year the citing cable's, rolled back as docs/reference/format.md says; year_given says
    whether the year was written. flags keeps ``NOTAL``, ``AND PREVIOUS`` and the like.
    """

    label: str
    text: str
    kind: str
    id: str | None = None
    year_given: bool = False
    flags: tuple[str, ...] = ()
    line: int = 0


class Check(msgspec.Struct, frozen=True, gc=False):
    """One check of the record against itself: what was compared, whether it agrees, and what was found.

    words are a message of the interface in which ``{found}`` stands for what was found; "" where that says all.
    """

    name: str
    agrees: bool
    found: str
    words: str = ""

    @property
    def said(self) -> str:
        """What was found, in English."""
        return self.words.replace("{found}", self.found) or self.found


class OriginalPdf(msgspec.Struct, frozen=True, gc=False):
    """A PDF that the text of a cable was drawn from: its path as front matter names it, its SHA-256 in hexadecimal digits.

    pages are (number of a page of the PDF, from 1; the line of the source where its text begins, 0 where that is not known).
    """

    file: str
    sha256: str
    pages: tuple[tuple[int, int], ...] = ()


class Cable(msgspec.Struct, frozen=True, gc=False):
    """A cable, read. ``parse_cable`` makes it; docs/reference/format.md says how each field is found.

    date is aware and in UTC; precision is "minute" or "day"; date_source is "dtg" or "metadata", "" with date None.
    level is one of UNCLASSIFIED, LIMITED OFFICIAL USE, CONFIDENTIAL, SECRET, TOP SECRET, "" when unknown. title is for
    reading (sentence set from capitals), subject as printed and joined to one line. summary is joined text or None. archive
    are (name, value) of what finds the record in its archive (``cables.source.model.ARCHIVE``); pdfs are what the text was
    drawn from.
    """

    id: str
    path: str
    layout: str
    sha256: str
    year: int | None
    post: str
    serial: int | None
    aliases: tuple[str, ...] = ()
    date: dt.datetime | None = None
    date_source: str = ""
    precision: str = "minute"
    released: dt.date | None = None
    classification: str = ""
    level: str = ""
    caveats: tuple[str, ...] = ()
    origin: str = ""
    title: str = ""
    title_source: str = "subject"
    subject: str = ""
    subject_mark: str = ""
    tags: tuple[str, ...] = ()
    tags_raw: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    corrected: str = ""
    attention: tuple[str, ...] = ()
    envelope: Envelope = Envelope()
    executive_order: ExecutiveOrder | None = None
    classified_by: str = ""
    reasons: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    blocks: tuple[Block, ...] = ()
    summary: str | None = None
    signature: str = ""
    sections: int = 1
    pages_removed: int = 0
    paragraphs: int = 0
    words: int = 0
    collection: str = ""
    source: str = ""
    note: str = ""
    archive: tuple[tuple[str, str], ...] = ()
    pdfs: tuple[OriginalPdf, ...] = ()
    checks: tuple[Check, ...] = ()
    removals: tuple[Removal, ...] = ()
    ledger: tuple[Piece, ...] = ()
    lines: tuple[str, ...] = ()


class Use(msgspec.Struct, frozen=True, array_like=True):
    """An abbreviation of a cable: the place in its joined blocks where it is explained, and the meaning.

    meaning "" is undecided; own says that the cable spells it out; known that the vocabulary has it, and the cable does not
    mean something else by it.
    """

    term: str
    start: int
    meaning: str
    own: bool = False
    known: bool = True

"""One line of ``text-YYYY.jsonl.gz``: a cable with its text, paragraph by paragraph, as the data edition has it. Pure."""

from collections.abc import Sequence

import msgspec

from generator.cables.model import Addressee, Cable
from generator.corpus.resolve import Link
from generator.pages.dates import moment

_encode = msgspec.json.Encoder(order=None).encode


class TextPart(msgspec.Struct, frozen=True):
    """A block of the reading text, as ``cables.model.Block`` has it."""

    anchor: str
    kind: str
    label: str
    mark: str
    level: str
    segment: str
    depth: int
    text: str


class TextReference(msgspec.Struct, frozen=True):
    """An item of the REF block; id is None where it names no cable, year how its year was found (``holdings.Cited``)."""

    label: str
    text: str
    kind: str
    id: str | None
    held: bool
    year: str


class TextAddressee(msgspec.Struct, frozen=True):
    """An addressee; line is "to" or "info"."""

    line: str
    name: str
    routing: str
    precedence: str


class TextMention(msgspec.Struct, frozen=True):
    """A cable that a paragraph names, as printed. part counts the paragraphs from 0; year is None where none is printed."""

    part: int
    text: str
    post: str
    serial: int
    year: int | None


class TextRecord(msgspec.Struct, frozen=True):
    """A cable with its text. date is in UTC, as ``2007-04-25T10:00:00Z``, None where unknown."""

    id: str
    date: str | None
    post: str
    origin: str
    classification: str
    level: str
    title: str
    subject: str
    signature: str
    words: int
    sha256: str
    tags: tuple[str, ...]
    addressees: tuple[TextAddressee, ...]
    references: tuple[TextReference, ...]
    mentions: tuple[TextMention, ...]
    paragraphs: tuple[TextPart, ...]


def text_line(cable: Cable, links: Sequence[Link]) -> bytes:
    """Return a cable's line, with its line end.

    What is withheld is taken out of the cable; links are its references, resolved.
    """
    mentions = tuple(
        TextMention(part, block.text[one.start : one.end], one.post, one.serial, one.year)
        for part, block in enumerate(cable.blocks)
        for one in block.mentions
        if one.kind == "cable"
    )
    made = TextRecord(
        id=cable.id,
        date=moment(cable.date),
        post=cable.post,
        origin=cable.origin,
        classification=cable.classification,
        level=cable.level,
        title=cable.title,
        subject=cable.subject,
        signature=cable.signature,
        words=cable.words,
        sha256=cable.sha256,
        tags=cable.tags,
        addressees=(*_addressees("to", cable.envelope.to), *_addressees("info", cable.envelope.info)),
        references=tuple(TextReference(one.label, one.text, one.kind, one.id, one.held, one.year) for one in links),
        mentions=mentions,
        paragraphs=tuple(
            TextPart(one.anchor, one.kind, one.label, one.mark, one.level, one.segment, one.depth, one.text)
            for one in cable.blocks
        ),
    )
    return _encode(made) + b"\n"


def _addressees(line: str, those: Sequence[Addressee]) -> tuple[TextAddressee, ...]:
    return tuple(TextAddressee(line, one.name, one.routing, one.precedence) for one in those)

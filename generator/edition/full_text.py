"""One line of ``text-YYYY.jsonl.gz``: a cable with its text, paragraph by paragraph, as the data edition has it. Pure.

A line is an object of the fields of the table of cables (``edition.tables``), and a list for each of PARTS: the values of an
object in it stand in the order of the columns of the table of that name.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from generator.cables.model import Addressee, Cable
from generator.corpus.resolve import Link
from generator.pages.dates import moment

TextRecord = Mapping[str, Any]
PARTS = ("tags", "addressees", "references", "mentions", "paragraphs")
_encode = msgspec.json.Encoder(order=None).encode


def text_line(cable: Cable, links: Sequence[Link]) -> bytes:
    """Return a cable's line, with its line end.

    What is withheld is taken out of the cable; links are its references, resolved.
    """
    record: TextRecord = {
        "id": cable.id,
        "date": moment(cable.date),
        "post": cable.post,
        "origin": cable.origin,
        "classification": cable.classification,
        "level": cable.level,
        "title": cable.title,
        "subject": cable.subject,
        "signature": cable.signature,
        "words": cable.words,
        "sha256": cable.sha256,
        "tags": cable.tags,
        "addressees": [*_addressees("to", cable.envelope.to), *_addressees("info", cable.envelope.info)],
        "references": [_fields(one, "label", "text", "kind", "id", "held", "year") for one in links],
        "mentions": [
            {"part": part, "text": block.text[one.start : one.end], **_fields(one, "post", "serial", "year")}
            for part, block in enumerate(cable.blocks)
            for one in block.mentions
            if one.kind == "cable"
        ],
        "paragraphs": [
            _fields(one, "anchor", "kind", "label", "mark", "level", "segment", "depth", "text") for one in cable.blocks
        ],
    }
    return _encode(record) + b"\n"


def _addressees(line: str, those: Sequence[Addressee]) -> list[dict[str, Any]]:
    return [{"line": line, **_fields(one, "name", "routing", "precedence")} for one in those]


def _fields(value: msgspec.Struct, *names: str) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}

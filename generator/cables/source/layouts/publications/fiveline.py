"""Records of five lines: identifier, title, date, classification, origin; then header and body without a line end."""

import re

from generator.cables.heading.classification_line import classification_at
from generator.cables.ids import parse_id
from generator.cables.model import Piece
from generator.cables.source.dates import read_date
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import as_message, source_of
from generator.cables.source.model import Line, Metadata, Source

_FIELDS = ("id", "title", "created", "classification", "origin")
_RUBY_DATE = re.compile(r"[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2} \d{2}:\d{2}:\d{2} [+\-]\d{4} \d{4}\Z")
_GLUED = re.compile(
    r"(?<=[A-Za-z0-9.)])(?=(?:UNCLAS|CONFIDENTIAL|SECRET|TOP SECRET|LIMITED OFFICIAL|"
    r"C O N F I D|S E C R E T|T O P|U N C L A S|L I M I T E D)(?:SIFIED)?[ /])"
)
_LONGEST_HEADER = 200
_LONGEST_LINE = 120


def is_five_lines(texts: list[str]) -> bool:
    """Say whether a text begins with identifier, title, date in Ruby's manner, classification, origin."""
    return (
        len(texts) >= len(_FIELDS)
        and bool(_RUBY_DATE.match(texts[2].strip()))
        and parse_id(texts[0].strip()) is not None
    )


def read_five_lines(page: Decoded) -> Source:
    """Read such a record; the line where header and body are glued together is cut in two."""
    texts = page.lines
    wrapping = [Piece(at + 1, 0, texts[at], f"metadata.{field}") for at, field in enumerate(_FIELDS) if texts[at]]
    lines, aside = as_message(page, len(_FIELDS))
    for at, line in enumerate(lines[:_LONGEST_HEADER]):
        if cut := _find_seam(line.text):
            halves = [
                Line(line.number, line.column, line.text[:cut]),
                Line(line.number, line.column + cut, line.text[cut:]),
            ]
            lines[at : at + 1] = halves
            break
        if classification_at(line.text) is not None:
            break
    if not any(line.text for line in lines):
        page.damage.append(("C007", len(_FIELDS), ""))
    created = read_date(texts[2])
    metadata = Metadata(
        id=texts[0].strip(),
        created=created[0] if created else None,
        has_time=False,
        classification=texts[3].strip() or None,
        origin=" ".join(texts[4].split()) or None,
        title=texts[1].strip() or None,
    )
    wrapping.extend(aside)
    return source_of("five-line", page, metadata, lines, wrapping)


def _find_seam(text: str) -> int:
    """Return where a classification line begins in the middle of a line, 0 where none does."""
    return next(
        (
            match.start()
            for match in _GLUED.finditer(text)
            if classification_at(text[match.start() : match.start() + _LONGEST_LINE]) is not None
        ),
        0,
    )

"""Cables of the White House's collection, as presidential libraries release its prints: a label a line, then the text."""

import re

from generator.cables.heading.classification_line import classification_at
from generator.cables.model import Piece
from generator.cables.source.decoding import Decoded
from generator.cables.source.layouts.common import Top, as_message, labelled_lines, source_of
from generator.cables.source.model import Line, Metadata, Source, entries

_LABEL = re.compile(
    r"[ ]{0,20}(PREC|CLASS|LINE[ ]?\d{1,2}|OSRI|DTG|ORIG|TO|INFO|SUBJ|TEXT)(?:[ ]{0,2}:|[ ]{1,8}(?=\S)|[ ]*\Z)[ ]*"
)
_CERTAIN = frozenset({"PREC", "CLASS", "OSRI", "ORIG", "DTG", "SUBJ"})
_LEVELS = frozenset({"UNCLASSIFIED", "CONFIDENTIAL", "SECRET", "TOP SECRET", "LIMITED OFFICIAL USE"})
_GARBLED = re.compile(r"[ ]*\S.{4,60}[ ][A-Z][A-Z .']{1,24}[ ]\d{5,7}[ ]*\Z")
_NUMBER = re.compile(r"[ ](\d{5,7})[ ]*\Z")
_FIRST_LINE = re.compile(r"\bR[A-Z]{5,7}(\d{4})\b")
_YEAR = re.compile(r"\d{6}Z [A-Z]{3} (\d\d)\b")
_HEADER = frozenset({"TO", "INFO"})
_SHORT_LABEL = re.compile(r"LINE[ ]?(\d{1,2})\Z")
_NEAR_TOP = 120
_FEWEST = 4
# What the system prints below a message, behind which the library has its own stamps.
_TAIL = re.compile(
    r"[ ]{0,20}(?:<\^?(?:SECT|SSN|TOR|DIST)>"
    r"|SECT[ ]{1,4}SECTION:|SSN[ :]{1,4}\d{3,5}\b|TOR[ :]{0,4}\Z|TOR[ :]{1,4}\d{8}|DIST[ :]{0,4}\Z)"
)
_ENDS = re.compile(r"[ ]*(?:NNNN|BT|#[ ]?\d{4})[ ]*\Z")
# The system's own labels, several in a line: ``<PREC> IMMEDIATE <CLAS> SECRET <DTG> 031510Z OCT 97``, ``<ORIG>FM AMEMBASSY …``.
_TAG = re.compile(r"<(PREC|CLAS|OSRI|DTG|ORIG|TO|INFO|SUBJ|TEXT|SECT|SSN|TOR|DIST)>[ ]*")


def is_white_house(top: Top) -> bool:
    """Say whether a text is such a print: four of its labels at least, each beginning a line."""
    whole = top.whole
    if "<TEXT>" in whole and len({*_TAG.findall(whole)}) > _FEWEST:
        return True
    if not ("PREC" in whole or "OSRI" in whole or "ORIG" in whole):  # of six labels four must be there
        return False
    found = {match[1] for text in top.lines if (match := _LABEL.match(text))}
    return len(found & _CERTAIN) >= _FEWEST


def read_white_house(page: Decoded) -> Source:
    """Read such a print: the lines of the transmission stand behind LINE, TO and INFO, the message behind TEXT."""
    lines, aside = as_message(page, 0)
    wrapping: list[Piece] = []
    if any("<TEXT>" in line.text for line in lines[:_NEAR_TOP]):
        return _read_tagged(page, lines, aside)
    labels = labelled_lines(lines, _LABEL, _NEAR_TOP)
    certain = [at for at, label, _ in labels if label in _CERTAIN or label.startswith("LINE")]
    first = certain[0] if certain else 0
    text = next((at for at, label, _ in labels if label == "TEXT" and at > first), len(lines))
    wrapping += entries(lines[:first], "layout.above")
    values: dict[str, str] = {}
    by_line = {at: (label, begin) for at, label, begin in labels if first <= at <= text}
    header: list[Line] = []
    last = ""
    for at in range(first, min(text + 1, len(lines))):
        line = lines[at]
        if not line.text:
            continue
        label, begin = by_line.get(at, ("", len(line.text) - len(line.text.lstrip())))
        last = label or last
        value = line.text[begin:].strip()
        if label:
            values.setdefault(label, value)
        elif last in values:
            values[last] = f"{values[last]} {value}".strip()
        _take(line, label or last, begin, header, wrapping)
    begin = len(header)
    foot = _foot_begins(lines, text + 1)
    wrapping += entries(lines[foot:], "layout.below")
    message = [*header, *_text_of(lines[text + 1 : foot], wrapping)]
    illegible = next((piece.text for piece in wrapping if piece.rule == "layout.illegible"), "")
    level = " ".join(values.get("CLASS", "").upper().split())
    metadata = Metadata(
        id=_number(illegible, "\n".join(line.text for line in lines[first : text + 1]), values),
        classification=level if level in _LEVELS else None,
        title=values.get("SUBJ") or None,
        source="White House, print of a cable",
        sender=values.get("ORIG") or None,
        group=values.get("DTG") or None,
    )
    wrapping.extend(aside)
    return source_of("white-house", page, metadata, message, wrapping, begin)


def _read_tagged(page: Decoded, lines: list[Line], aside: list[Piece]) -> Source:
    """Read a print with the system's own labels: behind ORIG, TO and INFO stands the header, behind TEXT the message."""
    wrapping: list[Piece] = []
    values: dict[str, str] = {}
    message: list[Line] = []
    last = ""
    header = -1
    for line in lines:
        tags = list(_TAG.finditer(line.text))
        if not tags and (not last or last in {"SECT", "SSN", "TOR", "DIST"}):
            if line.text:
                wrapping.append(Piece(line.number, line.column, line.text, "layout.below" if last else "layout.above"))
            continue
        if not tags and last in {"ORIG", *_HEADER, "TEXT"}:
            message.append(line)
            continue
        for tag, end in zip(tags, [*[one.start() for one in tags[1:]], len(line.text)], strict=False):
            last = tag[1]
            values.setdefault(last, line.text[tag.end() : end].strip())
        kept = tags[-1].end() if tags and last in {"ORIG", *_HEADER, "TEXT"} else len(line.text)
        if kept:
            wrapping.append(Piece(line.number, line.column, line.text[:kept].rstrip(), "metadata.attribute"))
        if not tags:
            values[last] = f"{values[last]} {line.text.strip()}".strip()
        if last == "TEXT" and header < 0:
            header = len(message)
        if line.text[kept:].strip():
            message.append(Line(line.number, line.column + kept, line.text[kept:]))
    level = " ".join(values.get("CLAS", "").upper().split())
    metadata = Metadata(
        classification=level if level in _LEVELS else None,
        title=values.get("SUBJ", "").removeprefix("SUBJECT:").strip() or None,
        source="White House, print of a cable",
        group=values.get("DTG") or None,
    )
    wrapping.extend(aside)
    begin = max(header, 0)
    return source_of("white-house", page, metadata, message, wrapping, begin)


def _foot_begins(lines: list[Line], begin: int) -> int:
    """Return the index of the first line of what the system prints below a message that has ended, all of them without it."""
    for at in range(begin, len(lines)):
        if lines[at].text and _TAIL.match(lines[at].text):
            above = next((line.text for line in lines[at - 1 : begin : -1] if line.text), "")
            return at if _ENDS.match(above) else len(lines)
    return len(lines)


def _number(illegible: str, transmission: str, values: dict[str, str]) -> str | None:
    """Return the identifier of a message whose classification line has an illegible level, None where nothing confirms it.

    Its post must be that of ORIG, its number end in the four figures of the first line of the transmission, and the year is
    that of the date-time group.
    """
    number, first = _NUMBER.search(illegible), _FIRST_LINE.search(transmission)
    year = _YEAR.search(values.get("DTG", ""))
    if not number or not first or not year or number[1][-4:] != first[1] or not int(number[1]):
        return None
    printed, origin = illegible[: number.start()].split(), values.get("ORIG", "").upper().split()
    post = ""
    while printed and origin and printed[-1] == origin.pop():
        post = printed.pop() + post
    return f"{year[1]}{post}{int(number[1])}" if post else None


def _take(line: Line, label: str, begin: int, header: list[Line], wrapping: list[Piece]) -> None:
    """Put a line of the labels into the header, without its label, or into the ledger."""
    value = line.text[begin:]
    number = _SHORT_LABEL.match(label)
    if number and int(number[1]) > 1 and value:
        wrapping.append(Piece(line.number, line.column, line.text[:begin].strip(), "metadata.label"))
        _move(wrapping, line, begin)
        header.append(Line(line.number, line.column + begin, value))
    elif label in _HEADER:
        at = len(line.text) - len(line.text.lstrip())
        header.append(Line(line.number, line.column + at, line.text[at:]))
    else:
        wrapping.append(Piece(line.number, line.column, line.text, "metadata.attribute"))


def _move(wrapping: list[Piece], line: Line, begin: int) -> None:
    """Give a label its place in the line."""
    piece = wrapping[-1]
    wrapping[-1] = Piece(line.number, line.column + line.text[:begin].index(piece.text), piece.text, piece.rule)


def _text_of(lines: list[Line], wrapping: list[Piece]) -> list[Line]:
    """Return the text without its indent; a classification line that cannot be read is set aside, for it is no subject."""
    message: list[Line] = []
    started = False
    for line in lines:
        lead = len(line.text) - len(line.text.lstrip())
        text = line.text[lead:]
        if text and not started:
            started = True
            if classification_at(text) is None and _GARBLED.match(text):
                wrapping.append(Piece(line.number, line.column + lead, text, "layout.illegible"))
                text = ""
        message.append(Line(line.number, line.column + lead, text) if text else Line(line.number, line.column, ""))
    return message

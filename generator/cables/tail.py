"""The end of a cable: the signature, and what archives and message systems left behind it. docs/format.md, "The end"."""

import re
from collections.abc import Sequence

import msgspec

from generator.cables.model import Piece
from generator.cables.source import Line

_SIGNATURE = re.compile(r"[ ]*([A-Z][A-Za-z'\-]{2,20}\.?(?:[ ]+(?:JR|SR|II|III|[A-Z][A-Za-z'\-]{1,20})\.?)?)[ ]*$")
_GLUED = re.compile(r"[.!?)\"\u201d][ ]+([A-Z][A-Za-z'\-]{2,20})$")
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|St|Amb|Sen|Rep|Gov|Prof|Sr|Jr|No)\.$")
_RESIDUE = re.compile(
    r"[ ]*(?:N{3,4}|BT|#\d{3,5}|>+|\.{1,3}|\*{3,}|[-=_*]{3,}"
    r"|(?:End Cable Text|END CABLE TEXT)\.?"
    r"|(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|S E C R E T|C O N F I D E N T I A L|LIMITED OFFICIAL USE)"
    r"|\d{4}[A-Z]{3,20}\d{3,6} - [A-Z ]{5,40}|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?"
    r"|SELECT \* FROM .{1,200}|ID: ?\d.{0,80}|From[ ]+DB/Inbox.{0,80}|\u00a9.{0,200}|Copyright .{0,200}"
    r"|Declassified/Released .{0,120}|Review \d\d [A-Z]{3} \d{4}|US Department of State|EO Systematic Review.{0,40})[ ]*$"
)
_ADVERTISEMENT = re.compile(r"[ ]*Visit .{3,80}(?:[Ww]eb ?[Ss]ite|:)|[ ]*https?://\S+[ ]*$|[ ]*https?:/\S+[ ]*$")
_SUBJECT_REST = re.compile(r"[ ]*[A-Z0-9][A-Z0-9 ,'\-/]{2,78}\.\.\.[ ]*$")
_NO_NAME = frozenset(
    {
        "COMMENT", "SUMMARY", "TEXT", "NOTE", "CONCLUSION", "END", "UNCLASSIFIED", "UNCLAS", "CONFIDENTIAL", "SECRET", "SIPDIS",
        "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
        "DECEMBER", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "NONE", "POINTS",
        "QUOTE", "UNQUOTE", "REGARDS", "NOFORN", "SENSITIVE", "BIOGRAPHY", "ENCLOSURE", "ATTACHMENT", "MINIMIZE",
    }
)  # fmt: skip
_LONG_LINE = 100
_DEEPEST = 40
_MOST_WORDS = 2


class Tail(msgspec.Struct, frozen=True):
    """The text's lines without its tail, the signature as printed, and the ledger of what was behind the text."""

    lines: list[Line]
    signature: str
    pieces: list[Piece]
    residue: list[Piece]


def read_tail(lines: Sequence[Line]) -> Tail:
    """Read the signature off the end of a text, and everything that stands behind it.

    Args:
        lines: the lines of the text, markers and stray captions removed.
    """
    end = len(lines)
    residue: list[Piece] = []
    deepest = max(0, end - _DEEPEST)
    while end > deepest:
        line = lines[end - 1]
        if not line.text:
            end -= 1
        elif _RESIDUE.match(line.text) or _is_advertisement(lines, end - 1):
            residue.append(Piece(line.number, line.column, line.text, "tail-residue"))
            end -= 1
        elif _SUBJECT_REST.match(line.text) and _signature_above(lines, end - 1):
            residue.append(Piece(line.number, line.column, line.text, "tail-residue"))
            end -= 1
        else:
            break
    if end <= 0 or not lines[end - 1].text:
        return Tail(list(lines[: max(end, 0)]), "", [], residue[::-1])
    last = lines[end - 1]
    if _is_signature(lines, end - 1):
        piece = Piece(last.number, last.column, last.text, "signature")
        return Tail(list(lines[: end - 1]), _single(last.text.strip()), [piece], residue[::-1])
    match = _GLUED.search(last.text[-60:])
    if match and _is_glued_name(last.text, match[1]):
        begin = len(last.text) - len(match[1])
        piece = Piece(last.number, last.column + begin, match[1], "signature")
        head = Line(last.number, last.column, last.text[:begin].rstrip())
        return Tail([*lines[: end - 1], head], match[1], [piece], residue[::-1])
    if not residue:
        return Tail(list(lines[:end]), "", [], [])
    return Tail(list(lines[:end]), "", [], residue[::-1])


def _is_signature(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is a name that stands by itself after a finished sentence or a blank line."""
    text = lines[at].text.strip()
    match = _SIGNATURE.match(text)
    if not match or text.upper().rstrip(".") in _NO_NAME or text.upper().split()[0].rstrip(".:") in _NO_NAME:
        return False
    words = text.split()
    if text.endswith(".") and not (text.isupper() or len(words) == 1):
        return False
    if len(words) == _MOST_WORDS and not (text.isupper() or words[0].upper() == words[1].upper()):
        return False
    if at == 0:
        return False
    before = lines[at - 1].text
    return not before or before.endswith((".", "!", "?", ")", '"', "\u201d", ":", ";", "-", "*"))


def _signature_above(lines: Sequence[Line], at: int) -> bool:
    """Say whether the nearest line above is a signature: then capitals ending in dots are a left-over of the subject."""
    above = at - 1
    while above >= 0 and not lines[above].text:
        above -= 1
    return above > 0 and _is_signature(lines, above)


def _is_glued_name(text: str, name: str) -> bool:
    if name.upper() in _NO_NAME:
        return False
    before = text[: -len(name)].rstrip()
    if _TITLE_BEFORE.search(before):
        return False
    return name.isupper() or len(text) > _LONG_LINE or before.lower().endswith(("comment.", "summary.", "note."))


def _is_advertisement(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line belongs to a site advertisement: ``Visit ... Classified Website`` and its address, between stars."""
    text = lines[at].text
    if not _ADVERTISEMENT.match(text):
        return False
    near = " ".join(line.text for line in lines[max(0, at - 4) : at + 4])
    return "Website" in near or "Web site" in near or "web site" in near


def _single(name: str) -> str:
    """Collapse a doubled name (``BRUSH BRUSH``); keep its spelling."""
    words = name.split()
    return words[0] if len(words) == _MOST_WORDS and words[0] == words[1] else " ".join(words)

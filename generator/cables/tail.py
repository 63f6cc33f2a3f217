"""The end of a cable: the signature, and what archives and message systems left behind it. docs/format.md, "The end"."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from generator.cables.model import Piece
from generator.cables.source import Line

_SIGNATURE: Final = re.compile(
    r"[ ]*([A-Z][A-Za-z'\-]{2,20}\.?(?:[ ]+(?:JR|SR|II|III|[A-Z][A-Za-z'\-]{1,20})\.?)?)[ ]*$"
)
_DATED: Final = re.compile(r"([ ]*[A-Z][A-Za-z'\-]{2,20})[ ]+(\d{4}-\d\d-\d\d)\Z")
_SMALL_NAME: Final = re.compile(r"[a-z]{3,20}\Z")
_NAME: Final = r"((?:(?:LA|LE|DE|DI|DU|DEL|VAN|VON|MC|MAC)[ ])?[A-Z][A-Za-z'\-]{2,20}(?:[ ](?:JR|SR|II|III)\.?)?)"
_GLUED: Final = re.compile(r"[.!?)\"\u201d][ ]+" + _NAME + r"(?:[ ]\d{4}-\d\d-\d\d)?$")
# No full stop before it: after ``END COMMENT``, a group marking or an address, or capitals after prose.
_GLUED_TO_END: Final = re.compile(
    r"(?:(?:END|End|end)[ ](?:[Oo][Ff][ ])?[A-Za-z]{4,8}|GP-?\d|EXEMPT|https?:/\S{1,200}(?:[ ]\S{1,30})?)[ ]+"
    + _NAME
    + r"$"
)
_ENDS_WITHOUT_STOP: Final = re.compile(r"\b(?:END|End|end) (?:[Oo][Ff] )?[A-Za-z]{4,8}$|^GP-?\d$|^EXEMPT$")
_CAPITALS_AFTER_PROSE: Final = re.compile(r"[a-z]{2,}[ ]((?:(?:LA|LE|DE|VAN|VON)[ ])?[A-Z]{4,20})$")
_TITLE_BEFORE: Final = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|St|Amb|Sen|Rep|Gov|Prof|Sr|Jr|No)\.$")
_RESIDUE: Final = re.compile(
    r"[ ]*(?:N{3,4}|BT|#\d{3,5}|>+|\.{1,3}|\*{3,}|[-=_*]{3,}"
    r"|(?:End Cable Text|END CABLE TEXT)\.?"
    r"|(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|S E C R E T|C O N F I D E N T I A L|LIMITED OFFICIAL USE)"
    r"|\d{4}[A-Z]{3,20}\d{3,6} - [A-Z ]{5,40}|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?"
    r"|SELECT \* FROM .{1,200}|ID: ?\d.{0,80}|From[ ]+DB/Inbox.{0,80}|\u00a9.{0,200}|Copyright .{0,200}"
    r"|Track impresi\u00f3n: .{0,160}|.{0,200}Este documento es propiedad de .{0,80}|E?P?E?T? ?@ ?EL PA\u00cdS|ID:[ ]?\d{3,9}"
    r"|Declassified/Released .{0,120}|Review \d\d [A-Z]{3} \d{4}|US Department of State|EO Systematic Review.{0,40})[ ]*$"
)
_ADVERTISEMENT: Final = re.compile(r"[ ]*Visit .{3,80}(?:[Ww]eb ?[Ss]ite|:)|[ ]*https?://\S+[ ]*$|[ ]*https?:/\S+[ ]*$")
_SUBJECT_REST: Final = re.compile(r"[ ]*[A-Z0-9][A-Z0-9 ,'\-/]{2,78}\.\.\.[ ]*$")
_NO_NAME: Final = frozenset(
    {
        "COMMENT", "SUMMARY", "TEXT", "NOTE", "CONCLUSION", "END", "UNCLASSIFIED", "UNCLAS", "CONFIDENTIAL", "SECRET", "SIPDIS",
        "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
        "DECEMBER", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "NONE", "POINTS",
        "QUOTE", "UNQUOTE", "REGARDS", "NOFORN", "SENSITIVE", "BIOGRAPHY", "ENCLOSURE", "ATTACHMENT", "MINIMIZE",
    }
)  # fmt: skip
_LONG_LINE: Final = 100
_GLUED_WITHIN: Final = 300
_DEEPEST: Final = 40
_MOST_WORDS: Final = 2


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
        elif (
            _RESIDUE.match(line.text)
            or _is_advertisement(lines, end - 1)
            or (_SUBJECT_REST.match(line.text) and _signature_above(lines, end - 1))
        ):
            residue.append(Piece(line.number, line.column, line.text, "tail-residue"))
            end -= 1
        else:
            break
    if end <= 0 or not lines[end - 1].text:
        return Tail(list(lines[: max(end, 0)]), "", [], residue[::-1])
    end_line = end - 1
    last = lines[end_line]
    if dated := _DATED.match(last.text):
        alone = Line(last.number, last.column, dated[1])
        if _is_signature([*lines[:end_line], alone], end_line):
            residue.append(Piece(last.number, last.column + dated.start(2), dated[2], "tail-residue"))
            lines, last = [*lines[:end_line], alone], alone
    if _is_signature(lines, end - 1):
        piece = Piece(last.number, last.column, last.text, "signature")
        return Tail(list(lines[: end - 1]), _single(last.text.strip()), [piece], residue[::-1])
    if (span := _glued_name(last.text)) is not None:
        begin, end = span
        name = last.text[begin:end]
        piece = Piece(last.number, last.column + begin, name, "signature")
        if behind := last.text[end:].strip():
            place = last.column + last.text.index(behind, end)
            residue.append(Piece(last.number, place, behind, "tail-residue"))
        head = Line(last.number, last.column, last.text[:begin].rstrip())
        return Tail([*lines[:end_line], head], name, [piece], residue[::-1])
    if not residue:
        return Tail(list(lines[:end]), "", [], [])
    return Tail(list(lines[:end]), "", [], residue[::-1])


def _is_signature(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is a name that stands by itself after a finished sentence or a blank line."""
    text = lines[at].text.strip()
    if _SMALL_NAME.match(text):  # 09STATE63812: the writer's own name above the Secretary's in small letters
        return at > 1 and not lines[at - 2].text and _SIGNATURE.match(lines[at - 1].text) is not None
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
    if not before or before.endswith((".", "!", "?", ")", '"', "\u201d", ":", ";", "-", "*")):
        return True
    if _ENDS_WITHOUT_STOP.search(before) or "http" in before or "http" in lines[max(0, at - 2)].text:
        return True
    return text.isupper() and not before.isupper()


def _signature_above(lines: Sequence[Line], at: int) -> bool:
    """Say whether the nearest line above is a signature: then capitals ending in dots are a left-over of the subject."""
    above = at - 1
    while above >= 0 and not lines[above].text:
        above -= 1
    return above > 0 and _is_signature(lines, above)


def _glued_name(text: str) -> tuple[int, int] | None:
    """Return where a signature begins and ends that shares the last line with the end of the text; None without one."""
    begin = max(0, len(text) - _GLUED_WITHIN)
    end = text[begin:]
    match = _GLUED.search(end) or _GLUED_TO_END.search(end)
    if match is None and not text.isupper():
        match = _CAPITALS_AFTER_PROSE.search(end)
    if match is None or any(word.rstrip(".").upper() in _NO_NAME for word in match[1].split()):
        return None
    before = end[: match.start(1)].rstrip()
    if _TITLE_BEFORE.search(before):
        return None
    certain = match[1].isupper() or len(text) > _LONG_LINE or match.re is _GLUED_TO_END
    if not certain and not before.lower().endswith(("comment.", "summary.", "note.")):
        return None
    return begin + match.start(1), begin + match.end(1)


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

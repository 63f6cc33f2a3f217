"""The end of a cable: the signature, and what archives left behind it. docs/reference/format.md, "The end"."""

import re
from collections.abc import Sequence
from operator import attrgetter

import msgspec

from generator.cables.model import Piece
from generator.cables.source.banners import is_banner
from generator.cables.source.model import Line, Lines
from generator.cables.text.lines.advertisement import take_advertisement
from generator.cables.text.lines.sentences import ends, hangs, may_end

_WORD = r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'\-]{1,20}"
# A name of one word, ``JR`` behind it, a particle before it; a stray full stop before or behind.
_PARTICLE = r"(?:(?i:LA|LE|DE|DI|DU|DEL|DER|VAN|VON|MC|MAC|EL|AL)[ ]){0,2}"
_SIGNATURE = re.compile(
    r"[ ]*\.?[ ]?((?:[A-Z][A-Za-z]{2,14}[ ](?=[A-Z]\.))?(?:[A-Z]\.[ ]?){0,2}"
    + _PARTICLE
    + rf"{_WORD}\.?(?:[ ]+(?:JR|SR|II|III|{_WORD})\.?)?)(?:,?[ ]\(?(?:ACTING|CHARGE)\)?)?[ ]?[.,\"#*]*[ ]*$"
)
_DATED = re.compile(r"([ ]*[A-Z][A-Za-z'\-]{2,20})[ ]+(\d{4}-\d\d-\d\d)\Z")
_SMALL_NAME = re.compile(
    r"\.?[ ]?(?:(?:la|le|de|di|du|del|der|van|von|mc|mac|el|al)[ ]){0,2}[a-z][a-z'\-]{2,20}(?:[ ](?:jr|sr|ii|iii)\.?)?[ ]?\.?\Z"
)
_PARTICLES = re.compile(rf"^{_PARTICLE}")
_NAME = rf"({_PARTICLE}(?:[A-Z]{{2}}|[A-Z][A-Za-z'\-]{{2,20}})(?:[ ](?:JR|SR|II|III)\.?)?)"
_GLUED = re.compile(r"[.!?)\"\u201d][ ]+" + _NAME + r"(?:[ ]\d{4}-\d\d-\d\d|[ ]\.)?$")
# No full stop before it: after ``END COMMENT``, a group marking or an address, or capitals after prose.
_GLUED_TO_END = re.compile(
    r"(?:(?:END|End|end)[ ](?:[Oo][Ff][ ])?[A-Za-z]{4,8}|GP-?\d|EXEMPT|https?:/\S{1,200}(?:[ ]\S{1,30})?)[ ]+"
    + _NAME
    + r"$"
)
_ENDS_WITHOUT_STOP = re.compile(r"\b(?:END|End|end) (?:[Oo][Ff] )?[A-Za-z]{4,8}$|^GP-?\d$|^EXEMPT$")
_CAPITALS_AFTER_PROSE = re.compile(r"[a-z]{2,}[ ]((?:(?:LA|LE|DE|VAN|VON)[ ])?[A-Z]{4,20})$")
_TITLE_BEFORE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sgt|St|Amb|Sen|Rep|Gov|Prof|Sr|Jr|No)\.$")
_SMALL_PREFIX = re.compile(r"\bMa?c(?=[A-Z])")  # McKINLEY is in capitals
_INITIALS = re.compile(r"^(?:[A-Z][a-z]*[ ](?=[A-Z]\.))?(?:[A-Z]\.[ ]?)+")
_SPACED = re.compile(r"[ ]*(?:[A-Z][ ]{1,4}){2,20}[A-Z][ ]*\Z")  # C O R V I N
_OFFICES = frozenset({"AMBASSADOR", "CHARGE", "CHARGE D'AFFAIRES", "CONSUL GENERAL", "DEPUTY CHIEF OF MISSION"})
_RESIDUE = re.compile(
    r"[ ]*(?:[Nn]{3,4}|N{3,4}[A-Z0-9]{6,12}|<<[ ]?END OF DOCUMENT[ ]?>>|\*{3}[ ]?[A-Z][A-Za-z ]{3,60}\*{3}.{0,80}|[Bb][Tt]"
    r"|#\d{3,5}|#+|>+|\.{1,3}|\*{3,}|[-=_*]{3,}"
    r"|(?:End Cable Text|END CABLE TEXT)\.?|={3,80}[ ]?CABLE ENDS[ ]?={3,80}"
    r"|(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|S E C R E T|C O N F I D E N T I A L|LIMITED OFFICIAL USE)"
    r"|\d{4}[A-Z]{3,20}\d{3,6} - [A-Z ]{5,40}|\d{4}-\d\d-\d\d(?: \d\d:\d\d)?"
    r"|SELECT \* FROM .{1,200}|ID: ?\d.{0,80}|From[ ]+DB/Inbox.{0,80}|\u00a9.{0,200}|Copyright .{0,200}"
    r"|Track impresi\u00f3n: .{0,160}|.{0,200}Este documento es propiedad de .{0,80}|E?P?E?T? ?@ ?EL PA\u00cdS|ID:[ ]?\d{3,9}"
    r"|(?i:drafted|cleared|approved|released)(?: (?i:by))?:[ ].{1,100}"
    r"|Declassified/Released .{0,120}|Review \d\d [A-Z]{3} \d{4}|US Department of State|EO Systematic Review.{0,40})[ ]*$"
)
_SUBJECT_REST = re.compile(r"[ ]*[A-Z0-9][A-Z0-9 ,'\-/]{2,78}\.\.\.[ ]*$")
_NO_NAME = frozenset(
    {
        "COMMENT", "SUMMARY", "TEXT", "NOTE", "CONCLUSION", "END", "UNCLASSIFIED", "UNCLAS", "CONFIDENTIAL", "SECRET", "SIPDIS",
        "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
        "DECEMBER", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY", "NONE", "POINTS",
        "QUOTE", "UNQUOTE", "NNN", "NNNN", "REGARDS", "NOFORN", "SENSITIVE", "BIOGRAPHY", "ENCLOSURE", "ATTACHMENT", "MINIMIZE",
        "SBU", "FOUO", "LOU", "EFTO", "NODIS", "EXDIS", "LIMDIS", "STADIS", "NF", "BT", "NN",
    }
)  # fmt: skip
_LONG_LINE = 100
_REDACTION = frozenset("Xx ")
_REDACTED = 3  # letters X at a line's end
_MOST_BLANK = 12
_place_of = attrgetter("line", "column")
_GLUED_WITHIN = 300
_DEEPEST = 40
_MOST_WORDS = 2
_MOST_ADVERTISEMENTS = 3


class Tail(msgspec.Struct, frozen=True):
    """The text's lines without its tail, the signature as printed, and the ledger of what was behind the text."""

    lines: Lines
    signature: str
    pieces: list[Piece]
    residue: list[Piece]


def read_tail(lines: Sequence[Line]) -> Tail:
    """Read the signature off the end of a text, and everything that stands behind it.

    Args:
        lines: the lines of the text, markers and stray captions removed.
    """
    kept, advertised = take_advertisement(Lines.of(lines))
    for _ in range(_MOST_ADVERTISEMENTS - 1 if advertised else 0):
        kept, more = take_advertisement(kept)
        advertised += more
    tail = _read_end(kept)
    if not advertised:
        return tail
    return Tail(tail.lines, tail.signature, tail.pieces, sorted([*advertised, *tail.residue], key=_place_of))


def _read_end(lines: Lines) -> Tail:
    """Read the signature and the residue of a text without an advertisement."""
    end = len(lines)
    residue: list[Piece] = []
    deepest = max(0, end - _DEEPEST)
    while end > deepest:
        line = lines[end - 1]
        if not line.text:
            end -= 1
        elif (
            _RESIDUE.match(line.text)
            or is_banner(line.text)
            or (_SUBJECT_REST.match(line.text) and _signature_above(lines, end - 1))
        ):
            residue.append(Piece(line.number, line.column, line.text, "tail-residue"))
            end -= 1
        else:
            break
    if end <= 0 or not lines[end - 1].text:
        return Tail(lines.part(0, max(end, 0)), "", [], residue[::-1])
    end_line = end - 1
    last = lines[end_line]
    if dated := _DATED.match(last.text):
        alone = Line(last.number, last.column, dated[1])
        if _is_signature([*lines[:end_line], alone], end_line):
            residue.append(Piece(last.number, last.column + dated.start(2), dated[2], "tail-residue"))
            lines, last = Lines([*lines[:end_line], alone]), alone
    if _is_signature(lines, end - 1):
        first = end - 1 - _is_above(lines, end - 1)
        pieces = [Piece(one.number, one.column, one.text, "signature") for one in lines[first:end]]
        name = " ".join(dict.fromkeys([_printed(one.text) for one in lines[first:end]]))
        return Tail(lines.part(0, first), name, pieces, residue[::-1])
    if (span := _glued_name(last.text)) is not None:
        begin, end = span
        name = last.text[begin:end]
        piece = Piece(last.number, last.column + begin, name, "signature")
        if behind := last.text[end:].strip():
            place = last.column + last.text.index(behind, end)
            residue.append(Piece(last.number, place, behind, "tail-residue"))
        head = Line(last.number, last.column, last.text[:begin].rstrip())
        return Tail(Lines([*lines[:end_line], head]), name, [piece], residue[::-1])
    return Tail(lines.part(0, end), "", [], residue[::-1])


def _is_signature(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is a name that stands by itself after a finished sentence or a blank line."""
    text = lines[at].text.strip()
    if at == 0 or set(text) <= _REDACTION:
        return False
    above = next((index for index in range(at - 1, max(-1, at - _MOST_BLANK), -1) if lines[index].text), -1)
    if above < 0:
        return not lines[at - 1].text and _is_name(text)
    before, apart = lines[above].text.rstrip(), above < at - 1
    finished = may_end(before) or before.endswith((";", "-", "*")) or before[-_REDACTED:].lower() == "x" * _REDACTED
    if not apart and _is_name(before) and _text_above(lines, above).endswith(":"):
        return False  # the last of a list
    if text[-1] == "." and not (apart or ends(before)) and (text.islower() or _is_full(lines, above, text)):
        return False  # the last word of the sentence
    if _SMALL_NAME.match(text):  # 09STATE63812: the writer's own name above the Secretary's in small letters
        return finished or (at > 1 and not lines[at - 2].text and _is_name(before))
    if not _is_name(text):
        return False
    if apart or finished or _ENDS_WITHOUT_STOP.search(before) or "http" in before or _is_above(lines, at):
        return True
    if hangs(before):
        return False
    # The sentence before lost its stop: capitals after prose, or a line that had room for the name.
    room = len(before) > _LONG_LINE or not _is_full(lines, above, text)
    return (text.isupper() and not before.isupper()) or room


def _text_above(lines: Sequence[Line], at: int) -> str:
    return next((line.text for line in lines[max(0, at - _MOST_BLANK) : at][::-1] if line.text), "")


def _is_above(lines: Sequence[Line], at: int) -> bool:
    """Say whether the line above a signature is its first: a name too, apart from the text, which announces no list."""
    if at < _MOST_WORDS or not _is_name(above := lines[at - 1].text.strip()) or not above.isupper() or above[-1] == ",":
        return False
    before = lines[at - _MOST_WORDS].text
    return not before or before.endswith((".", "!", "?", ")", '"'))


def _printed(text: str) -> str:
    """Return a name without what stands round it, its letters together."""
    if _SPACED.match(text):
        return " ".join(word.replace(" ", "") for word in text.strip().split("  ") if word)
    return _single(text.strip(' .,"#*') + _stop(text))


def _is_full(lines: Sequence[Line], at: int, word: str) -> bool:
    """Say whether a line had no room for a word, by the longest of the lines near: then the word may be of its sentence."""
    return len(lines[at].text) + len(word) >= max(len(line.text) for line in lines[max(0, at - 11) : at + 1])


def _is_name(text: str) -> bool:
    """Say whether a line has the shape of a signature and is no word that ends texts."""
    if _SPACED.match(text):
        return text.replace(" ", "") not in _NO_NAME
    match = _SIGNATURE.match(text)
    if not match:
        return text in _OFFICES
    words = _PARTICLES.sub("", _INITIALS.sub("", match[1])).split()
    if any(word.upper().rstrip(".:") in _NO_NAME for word in (match[1], words[0])):
        return False
    if text[-1] in ',"' and not text[:-1].isupper():
        return False
    if text.endswith(".") and not (text.isupper() or len(words) == 1):
        return False
    single = len(words) < _MOST_WORDS or words[0].upper() == words[1].upper()
    return single or text.isupper() or bool(_INITIALS.match(text))


def _stop(text: str) -> str:
    """Return the full stop that belongs to a name: ``MARLOW JR.``."""
    return "." if text.rstrip().upper().endswith(("JR.", "SR.")) else ""


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
    certain = _SMALL_PREFIX.sub("", match[1]).isupper() or len(text) > _LONG_LINE or match.re is _GLUED_TO_END
    if not certain and not before.lower().endswith(("comment.", "summary.", "note.", "end text.")):
        return None
    return begin + match.start(1), begin + match.end(1)


def _single(name: str) -> str:
    """Collapse a doubled name (``BRUSH BRUSH``, ``BRUSH Brush``); keep its first spelling."""
    words = name.split()
    doubled = len(words) == _MOST_WORDS and words[0].casefold() == words[1].casefold()
    return words[0] if doubled else " ".join(words)

"""The advertisement of a post's web site that a message system put at the end of a text, before or behind the signature.

``Visit Embassy X's Classified Website: http://...``, between stars or not, over one line or several. Takes it out; what else
stands at the end is read in ``signature``. docs/reference/format.md, "The end".
"""

import re

from generator.cables.model import Piece
from generator.cables.source.model import Line, Lines

_DEEPEST = 40  # lines from the end
_WIDEST = 400  # characters of a line, from its end: a re-flowed paragraph may stand before the sentence
_INVITES = re.compile(
    r"\bvisit\b[^\n]{1,120}?(?:\n{1,2}[^\n]{0,120}?)?\b(?:web[ ]?(?:\n{1,2})?|(?:classified|siprnet)[ ])(?:site|page)\b"
    r"|\bvisit\b[^\n]{1,120}?\n?[^\n]{0,40}?(?=https?:/)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[^\n]{0,60}?(?:\n[^\n]{0,40}?){0,3}[Hh][Tt][Tt][Pp][Ss]?:/{1,2}"  # the address, up to three lines below
    r"(?:\S{1,200}Portal:\S+(?:[ ][A-Z][a-z]+){1,2}(?=[ ]*\n)|\S+)"  # the words of a country's name too
    r"(?:[ ](?:[a-z]{1,20}(?=[ \n\".\u201d]|\Z)|[^\s/:_%?=]{0,60}[/:_%?=]\S*))*"  # broken by blanks within its line
    r"(?:\n(?![*\-=]{3})[^\s/:_%?=.]{0,60}[/:_%?=.]\S+(?=\n|\Z))?"  # and by a line's end
    r"[ ]*[\"\u201d.]{0,2}"
)
_PLAIN_ADDRESS = re.compile(r"https?:/{1,2}\S+", re.IGNORECASE)
# ``You can also access this site through the classified SIPRNET website.``
_ALSO = re.compile(
    r"[ ]?\n{0,2}You[^\n*]{1,120}(?:\n[^\n*]{1,120})?\b(?:site|siprnet|page)\b[^\n*]{0,80}", re.IGNORECASE
)
# What tells an advertisement from prose that speaks of a site: its network, or a call to the reader with an address.
_OFFICIAL = re.compile(r"\b(?:classified|siprnet)\b|\*{5}", re.IGNORECASE)
_CALLS = re.compile(
    r"[\"\u201c(* ]{0,9}(?:please[ ]|to[ ][a-z ]{1,40}[ ]|for[ ][a-z ,]{1,60}[ ])?visit\b", re.IGNORECASE
)
_STARS = re.compile(r"\s*\*{5,}(?:[ ]\*+)*\s*\Z")
_RULE = re.compile(r"\s*[-=_]{5,}(?:[ ][-=_]+)*\s*\Z")
_SENTENCE_BEFORE = re.compile(r"[.!?:)\"\u201d][ ]+")
_MOST_LINES_BEFORE = 3
_MOST_WORDS_BEHIND = 12


def take_advertisement(lines: Lines) -> tuple[Lines, list[Piece]]:
    """Take an advertisement out of the end of a text.

    Returns:
        The lines before it, a blank one and the lines behind it, and what was taken out; the lines as they are, and nothing,
        where none stands within the last 40 lines or a text goes on behind it.
    """
    first = max(0, len(lines) - _DEEPEST)
    small = lines.whole[-sum(lines.lengths[first:]) - len(lines) + first :].lower()
    if "visit" not in small or not any(sign in small for sign in ("web", "classified", "siprnet", "http")):
        return lines, []
    text = "\n".join([text[-_WIDEST:] for text in lines.texts[first:]])
    invites = [*_INVITES.finditer(text)]
    if not invites:
        return lines, []
    invited = invites[-1]
    address = _ADDRESS.match(text, invited.end())
    begin = _begin(text, invited.start())
    end = _last_address(text, address.end()) if address else _line_end(text, invited.end())
    if also := _ALSO.match(text, end):
        end = also.end()
    below = text[end:].lstrip("\n").split("\n", 1)[0]
    ruled = _RULE.match(below) is not None
    if ruled:
        begin = _rule_above(text, begin)
    if ruled or _STARS.match(below):
        end = text.index(below, end) + len(below)
    invites_readers = _CALLS.match(text, begin) is not None and address is not None
    if not (_OFFICIAL.search(text, begin, end) or invites_readers) or len(text[end:].split()) > _MOST_WORDS_BEHIND:
        return lines, []
    kept: list[Line] = list(lines[:first])
    pieces: list[Piece] = []
    start = 0
    for line in lines[first:]:
        skipped = max(0, len(line.text) - _WIDEST)
        size = len(line.text) - skipped
        left = max(0, min(size, begin - start)) + skipped
        right = max(0, min(size, end - start)) + skipped
        if begin >= start + size or end <= start:
            kept.append(line)
        else:
            if head := line.text[:left].rstrip():
                kept.append(Line(line.number, line.column, head))
            if line.text[left:right].strip():
                pieces.append(Piece(line.number, line.column + left, line.text[left:right], "tail-residue"))
            kept.append(Line(line.number, line.column + right, ""))
            if tail := line.text[right:].strip():
                place = line.text.index(tail, right)
                kept.append(Line(line.number, line.column + place, tail))
        start += size + 1
    return Lines(kept), pieces


def _last_address(text: str, end: int) -> int:
    """Return where the last address of a paragraph ends, of which one ends at a place: two sites may share an advertisement."""
    blank = text.find("\n\n", end)
    behind = text[end : blank if blank >= 0 else len(text)]
    if len(behind) > _WIDEST:
        return end
    return end + max((one.end() for one in _PLAIN_ADDRESS.finditer(behind)), default=0)


def _rule_above(text: str, begin: int) -> int:
    """Return where the rule begins that stands above an advertisement as one stands below it, else where it begins itself."""
    above = text[:begin].rstrip("\n")
    start = above.rfind("\n") + 1
    return start if _RULE.match(above[start:]) else begin


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _begin(text: str, at: int) -> int:
    """Return where an advertisement begins that invites at a place: at a line of stars above, else with its sentence."""
    start = text.rfind("\n", 0, at) + 1
    above, seen = start, 0
    while above > 0 and seen < _MOST_LINES_BEFORE:
        before = text.rfind("\n", 0, above - 1) + 1
        line = text[before : above - 1]
        if _STARS.match(line):
            return before
        seen += bool(line)
        above = before
    stars = text.find("***", start, at)
    if stars >= 0:
        return stars
    begin = start
    for sentence in _SENTENCE_BEFORE.finditer(text, start, at):
        begin = sentence.end()
    if (
        begin == start and start > 1 and text[start - 2] not in '\n.!?:")\u201d'
    ):  # the sentence begins on the line above
        before = text.rfind("\n", 0, start - 1) + 1
        return before if before < 2 or text[before - 2] == "\n" else start
    return begin

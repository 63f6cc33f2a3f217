"""What several layouts share: working lines and what is set aside of them.

Recognises no layout.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import repeat

import msgspec

from generator.cables.model import Piece
from generator.cables.source.decoding import Decoded
from generator.cables.source.model import Line, Metadata, Source

# A lost character stood for a pilcrow only before an enumerator; elsewhere it is a letter of a word.
_LOST = re.compile(r"[ ]*\ufffd+(?=[ ]?(?:\d|\(?[A-Za-z][.)]))")
_STAMP = re.compile(
    r"(?:[A-Z][a-z]{1,15} (?:[A-Z]\. )?[A-Z][a-z]{1,15}[ ]{1,20})?Declassified/Released"
    r"(?:[ ]{1,20}(?:US|U\.S\.) Department of State)?(?:[ ]{1,20}EO Systematic Review)?(?:[ ]{1,20}\d{1,2} [A-Za-z]{3} \d{4})?"
)
_STAMP_GOES_ON = re.compile(
    r"(?:(?:US |U\.S\. )?Department of State ?)?(?:EO )?(?:Systematic )?(?:Review)? ?(?:\d{1,2} [A-Za-z]{3} \d{4})?\Z"
)
_REVIEWER = re.compile(r"[A-Z][a-z]{1,15} (?:[A-Z]\. )?[A-Z][a-z]{1,15}\Z")
_LONGEST_STAMP_LINE = 60
_NUMBERED = re.compile(r"[ ]{0,12}(\d{1,4})(?:([ ]+)\S|\Z)")
_FEWEST_NUMBERED = 10  # lines
LINE_NUMBER = "layout.line-number"
_NEAR_TOP = 80


def as_message(page: Decoded, first: int) -> tuple[list[Line], list[Piece]]:
    """Make working lines of a text from the line with index first on, and the ledger of what no message holds.

    Set aside are the pilcrows that publishers put before whatever looks like an enumerator (in text drawn from PDF they are
    lost characters), backslashes at line ends, the stamps of the declassification review, and the numbers of lines in the left
    margin of a text that has one in every line.
    """
    texts = page.lines[first:] if first else page.lines
    lines = list(map(Line, range(first + 1, first + 1 + len(texts)), repeat(0), texts))
    aside: list[Piece] = []
    if numbers := _line_numbers(texts):
        lines = _without_numbers(lines, numbers, aside)
    if not page.marked:
        return lines, aside
    stamped = False
    for at, line in enumerate(lines):
        text = line.text
        if "\u00b6" in text or "\ufffd" in text:
            lines[at] = _without_pilcrows(line, aside)
            text = lines[at].text
        if text.endswith("\\"):
            bare = text.rstrip("\\ ")
            column = lines[at].column
            aside.append(Piece(line.number, column + len(bare), text[len(bare) :], "layout.line-end"))
            lines[at] = Line(line.number, column, bare)
        stamped = stamped or "Declassified/Released" in text
    return (_without_stamps(lines, aside) if stamped else lines), aside


def _line_numbers(texts: Sequence[str]) -> "list[re.Match[str] | None]":
    """Return the number at the left of each line, None for an empty line; [] where one has none, or they do not count up.

    They count from 1 for the whole text, or for each page of it.
    """
    found: list[re.Match[str] | None] = []
    last = most = 0
    for text in texts:
        if not text:
            found.append(None)
            continue
        match = _NUMBERED.match(text)
        if match is None:
            return []
        number = int(match[1])
        if number != last + 1 and (number != 1 or last < _FEWEST_NUMBERED):
            return []
        last, most = number, max(most, number)
        found.append(match)
    return found if most >= _FEWEST_NUMBERED else []


def _without_numbers(
    lines: Sequence[Line], numbers: "Sequence[re.Match[str] | None]", aside: list[Piece]
) -> list[Line]:
    """Take the numbers of lines out; what stands further in than the other lines stays so."""
    gaps: dict[int, int] = {}  # by how many figures a number has
    for match in numbers:
        if match and match[2]:
            size = len(match[1])
            gaps[size] = min(gaps.get(size, len(match[2])), len(match[2]))
    kept: list[Line] = []
    for line, match in zip(lines, numbers, strict=True):
        if match is None:
            kept.append(line)
            continue
        aside.append(Piece(line.number, match.start(1), match[1], LINE_NUMBER))
        cut = match.end(1) + gaps.get(len(match[1]), 0)
        kept.append(Line(line.number, cut, line.text[cut:]) if match[2] else Line(line.number, match.end(1), ""))
    return kept


def _without_pilcrows(line: Line, aside: list[Piece]) -> Line:
    """Take pilcrows out of a line; the column of what follows one in mid-line is less by one."""
    text = line.text
    column = line.column
    lost = _LOST.match(text)
    rest = text[lost.end() :] if lost else text
    rest = rest.lstrip("\u00b6 ")
    cut = len(text) - len(rest)
    if "\u00b6" in text[:cut] or lost:
        aside.append(Piece(line.number, column, text[:cut].rstrip(), "layout.pilcrow"))
        text, column = rest, column + cut
    if "\u00b6" in text:
        aside.extend(
            Piece(line.number, column + place, "\u00b6", "layout.pilcrow")
            for place, letter in enumerate(text)
            if letter == "\u00b6"
        )
        text = text.replace("\u00b6", "")
    return Line(line.number, column, text)


def _without_stamps(lines: Sequence[Line], aside: list[Piece]) -> list[Line]:
    """Cut out the stamps of the review: alone in a line, wrapped over two, or in the middle of one."""
    kept: list[Line] = []
    goes_on = False
    for line in lines:
        text = line.text
        stamps = list(_STAMP.finditer(text)) if "Declassified/Released" in text else []
        if stamps:
            if not text[: stamps[0].start()].strip() and kept and _REVIEWER.match(kept[-1].text.strip()):
                kept[-1] = _emptied(kept[-1], aside)
            kept.extend(_cut(line, stamps, aside))
            goes_on = not stamps[-1][0][-4:].isdigit() and not text[stamps[-1].end() :].strip()
            continue
        goes_on = goes_on and 0 < len(text) < _LONGEST_STAMP_LINE and bool(_STAMP_GOES_ON.match(text.strip()))
        kept.append(_emptied(line, aside) if goes_on else line)
    return kept


def _emptied(line: Line, aside: list[Piece]) -> Line:
    aside.append(Piece(line.number, line.column, line.text, "layout.declassification-stamp"))
    return Line(line.number, line.column, "")


def _cut(line: Line, stamps: Sequence["re.Match[str]"], aside: list[Piece]) -> list[Line]:
    """Cut a line at its stamps into the parts that are message; an empty line when there is none."""
    parts: list[Line] = []
    at = 0
    for stamp in [*stamps, None]:
        end = stamp.start() if stamp else len(line.text)
        part = line.text[at:end]
        text = part.strip()
        if text:
            parts.append(Line(line.number, line.column + at + part.index(text), text))
        if stamp:
            aside.append(Piece(line.number, line.column + end, stamp[0], "layout.declassification-stamp"))
            at = stamp.end()
    return parts or [Line(line.number, line.column, "")]


def source_of(
    layout: str,
    page: Decoded,
    metadata: Metadata,
    message: Iterable[Line],
    wrapping: Iterable[Piece],
    body_start: int | None = None,
) -> Source:
    """Return what a reader of plain text found; the arguments are the fields of ``Source``."""
    damage = tuple(page.damage)
    return Source(layout, metadata, tuple(page.lines), tuple(message), body_start, tuple(wrapping), (), damage)


class Top(msgspec.Struct, frozen=True, gc=False):
    """The first lines of a text, in which recognisers look; whole are the lines joined, capitals the same in capitals."""

    lines: list[str]
    whole: str
    capitals: str


def top_of(texts: Sequence[str]) -> Top:
    """Return the top of a text, from its first line that is not empty on."""
    first = next((at for at, text in enumerate(texts) if text), 0)
    lines = list(texts[first : first + _NEAR_TOP])
    whole = "\n".join(lines)
    return Top(lines, whole, whole.upper())


def labelled_lines(lines: Sequence[Line], pattern: "re.Pattern[str]", limit: int) -> list[tuple[int, str, int]]:
    """Return (index, label, where the value begins in the line) of each of the first lines that a pattern labels."""
    return [
        (at, " ".join(match[1].split()), match.end())
        for at, line in enumerate(lines[:limit])
        if line.text and (match := pattern.match(line.text))
    ]

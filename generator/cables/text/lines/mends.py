"""Mends the damage of the wire that repeats: ``Brazil,s`` for ``Brazil's``, ``&we,re working.8`` for quotation marks.

Each sign is replaced by one of the same length, so that every place in a line stays where it is, and told as a repair; the
ledger holds the line as printed (``as_printed``). docs/reference/format.md, "Damage of the wire".
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

import msgspec

from generator.cables.model import Piece
from generator.cables.source.model import Line, Lines
from generator.cables.text.lines.page_markers import Taken

# Rules whose pieces stand in the text, mended.
MENDED = frozenset({"damaged-apostrophe", "damaged-quotation", "damaged-dash"})
# Each pattern begins with the sign itself, by which it is found fast; what stands before the sign is asked afterwards.
_APOSTROPHE = re.compile(
    r",(?:(?:[sStm]|d(?:(?<=\b[HhWw]e,d)|(?<=[Ss]he,d)|(?<=[Tt]hey,d)|(?<=[Yy]ou,d)|(?<=\bI,d))|re|ve|ll)(?![A-Za-z])|[A-Z](?=[a-z]))"
)
# ``d,Orsay``, ``O,Malley``: a letter by itself before a name.
_ELIDED = frozenset("dlDLO")
# A bracket between blanks that closes none, with the text of its paragraph before it: a dash of the wire.
_MAY_BE_DASH = re.compile(r"\)(?<=[ \n]\))[ ]")
_DASH = re.compile(r"(?<=[a-zA-Z0-9.,)\"] )\)(?= [A-Za-z0-9])|(?<=\n)\)(?= [A-Za-z])")
_LABEL = re.compile(r"(?:^|[\s(])(?:[A-Za-z]|\d{1,2}|[ivxIVX]{1,4})\s\Z")
_BRACKET = re.compile(r"[()]|\n\n")  # and the end of a paragraph
_LONGEST_LABEL = 6
# An ampersand before a word, and an eight behind a word or its stop, within one paragraph.
_QUOTATION = re.compile(
    r"(&)(?=[A-Za-z0-9$(])(?:[^&\n]|\n(?!\n)){1,600}?"
    r"(?:(?<=[a-z])|(?<=[A-Z]{2})|(?<=[A-Za-z][.,!?;]))(8)(?![0-9A-Za-z%])"
)


def mend_lines(lines: Lines) -> tuple[Lines, list[Taken]]:
    """Mend the lines of a text.

    Returns:
        The lines, and each mend as a piece with what was printed, its place counted from the end of its line.
    """
    whole = lines.whole
    found = [
        (match.start(), match.end(), f"'{match[0][1:]}", "damaged-apostrophe")
        for match in _APOSTROPHE.finditer(whole)
        if _takes_apostrophe(whole[max(0, match.start() - 2) : match.start()], match[0])
    ]
    if _MAY_BE_DASH.search(whole):
        found.extend((*span, "\u2013", "damaged-dash") for span in _stray_brackets(whole))
    if "&" in whole:
        for match in _QUOTATION.finditer(whole):
            if not whole[match.start() - 1 : match.start()].isalnum():
                found.extend((*match.span(group), '"', "damaged-quotation") for group in (1, 2))
    if not found:
        return lines, []
    starts = [0, *accumulate([len(text) + 1 for text in lines.texts])]
    taken: list[Taken] = []
    parts: list[str] = []
    done = 0
    for begin, end, sign, rule in sorted(found):
        at = bisect_right(starts, begin) - 1
        line = lines[at]
        piece = Piece(line.number, line.column + begin - starts[at], whole[begin:end], rule)
        taken.append(Taken(at, piece, starts[at + 1] - 1 - end))
        parts += whole[done:begin], sign
        done = end
    texts = "".join([*parts, whole[done:]]).split("\n")
    return Lines([Line(one.number, one.column, text) for one, text in zip(lines, texts, strict=True)], texts), taken


def _takes_apostrophe(before: str, sign: str) -> bool:
    """Say whether the two letters before a comma and what stands behind it are a word with an apostrophe."""
    if sign[1].isupper() and sign != ",S":
        return before[-1:] in _ELIDED and not before[:-1].isalpha()
    if sign == ",d":
        return True
    if sign == ",t":
        return before[-1:] == "n" and before.isalpha()
    if before[-1:] == "I" and not before[:-1].isalpha():
        return sign in {",m", ",ve", ",ll"}
    return sign != ",m" and len(before) > 1 and before.isascii() and before.isalpha()


def _stray_brackets(whole: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the brackets between blanks that close none of their paragraph and stand behind no item's letter."""
    depth = 0
    for sign in _BRACKET.finditer(whole):
        if sign[0] == "(":
            depth += 1
        elif sign[0] != ")":
            depth = 0
        elif depth:
            depth -= 1
        elif (
            _DASH.match(whole, sign.start())
            and _LABEL.search(whole[max(0, sign.start() - _LONGEST_LABEL) : sign.start()]) is None
        ):
            yield sign.span()


def as_printed(pieces: Sequence[Piece], mends: Sequence[Taken]) -> Sequence[Piece]:
    """Return the ledger of mended lines with what the source has in them."""
    if not mends:
        return pieces
    by_line: dict[int, list[Piece]] = {}
    for one in mends:
        by_line.setdefault(one.piece.line, []).append(one.piece)
    return [_printed(piece, by_line[piece.line]) if piece.line in by_line else piece for piece in pieces]


def _printed(piece: Piece, mends: Sequence[Piece]) -> Piece:
    letters = list(piece.text)
    for one in mends:
        begin = one.column - piece.column
        if begin >= 0 and begin + len(one.text) <= len(letters):
            letters[begin : begin + len(one.text)] = one.text
    return msgspec.structs.replace(piece, text="".join(letters))

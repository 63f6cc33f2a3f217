"""The characters of a page with their places -> its lines, as they stand on the page. Pure.

A text layer that is printed twice is read once: a word counts once where it stands, however often it is drawn there.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_SAME_WORD = 0.15  # of the height of a letter: the widest gap within a word in which a blank is drawn
_NO_BLANK = 0.4  # the same where no blank is drawn
_SAME_LINE = 0.4  # of the height of a letter: how far two words of one line stand apart upright
_DOUBLED = 0.5  # of a word: how much of it another must cover to be the same word drawn again
_CELL = 16.0  # points: copies of a word are looked for in the neighbouring cells
_INDENT = 2  # characters: less than this is a crooked margin


class Letter(NamedTuple):
    """A character, its box in points from the lower left corner of the upright page, and where its line stands."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    base: float


class Word(NamedTuple):
    """Letters that touch, as one; the box is theirs together."""

    text: str
    left: float
    right: float
    base: float
    height: float
    letters: tuple[Letter, ...]


def words_of(letters: Iterable[Letter]) -> Iterator[Word]:
    """Join letters that follow one another closely; OCR draws blanks within words, and leaves them out between words."""
    held: list[Letter] = []
    blank = False
    for letter in letters:
        if letter.text.isspace():
            blank = True
            continue
        if held and not _follows(held[-1], letter, _SAME_WORD if blank else _NO_BLANK):
            yield _word(held)
            held = []
        held.append(letter)
        blank = False
    if held:
        yield _word(held)


def _follows(one: Letter, other: Letter, gap: float) -> bool:
    height = max(one.top - one.bottom, 1.0)
    return (
        abs(one.base - other.base) < height * _SAME_LINE
        and other.left - one.right < height * gap
        and other.left >= one.left
    )


def _word(letters: Sequence[Letter]) -> Word:
    bases = [one.base for one in letters]
    return Word(
        "".join([one.text for one in letters]),
        letters[0].left,
        max([one.right for one in letters]),
        bases[0] if bases.count(bases[0]) == len(bases) else median(bases),
        max(1.0, *[one.top - one.bottom for one in letters]),
        tuple(letters),
    )


def without_doubles(words: Iterable[Word]) -> list[Word]:
    """Leave out a word that is drawn again where it stands."""
    seen: dict[tuple[str, int, int], list[Word]] = {}
    kept = []
    for word in words:
        column, row = int(word.left // _CELL), int(word.base // _CELL)
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in seen.get((word.text, x, y), ())
        )
        if any(_is_double(word, other) for other in near):
            continue
        seen.setdefault((word.text, column, row), []).append(word)
        kept.append(word)
    return kept


def _is_double(one: Word, other: Word) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    return (
        across > _DOUBLED * min(one.right - one.left, other.right - other.left)
        and abs(one.base - other.base) < _DOUBLED * other.height
    )


def lines_of(words: Sequence[Word]) -> list[str]:
    """Set words in lines from the top of the page, with blanks for the columns that stand apart.

    Blanks are counted by the usual width of a letter of the page; a line left empty on the page is an empty line.
    """
    if not words:
        return []
    width = max(median((word.right - word.left) / len(word.text) for word in words), 0.5)
    margin = min(word.left for word in words)
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: -one.base):
        if rows and rows[-1][0].base - word.base < _SAME_LINE * min(word.height, rows[-1][0].height):
            rows[-1].append(word)
        else:
            rows.append([word])
    step = _step(rows)
    lines: list[str] = []
    above = rows[0][0].base
    for row in rows:
        if above - row[0].base > step * 1.6:
            lines.append("")
        above = row[0].base
        lines.append(_line(sorted(row, key=lambda one: one.left), margin, width))
    return lines


def _step(rows: Sequence[Sequence[Word]]) -> float:
    """Return the usual distance of two lines, in points."""
    steps = [one[0].base - other[0].base for one, other in pairwise(rows)]
    return median(steps) if steps else 1.0


def _line(row: Sequence[Word], margin: float, width: float) -> str:
    indent = round((row[0].left - margin) / width)
    parts = [" " * (indent if indent >= _INDENT else 0), row[0].text]
    for one, other in pairwise(row):
        parts.append(" " * max(1, round((other.left - one.right) / width)))
        parts.append(other.text)
    return "".join(parts)

"""What a text is as a whole: re-flowed, in capitals, a list of parted lines. Asked of lines, knows no block."""

import re
import string
from collections.abc import Sequence
from itertools import pairwise

from generator.cables.text.lines.sentences import LONG_LINE, hangs, is_headline

ROOM = 4  # characters left over at the end of a line
_MOST_HEADLINE = 2  # lines
_FEWEST_WORDS = 3
_CAPITALS_SHARE = 0.6
_FEWEST_PARTED = 4
_PARTED_SHARE = 0.6
_OWN_SHARE = 2 / 3  # of the line ends of a block where the next word would have had room
_LEADER = re.compile(r"\.[ ]?\.[ ]?\.[ ]?\.[. $]*\d")
_SHORT_SHARE = 0.6  # of the width: a line may be its writer's own although the next begins in lower case
_SMALL_AND_BLANK = bytes.maketrans(string.ascii_lowercase.encode() + b"\n", b"a" * 26 + b" ")


def are_parted(parts: Sequence[str]) -> bool:
    """Say whether lines are a list by their signs: most end in a semicolon, four at least."""
    parted = sum(part.endswith((";", "; and", "; or")) for part in parts)
    return parted >= _FEWEST_PARTED and parted >= _PARTED_SHARE * len(parts)


def are_own_lines(parts: Sequence[str], room: float) -> bool:
    """Say whether most line ends are their writer's own: where prose is wrapped, the next word had no room left.

    A line with dots before a figure is one.
    """
    own = sum(
        _LEADER.search(before) is not None
        or len(before) + 1 + len(after.split(" ", 1)[0]) <= (room * _SHORT_SHARE if after[0].islower() else room)
        for before, after in pairwise(parts)
    )
    return own >= _OWN_SHARE * (len(parts) - 1)


def headline_above(parts: Sequence[str], width: int) -> int:
    """Return how many lines above a paragraph are its headline, 0 for none: words in capitals, and room behind them."""
    for size in range(1, min(_MOST_HEADLINE, len(parts) - 2) + 1):
        line, below = parts[size - 1], parts[size]
        words = " ".join(parts[:size])
        if not is_headline(words) or words[-1] in ".,;:" or words.count(" ") < _FEWEST_WORDS:
            return 0
        if len(line) + 1 + len(below.split(" ", 1)[0]) <= width - ROOM:
            told = below.count(",") > 1 or not is_headline(below)  # names of which a sentence tells
            if below[:1].isupper() and len(below) > width // 2 and told and not hangs(line):
                return size
    return 0


def is_edited(texts: Sequence[str]) -> bool:
    """Say whether a third of a text's lines are longer than any line of wire text."""
    lengths = [*filter(None, map(len, texts))]
    return sum(1 for length in lengths if length > LONG_LINE) * 3 >= max(1, len(lengths))


def is_in_capitals(text: str) -> bool:
    """Say whether most words of a text are in capitals; counting those that end in a small letter settles it for prose."""
    kinds = text.encode("ascii", "replace").translate(_SMALL_AND_BLANK)
    if kinds.count(b"a ") >= (1 - _CAPITALS_SHARE) * (kinds.count(b" ") + 1):
        return False
    words = text.split()
    return sum(map(str.isupper, words)) > _CAPITALS_SHARE * len(words)

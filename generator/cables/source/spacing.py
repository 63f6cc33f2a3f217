"""Lines of a text printed with a blank line between every two -> the lines without these blank lines. Reads no word."""

from collections.abc import Sequence
from itertools import pairwise

from generator.cables.source.model import Line, Lines

_FEWEST = 12  # lines of a text that is asked
_ASKED = 0.8  # of the lines and more are as many blank ones as others: it may be double spacing
_APART = 0.9  # of its lines have a blank line before them
_BROKEN = 0.4  # of its lines break off in mid-sentence, as lines of paragraphs do
_FULL_SHARE = 0.6  # of the width, at least, has a line that breaks off
_NEARLY_ALL = 0.95  # of the lines are no longer than the text is wide
_WIDEST = 90  # characters: a longer line is a whole paragraph
_STOPS = tuple(".!?:;)\"'\u201d-=_*")


def single_spaced(lines: Lines, begin: int | None) -> tuple[Lines, int | None]:
    """Close up a text that is printed with double spacing; leave any other as it is.

    Args:
        lines: the lines of a message, blank ones included.
        begin: the index of a line in them, or None.

    Returns:
        The lines, of each run of blank ones half left; and begin, moved with them.
    """
    texts = lines.texts
    heading = len(texts) // 3  # its lines may stand together
    if texts.count("") * 2 < len(texts) * _ASKED or not _is_double_spaced(texts[heading:]):
        return lines, begin
    kept: list[Line] = []
    moved = begin
    run = 0
    for at, text in enumerate(texts):
        run = 0 if text else run + 1
        if at == begin:
            moved = len(kept)
        if text or not run % 2 or (1 < at < heading and texts[at - 1] and texts[at - 2]):
            kept.append(lines[at])
    return Lines(kept), moved


def _is_double_spaced(texts: Sequence[str]) -> bool:
    """Say whether nearly each line stands apart, and enough of them break off where a line of a paragraph does."""
    printed = [text for text in texts if text]
    if len(printed) < _FEWEST:
        return False
    width = sorted(map(len, printed))[int(len(printed) * _NEARLY_ALL)]
    if width > _WIDEST:
        return False
    together = sum(1 for before, after in pairwise(texts) if before and after)
    full = width * _FULL_SHARE
    broken = sum(1 for text in printed if len(text) > full and not text.endswith(_STOPS))
    return together <= (1 - _APART) * len(printed) and broken >= _BROKEN * len(printed)

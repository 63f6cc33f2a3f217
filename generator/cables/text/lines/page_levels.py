"""Classification words that stand alone on a line, as the head or foot of a page: round a page marker, or within a sentence.

Where nothing tells a page's head from a word of the text, the word stays. docs/reference/format.md, "Pages and sections".
"""

import re
from collections.abc import Sequence

from generator.cables.source.model import Line, Lines
from generator.cables.text.lines.sentences import hangs, may_end, starts_block

Cuts = dict[int, list[tuple[int, int, str]]]  # of a line: begin, end and rule of each piece to take out

_LEVEL = (
    r"[ ]*(?:UNCLAS(?:SIFIED)?|CONFIDENTIAL|SECRET|TOP SECRET|LIMITED OFFICIAL USE"
    r"|C O N F I D E N T I A L|S E C R E T|T O P[ ]{1,3}S E C R E T|U N C L A S(?: S I F I E D)?)"
    r"(?:[ ]{2,20}[A-Z]{2,4}\d{3,5})?[ ]*"
)
_LEVEL_ALONE = re.compile(rf"{_LEVEL}\Z")
_LEVELS_ALONE = re.compile(rf"\n{_LEVEL}(?=\n)")
# What the prints of the White House and its council have round the line of a page; and the parts of the banner of a release, of
# which a program that draws text from a PDF makes lines.
_HEAD = re.compile(
    r"[ ]*(?:(?:THE )?WHITE HOUSE(?: SITUATION ROOM| MESSAGE CENTER)?|SITUATION ROOM"
    r"|NATIONAL SECURITY COUNCIL(?: MESSAGE CENTER)?|MESSAGE CENTER"
    r"|[A-Z]{2,4}\d{2,4}[ ]{2,40}AN\d{6}\b.{0,80}|<{2,8}.{1,60}>{2,8}"
    r"|U\.S\. Department of State|Date:[ ]{0,4}\d{1,2}/\d{1,2}/\d{4}|Page:?[ ]\d{1,4})[ ]*\Z"
)
_NUMBERED = re.compile(r"[ ]*\d{1,3}[ ]?\.[ ]?[A-Z(]")
_MOST_LINES = 6  # word, blank, word, blank
_NEAR_TOP = 4  # lines
_LETTERS = 6  # of UNCLAS
_SHORTEST_LINE = 40  # characters of a line of a paragraph


def is_level(text: str) -> bool:
    """Say whether a line is nothing but a classification word."""
    return _LEVEL_ALONE.match(text) is not None


def cut_levels(lines: Sequence[Line], at: int, cuts: Cuts) -> tuple[int, int]:
    """Cut the classification words and the heads of a print that stand round a page marker, whatever blank lines between.

    Returns:
        The indexes of the first and the last line that is cut, the marker's own included.
    """
    ends = [at, at]
    for side, step in enumerate((-1, 1)):
        here, seen = at + step, 0
        while 0 <= here < len(lines) and seen < _MOST_LINES:  # a stamp that was taken out leaves many blank lines
            text = lines[here].text
            if text and not (is_level(text) or _HEAD.match(text)):
                break
            if text:
                cuts.setdefault(here, [(0, len(text), "page-level")])
                ends[side] = here
                seen += 1
            here += step
    return ends[0], ends[1]


def levels_alone(text: str) -> list[int]:
    """Return the indexes of the lines of a text that are but a classification word, its first and last line left out."""
    found: list[int] = []
    line = begin = 0
    for match in _LEVELS_ALONE.finditer(text):
        line += text.count("\n", begin, match.start() + 1)
        begin = match.start() + 1
        found.append(line)
    return found


def cut_levels_in_sentences(lines: Lines, alone: Sequence[int], cuts: Cuts) -> None:
    """Cut the words alone between two lines of one sentence, and two of them together, a page's foot and the head of the next.

    Args:
        lines: the lines of a message.
        alone: the indexes of its lines that are such a word, in order, none of them cut.
        cuts: what is taken out of the lines; the words are added to it.
    """
    texts = lines.texts
    words = set(alone)
    done = -1
    for first in alone:
        if first <= done:
            continue
        run = [at for at in range(first, min(first + _MOST_LINES, len(texts))) if texts[at]]
        size = next((size for size, at in enumerate(run) if at not in words), len(run))
        done = run[size - 1]
        before = next((texts[at] for at in range(first - 1, max(-1, first - _MOST_LINES), -1) if texts[at]), "")
        after = next((texts[at] for at in range(done + 1, min(done + _MOST_LINES, len(texts))) if texts[at]), "")
        apart = not (texts[first - 1] and texts[min(done + 1, len(texts) - 1)])
        headed = apart and may_end(before) and _NUMBERED.match(after) and _is_own(texts, first)
        if headed or _is_between(before, after, apart=apart, several=size > 1) or "" in texts[first:done]:
            cuts.update({at: [(0, len(texts[at]), "page-level")] for at in run[:size]})


def _is_own(texts: Sequence[str], at: int) -> bool:
    """Say whether a word alone is the level with which the message begins: between paragraphs it is a page's, no title."""
    word = texts[at].replace(" ", "")[:_LETTERS]
    return any(text.replace(" ", "").startswith(word) for text in texts[: min(at, _NEAR_TOP)])


def _is_between(before: str, after: str, *, apart: bool, several: bool) -> bool:
    """Say whether a sentence, or a paragraph of long lines, goes on across words alone; apart: blank lines stand there."""
    if not before or not after or (several and not apart):
        return False
    if starts_block(after):
        return False
    long = min(len(before), len(after)) >= _SHORTEST_LINE
    if may_end(before):
        return long and not apart
    return after.lstrip()[0].islower() or hangs(before) or long

"""Headings within a text and the rules they stand by: under, between, beside; and lines that are headings by themselves.

Each question is asked of one line or block; what follows from the answer is decided in ``body``. docs/format.md, "Headings".
"""

import re
from collections.abc import Sequence
from typing import Final

from generator.cables.blocks import RawBlock
from generator.cables.numbering import find_enumerator

SENTENCE_END: Final = (".", "!", "?", ":", ";", ")", '"', "\u201d", ",")
LONG_LINE: Final = 132  # characters: longer than any line of wire text, so a whole paragraph that an editor re-flowed
_RULE: Final = re.compile(
    r"-{3,}(?:[ ]{1,3}-+)*[ ]*$|(?:-[ ]){3,}-?[ ]*$|[=_*~#]{4,}(?:[ ][=_*~#]+)*[ ]*$|-{2,}[ ]-{2,}(?:[ ]-+)*[ ]*$"
)
RULE_STARTS: Final = frozenset("-=_*~#")
_RULED_LINE: Final = re.compile(r"(?:(-{3,})[ ]+)?([^\-].{0,76}?)[ ]+(-{3,}(?:[ ]-+)*)$")
_NAMED: Final = re.compile(
    r"(?:BEGIN[ ])?(?:EXECUTIVE[ ])?(?:SUMMARY|COMMENT|INTRODUCTION|CONCLUSION|BACKGROUND|NOTE|"
    r"ACTION REQUEST(?:ED)?|KEY POINTS|TALKING POINTS|OBJECTIVES?|POINT OF CONTACT|"
    r"REPORTING DEADLINE|BIO(?:GRAPHIC)?(?:AL)? NOTE|SUMMARY AND COMMENT)[:.]?$",
    re.IGNORECASE,
)
_MARKER: Final = re.compile(r"(?:BEGIN|END|UNQTE|QTE)\b(?: [A-Za-z]+){0,4}[.:]?$", re.IGNORECASE)
_MOST_HEADING: Final = 160
_SHORT_HEADING: Final = 78
_MOST_HEADING_LINES: Final = 3


def is_rule(text: str) -> bool:
    """Say whether a line, blanks stripped, is a rule: dashes, stars and the like, also broken by blanks."""
    return text[0] in RULE_STARTS and _RULE.match(text) is not None


def ruled_line(text: str) -> "re.Match[str] | None":
    """Read a heading that shares its line with its rule, ``COMMENT -------`` -> groups (rule before, heading, rule)."""
    match = _RULED_LINE.match(text) if text[-1] == "-" and len(text) <= _MOST_HEADING else None
    return None if match is None or (" " in match[3] and match[2][-1] == ".") else match  # ``END NOTE. ------- -``


def box_end(texts: Sequence[str], at: int) -> int:
    """Return the index of the rule that closes a box opened at a rule, 0 when none of up to three short lines on does."""
    if texts[at + 1 : at + 2] == [""]:
        return _spaced_box_end(texts, at)
    total = 0
    for index in range(at + 1, min(at + 2 + _MOST_HEADING_LINES, len(texts))):
        text = texts[index].strip()
        if not text:
            return 0
        if is_rule(text):
            return index if index > at + 1 else 0
        total += len(text)
        found = find_enumerator(text)
        if total > _MOST_HEADING or (found is not None and found.kind in {"number", "bullet"} and not text.isupper()):
            return 0
    return 0


def _spaced_box_end(texts: Sequence[str], at: int) -> int:
    """Return the index of the second of two equal rules with one short line between, blank lines round it; else 0."""
    if [bool(text) for text in texts[at + 2 : at + 5]] != [True, False, True]:
        return 0
    inside = texts[at + 2].strip()
    found = find_enumerator(inside)
    heading = len(inside) <= _SHORT_HEADING and inside[-1] not in ".,;" and not is_rule(inside)
    numbered = found is not None and found.kind in {"number", "bullet"} and not inside.isupper()
    return at + 4 if heading and not numbered and texts[at + 4].strip() == texts[at].strip() else 0


def is_heading(block: RawBlock) -> bool:
    """Say whether an open block, with a rule under it, can be a heading of one to three lines."""
    if block.kind != "paragraph" or block.label or len(block.parts) > _MOST_HEADING_LINES:
        return False
    return sum(map(len, block.parts)) <= _MOST_HEADING


def last_line_is_heading(block: RawBlock) -> bool:
    """Say whether the last line of running text is the heading over a rule: edited text has no blank line before it."""
    if len(block.parts) < 2 or block.kind in {"table", "lines"}:  # the one line of a block is the block
        return False
    text, before = block.parts[-1], block.parts[-2]
    return (
        len(text) <= _SHORT_HEADING
        and text[-1] not in ".,;"
        and (before.endswith(SENTENCE_END) or len(before) > LONG_LINE)
    )


def kind_alone(text: str, texts: Sequence[str], after: int, *, all_capitals: bool) -> str:
    """Name what a paragraph of one line is: "heading", "marker" (``BEGIN TEXT``), or "paragraph" after all.

    Args:
        text: the line.
        texts: all lines of the text.
        after: the index of the line behind it.
        all_capitals: the whole text is in capitals, so that capitals tell no heading.
    """
    if len(text) > _SHORT_HEADING:
        return "paragraph"
    if _NAMED.match(text):
        return "heading"
    if _MARKER.match(text):
        return "marker"
    if (
        text.isupper()
        and not all_capitals
        and set(text) != {"X"}
        and sum(map(str.isalpha, text)) > 1
        and text[-1] not in ".,;"
    ):
        following = next((texts[at] for at in range(after, len(texts)) if texts[at]), "").lstrip()
        found = find_enumerator(following) if following else None
        if found is not None and found.kind in {"number", "bullet"}:
            return "heading"
    return "paragraph"

"""Headings within a text and the rules they stand by: under, between, beside; and lines that are headings by themselves.

Each question is asked of one line or block; ``block_parser`` decides what follows. docs/reference/format.md, "Headings".
"""

import re
from collections.abc import Sequence

from generator.cables.text.enumerators import Enumerator, find_enumerator, find_mark
from generator.cables.text.lines.page_levels import is_level
from generator.cables.text.lines.sentences import LONG_LINE, PART_ENDS, SENTENCE_END, hangs, is_headline, may_end
from generator.cables.text.raw_blocks import RawBlock

_RULE = re.compile(
    r"(?:-[ ])?-{3,}(?:[ ]{1,3}-+)*[ ]*$|(?:[-=_*~#][ ]){2,}[-=_*~#][ ]*$|[=_*~#]{4,}(?:[ ][=_*~#]+)*[ ]*$"
    r"|-{2,}[ ]-{2,}(?:[ ]-+)*[ ]*$"
)
RULE_STARTS = frozenset("-=_*~#")
_RULED_LINE = re.compile(r"(?:(-{3,})[ ]+)?([^\-].{0,76}?)[ ]+(-{3,}(?:[ ]-+)*)$")
# -- The Fair --, ** (U) The Fair **, _The Fair_
_DRESSED_LINE = re.compile(r"(--|[*=~#]{2,}|_+)[ ]?((?:\([A-Z/]{1,5}\)[ ])?[A-Z][^\-].{1,74}?)[ ]?(\1)$")
_PART = (
    r"(?:SUMMARY|COMMENT|INTRODUCTION|CONCLUSION|BACKGROUND|NOTE|ACTION REQUEST(?:ED)?|KEY POINTS|TALKING POINTS"
    r"|BIO(?:GRAPHIC)?(?:AL)? NOTE)"
)
_NAMED = re.compile(
    r"(?:BEGIN[ ])?(?:EXECUTIVE[ ])?"
    rf"(?:{_PART}(?:(?:[ ](?:AND|&)[ ]|[ ]?/[ ]?){_PART})?|OBJECTIVES?|POINT OF CONTACT|REPORTING DEADLINE)[:.]?$",
    re.IGNORECASE,
)
_END = re.compile(r"(?:END|UNQTE)\b(?: OF)?(?: (?:NOTE|SUMMARY|COMMENT|TEXT))\b[. )]*$", re.IGNORECASE)
_MARKER = re.compile(
    r"[(\[]?(?:(?:BEGIN|END|UNQTE|QTE)\b(?: [A-Za-z]+){0,4}|(?:UN)?QUOTE|(?:OPEN|CLOSE) QUOTE)[.:)\]]{0,2}$",
    re.IGNORECASE,
)
# Words about the message itself, no heading of what follows.
_HANDLING = re.compile(
    r"(?:NOT FOR|FOR OFFICIAL|SENSITIVE|UNCLAS|CONFIDENTIAL|SECRET|TOP SECRET|LIMITED|LOU\b|SBU\b|DEAR|TEXT|QUOTE|UNQUOTE"
    r"|MINIMIZE|FROM\b.{3,60}\bFOR\b|PLEASE|THIS (?:IS|CABLE|MESSAGE)|GP-?\d|EXEMPT|NOFORN|NODIS|EXDIS|FYI)",
)
_NO_TITLE = re.compile(
    r"[,;\d]|\b(?:Dear|Sincerely|Respectfully|Yours|Regards)\b"
)  # a name with a rank, a date, a letter
_SOURCE = re.compile(r"(?:SOURCES?|NOTE|N\.?B\.?):[ ]", re.IGNORECASE)  # of a table
_SENTENCE_ENDS = frozenset('.!?)"\u201d')
_CLOSED = (".)", ".]", '."', *PART_ENDS)
_FEWEST_PROSE = 40  # letters of a line
_FEWEST_SMALL = 2  # words in small letters
_MOST_HEADING = 160
_SHORT_HEADING = 78
_MOST_HEADING_LINES = 3
_TITLE_LINES = 2
_MOST_PLAIN = 6  # words of a heading that nothing but its place tells from a sentence without its stop
_SHORT_RULE = 5
_MOST_NAMES = 2
_LONGER_WORD = 5
_TITLE = 40  # characters of a line
_FEWEST_ITEMS = 2
_FARTHEST_LENGTH = 1  # by which a rule and its heading differ
_REDACTED = 4  # letters X
_FARTHEST_NUMBER = 6  # lines


def is_rule(text: str) -> bool:
    """Say whether a line, blanks stripped, is a rule: dashes, stars and the like, also broken by blanks."""
    return text[0] in RULE_STARTS and _RULE.match(text) is not None


def ruled_line(text: str, *, alone: bool = False) -> "re.Match[str] | None":
    """Read a heading that shares its line with its rule, ``COMMENT -------`` -> groups (rule before, heading, rule).

    alone says that nothing goes on in the lines round it: then ``-- Call for order --`` is a heading too.
    """
    dressed = _DRESSED_LINE.match(text) if text[0] in RULE_STARTS else None
    if dressed and (alone or (text[0] == "-" and (dressed[2].isupper() or is_headline(dressed[2])))):
        return dressed
    match = _RULED_LINE.match(text) if text[-1] == "-" and len(text) <= _MOST_HEADING else None
    return None if match is None or (" " in match[3] and match[2][-1] == ".") else match  # ``END NOTE. ------- -``


def is_named(text: str) -> bool:
    """Say whether a line is the name of a part, a heading even without a rule: ``SUMMARY``, ``Comment:``."""
    return _NAMED.match(text) is not None


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
    parts = block.parts
    if block.kind != "paragraph" or block.label or len(parts) > _MOST_HEADING_LINES or _END.match(parts[0]):
        return False
    if len(parts) > 1 and (_HANDLING.match(parts[0]) or (is_named(parts[-1]) and not hangs(parts[-2]))):
        return False  # its last line alone
    return sum(map(len, parts)) <= _MOST_HEADING


def last_line_is_heading(block: RawBlock, rule: str) -> bool:
    """Say whether the last line of running text is the heading over a rule: edited text has no blank line before it.

    The name of a part is one, a line behind a stop or a re-flowed paragraph, and one as long as the rule.
    """
    if len(block.parts) < 2 or block.kind in {"table", "lines"}:  # the one line of a block is the block
        return False
    text, before = block.parts[-1], block.parts[-2]
    if len(text) > _SHORT_HEADING or text[-1] in ".,;":
        return False
    as_long = abs(len(text) - len(rule)) <= _FARTHEST_LENGTH and not text[0].islower() and not hangs(before)
    return before.endswith(SENTENCE_END) or len(before) > LONG_LINE or as_long or is_named(text)


def last_line_is_title(block: RawBlock, texts: Sequence[str], after: int, number: int) -> bool:
    """Say whether the last line of a text, which ends in no stop, is a title: a sentence ends before it, a number is below."""
    before, text = block.parts[-2:]
    if len(text) > _SHORT_HEADING or before[-1:] not in _SENTENCE_ENDS or hangs(before) or _MARKER.match(text):
        return False
    titled = is_headline(text) or (text[0].isupper() and text.rstrip(":").isalpha())
    return titled and number_below(texts, after) == number


def names_below(block: RawBlock, text: str, room: int) -> bool:
    """Say whether a bullet stands below lines that name what it lists: ``Harbor Board`` / ``- Ada Orley``, ``1. KEY POINTS``.

    Args:
        block: the open block: one or two short lines, or a paragraph's number and the name of a part.
        text: what stands behind the bullet.
        room: the width of a line: the bullet's first word would have had room behind each of them.
    """
    if block.kind != "paragraph" or len(block.parts) > _MOST_NAMES or not text[:1].isupper():
        return False
    if block.label and not is_named(block.parts[0]):
        return False
    word = len(text.split(" ", 1)[0])
    return not any(len(part) + word > room or hangs(part) for part in block.parts)


def spaced_rule(block: RawBlock, texts: Sequence[str], at: int) -> bool:
    """Say whether a rule below blank lines belongs to the heading above them: about as long as it, and no box begins there."""
    if not is_heading(block) or block.parts[-1][-1:] in ".,;" or box_end(texts, at):
        return False
    rule, mark = len(texts[at].strip()), len(block.mark) + 1 if block.mark else 0
    last, whole = len(block.parts[-1]) + mark, sum(map(len, block.parts)) + len(block.parts) - 1 + mark
    return any(width <= 2 * rule and rule <= 2 * width + _SHORT_RULE for width in (last, whole))


def spans_page(block: RawBlock, *, all_capitals: bool) -> bool:
    """Say whether a block of re-flowed text goes on behind a page marker: a numbered paragraph, or words without a stop."""
    before = block.parts[-1]
    if block.number or block.mark:
        return block.kind == "paragraph"
    return bool(before) and not may_end(before) and (all_capitals or not (before.isupper() or is_headline(before)))


def slashed_heading(texts: Sequence[str], at: int) -> int:
    """Return the index after a heading between double slashes, ``//The Fair//``, of up to three lines; 0 where none stands."""
    total = 0
    for index in range(at, min(at + _MOST_HEADING_LINES, len(texts))):
        text = texts[index].strip()
        total += len(text)
        if not text or total > _MOST_HEADING or (index > at and text.startswith("//")):
            return 0
        if text.endswith("//") and (index > at or len(text.strip("/ ")) > 1):
            return index + 1
    return 0


def is_title_of_two(parts: Sequence[str], texts: Sequence[str], after: int) -> bool:
    """Say whether the lines of a paragraph are two in capitals, nothing about the message, with a number below them."""
    if len(parts) != _TITLE_LINES or not (parts[0].isupper() and parts[1].isupper()):
        return False
    return parts[0][-1] not in ".:;" and not _HANDLING.match(parts[0]) and number_below(texts, after) > 0


def number_below(texts: Sequence[str], after: int) -> int:
    """Return the number with which the next line that is not blank begins, 0 for none."""
    following = next(filter(None, texts[after : after + _FARTHEST_NUMBER]), "").lstrip()
    found = opening(following) if following else None
    return found.number if found is not None and found.kind == "number" else 0


def kind_alone(
    text: str,
    texts: Sequence[str],
    after: int,
    *,
    all_capitals: bool,
    reflowed: bool,
    apart: bool,
    following_number: int = 0,
) -> str:
    """Name what a paragraph of one line is: "heading", "marker" (``BEGIN TEXT``), or "paragraph" after all.

    Args:
        text: the line.
        texts: all lines of the text.
        after: the index of the line behind it.
        all_capitals: the whole text is in capitals, so that capitals tell no heading.
        reflowed: an editor re-flowed the text, so that a short line is no line of a paragraph.
        apart: what stands before it is finished: a sentence with its stop, a heading, nothing.
        following_number: the number of the next paragraph, 0 before the first.
    """
    if len(text) > _SHORT_HEADING:
        return "paragraph"
    if _NAMED.match(text):
        return "heading"
    if _MARKER.match(text):
        return "marker"
    if (
        text[-1] in ".,;"
        or sum(map(str.isalpha, text)) < 2
        or set(text) == {"X"}
        or is_level(text)
        or _SOURCE.match(text)
    ):
        return "paragraph"
    capitals = text.isupper()
    if text.endswith(_CLOSED) and (". " in text or not (capitals or is_headline(text))):
        return "paragraph"  # ``(Comment: We agree. End comment.)``, ``"So says the Council."``
    if not following_number and _HANDLING.match(text.upper()):
        return "paragraph"  # above the first: ``SENSITIVE BUT UNCLASSIFIED - PLEASE PROTECT ACCORDINGLY``
    titled = apart and not text[0].islower() and not hangs(text)
    if not titled and (all_capitals or not capitals):
        return "paragraph"
    following = next((texts[at] for at in range(after, len(texts)) if texts[at]), "").lstrip()
    found = opening(following) if following else None
    if all_capitals or not (capitals or reflowed or _is_title(text)):
        # Neither capitals nor small letters tell: only that the text goes on with the number of the next paragraph.
        numbered = found is not None and found.kind == "number" and found.number == following_number
        short = all_capitals or text.count(" ") < _MOST_PLAIN
        return "heading" if numbered and short and text[-1] != ":" and not _HANDLING.match(text) else "paragraph"
    if found is None:
        titled = apart and (capitals or (is_headline(text) and _NO_TITLE.search(text) is None))
        return "heading" if titled and _heads_prose(text, following) else "paragraph"
    if found.kind == "number" and (capitals or text[-1] != ":" or find_mark(following, found.end) is not None):
        return "heading"
    return "heading" if capitals and found.kind == "bullet" else "paragraph"


def stands_apart(blocks: Sequence[RawBlock]) -> bool:
    """Say whether the last of the blocks so far is finished, so that a line behind it may be a heading."""
    if not blocks or blocks[-1].kind in {"heading", "rule", "marker", "table"}:
        return True
    last = " ".join(blocks[-1].parts[-2:])  # ``END`` / ``SUMMARY``
    ended = not last or may_end(last) or last[-_REDACTED:].lower() == "x" * _REDACTED or _is_below_list(blocks)
    return ended and not last.endswith(":")


def _is_below_list(blocks: Sequence[RawBlock]) -> bool:
    """Say whether the last block ends a list whose items have no stops."""
    items = blocks[-1:] if blocks[-1].kind == "lines" else blocks[-_FEWEST_ITEMS:]
    ends = [block.parts[-1] for block in items if block.kind in {"item", "lines"}]
    return len(ends) == len(items) and not any(may_end(end) or hangs(end) for end in ends)


def is_below_title(blocks: Sequence[RawBlock]) -> bool:
    """Say whether the last of the blocks so far is one short line, as a title above a heading is: ``Vensk - 2005``."""
    last = blocks[-1].parts if blocks else [""]
    return len(last) == 1 and 0 < len(last[0]) <= _TITLE and not hangs(last[0]) and last[0][-1] != ":"


def heads_number(block: RawBlock, blocks: Sequence[RawBlock], texts: Sequence[str], after: int, number: int) -> bool:
    """Say whether an item is the only one of its list and a heading: ``A. THE FAIR``, with the next paragraph below it.

    Args:
        block: the item.
        blocks: those before it.
        texts: all lines of the text.
        after: the index of the line behind the item.
        number: the number of the next paragraph.
    """
    if len(block.parts) > 1 or block.label not in {"A.", "B.", "I."} or (blocks and blocks[-1].kind == "item"):
        return False
    return block.parts[0][-1] not in ".,;:" and stands_apart(blocks) and number_below(texts, after) == number


def heads_rule(block: RawBlock, text: str, rule: str) -> bool:
    """Say whether an item of one line, as printed, heads a rule as long as it: ``II.  The Hall``, in the 1980s ``- HALL``."""
    lettered = block.kind == "item" and (block.label[0].isalpha() or rule[:2] == "- ") and len(block.parts) == 1
    return lettered and abs(len(text) - len(rule)) <= _FARTHEST_LENGTH and text[-1] not in ".,;:"


def opening(text: str) -> Enumerator | None:
    """Read the enumerator of a line, also behind its portion mark: ``(C) 4. The ...``."""
    mark = find_mark(text) if text[0] == "(" else None
    inside = text[mark.end :] if mark is not None else ""
    return find_enumerator(inside) if inside[:1].isdigit() else find_enumerator(text)


def _heads_prose(text: str, following: str) -> bool:
    """Say whether a line in capitals, finished lines before it, heads the paragraph below that has no number."""
    if text[-1] == ":" or not text[0].isalpha() or _HANDLING.match(text.upper()):
        return False
    prose = len(following) > _FEWEST_PROSE and following.lstrip("\"'(\u201c")[:1].isupper() and not following.isupper()
    return prose and following[-1] not in ":," and sum(word.islower() for word in following.split()) > _FEWEST_SMALL


def _is_title(text: str) -> bool:
    """Say whether the longer words of a line begin with capitals, as those of a heading do."""
    words = [word.lstrip("(\"'\u201c") for word in text.split()]
    longer = [word for word in words if len(word) >= _LONGER_WORD and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) * 4 >= len(longer) * 3 if longer else is_headline(text)

"""Questions about the surroundings of a line: the open block, those before it, the lines below. Builds nothing."""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise, takewhile

from generator.cables.source.model import Line
from generator.cables.text.block_builder import BlockBuilder
from generator.cables.text.enumerators import Enumerator, Mark, find_mark
from generator.cables.text.headings import number_below, spans_page
from generator.cables.text.lines.sentences import (
    LONG_LINE,
    SENTENCE_END,
    TITLE_ENDS,
    hangs,
    is_counted,
    may_end,
    starts_block,
)
from generator.cables.text.raw_blocks import RawBlock

_ANNOUNCES_LIST = re.compile(
    r"\b(?:ENCLOSURE|BEGIN (?:TEXT|POINTS|TALKING)|TALKING POINTS|POINTS|FOLLOWING|AS FOLLOWS|NON-?PAPER)\b|:\s*$",
    re.IGNORECASE,
)
_SHORT_LINE = 78
_MOST_MISSING = 2  # numbers from one paragraph to the next
_LIST_LINES = 6
_BULLETS = frozenset("-*o\u2022\u00b7\u2014")
_FEWEST_PROSE = 40  # characters of a line
_LONGEST_MARK = 50  # characters
_FARTHEST_ITEM = 40  # lines between ``I.`` and ``II.``


class Surroundings(BlockBuilder):
    """A text being read, and what is asked about the place that is reached in it."""

    def __init__(self, lines: Sequence[Line], cuts: Collection[int]) -> None:
        """Take the lines of a text, and the indexes of those behind a page marker."""
        super().__init__(lines)
        self.cuts = cuts
        self.all_marked = True  # every numbered paragraph so far has a portion mark

    def in_list(self) -> bool:
        """Say whether the block before is an item of a list."""
        block = self.open or (self.blocks[-1] if self.blocks else None)
        return block is not None and block.kind == "item"

    def depth_of_bullet(self, label: str) -> int:
        """Return the depth of a bullet in a list of bullets: that of its like, or one more below ``:``; 0 where neither is."""
        items = [*self.blocks[-_LIST_LINES:], *([self.open] if self.open else [])][::-1]
        items = [*takewhile(lambda one: one.kind == "item", items)]
        like = next((one.depth for one in items if one.label == label), 0)
        announced = items and items[0].label[:1] in _BULLETS and items[0].parts[-1].endswith(":")
        return like or (items[0].depth + 1 if announced else 0)

    def is_letter_within(self, mark: Mark) -> bool:
        """Say whether a mark is the next letter of a list in the paragraph above: ``(b) a roof;`` / ``(c) a road``."""
        block = self.open
        return (
            block is not None and not (self.edited and may_end(block.parts[-1])) and _has_letters(block, mark.printed)
        )

    def goes_on_with_letter(self, label: str) -> bool:
        """Say whether a letter behind blank lines goes on with a list in a paragraph that is not over."""
        block = self.blocks[-1] if self.blocks and self.open is None else None
        unfinished = block is not None and block.parts[-1].endswith((";", ",", " and", " or", " AND", " OR"))
        return block is not None and unfinished and _has_letters(block, label)

    def announced(self) -> bool:
        """Say whether the block before announces a list or an enclosure in which numbers may begin again."""
        near = [*self.blocks[-2:], *([self.open] if self.open else [])][-2:]
        return any(_ANNOUNCES_LIST.search(block.parts[-1][-80:]) for block in near)

    def sentence_ended(self) -> bool:
        """Say whether the line before ends with a sign behind which a block may begin."""
        if self.open is None:
            return True
        before = self.open.parts[-1]
        return before.endswith(SENTENCE_END) and not (before[-3:] in TITLE_ENDS and hangs(before))

    def is_within_sentence(self) -> bool:
        """Say whether a number without a mark belongs to the sentence of the line before: ``grew to`` / ``4. The number``."""
        block = self.open
        if block is None:
            return False
        before = block.parts[-1]
        listed = before[-1:] == "," and bool(block.mark or block.parts[1:])  # no list of which each line is an item
        return listed or hangs(before) or is_counted(before)

    def is_marked_below(self, at: int, number: int) -> bool:
        """Say whether the paragraph of a number without a mark stands near below, with a mark as all before it have."""
        if not (self.last and self.all_marked):
            return False
        label, last = f"\n{number}.", min(at + _FARTHEST_ITEM, len(self.texts))
        place = self.whole.find(label, self.starts[at + 1] + at, self.starts[last] + last)
        begin = place + len(label)
        return place >= 0 and find_mark(self.whole[begin : begin + _LONGEST_MARK].lstrip(" ")) is not None

    def is_text_of_number(self, at: int) -> bool:
        """Say whether a line behind blank lines is the text of the number alone above it: ``2. (C)`` / ``It rains.``."""
        text, below = self.texts[at].lstrip() if at < len(self.texts) else "", self.texts[at + 1 : at + 2]
        if not text or starts_block(text) or self.open is None or "ENTIRE" in self.open.mark.upper():
            return False  # the mark of all of the text
        return text[-1] in ".:" or (
            len(text) > _FEWEST_PROSE and bool(below and below[0]) and not starts_block(below[0])
        )

    def below_title(self) -> bool:
        """Say whether the open block is one short line that no sentence goes on from: it may be a heading."""
        block = self.open
        return (
            block is not None
            and block.kind == "paragraph"
            and not (block.label or block.mark or block.parts[1:])
            and len(block.parts[0]) <= _SHORT_LINE
            and not hangs(block.parts[0])
        )

    def may_be_next(self, number: int) -> bool:
        """Say whether a number that has no stop of its own is that of the next paragraph, one missing before it at the most."""
        apart = self.blank or self.long_before() or self.sentence_ended()
        return self.last < number <= self.last + (_MOST_MISSING if apart and self.last else 1)

    def long_before(self) -> bool:
        """Say whether the line before is a whole re-flowed paragraph: then this one begins anew."""
        return self.open is not None and len(self.open.parts[-1]) > LONG_LINE

    def begins_anew(self, at: int, before: str, text: str) -> bool:
        """Say whether a line of prose begins a paragraph although no blank line stands before it: in re-flowed text alone."""
        if not (self.edited or len(before) > LONG_LINE) or text[0].islower() or hangs(before):
            return False
        if self.open is not None and self.lines[at].number == self.lines[self.open.indexes[-1]].number:
            return False  # parts of one line
        if at in self.cuts and self.open is not None and spans_page(self.open, all_capitals=self.all_capitals):
            return False
        if may_end(before) or set(before) == {"X"}:
            return True
        if len(before) > LONG_LINE:  # the stop is lost: a heading may follow, nothing else
            return len(text) <= _SHORT_LINE and text[-1] not in ".,;" and number_below(self.texts, at + 1) > 0
        return (
            len(before) <= _SHORT_LINE and len(text) > LONG_LINE and self.open is not None and len(self.open.parts) == 1
        )

    def second_numeral_follows(self, at: int, label: str) -> bool:
        """Say whether a line near below begins with the label of a list's second item."""
        return any(text.lstrip().startswith(label) for text in self.texts[at + 1 : at + _FARTHEST_ITEM])

    def third_letter_follows(self, at: int, found: Enumerator) -> bool:
        """Say whether a letter is the second of a list whose first is not read, by the third that stands near below it."""
        label = found.label
        letter = label.strip("().")
        if label[0] == "(" or len(letter) > 1 or not letter.isalpha():
            return False
        third = label.replace(letter, chr(ord(letter) + 1))
        below = self.texts[at + 1 : at + _FARTHEST_ITEM]
        return any(not above and text.lstrip().startswith(f"{third} ") for above, text in pairwise(below))


def _has_letters(block: RawBlock, label: str) -> bool:
    """Say whether the last lines of a block have the first letter of a list and the one before a letter in parentheses."""
    letter = label.strip("()")
    if len(letter) != 1 or not letter.isalpha() or letter in "aA":
        return False
    near = " ".join(block.parts[-_LIST_LINES:])
    return f"({chr(ord(letter) - 1)}) " in near and f"({'A' if letter.isupper() else 'a'}) " in near

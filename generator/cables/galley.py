"""The galley: the blocks of a text as they are set, line by line, and the ledger of the lines. Reads no number and no letter.

``body`` decides what a line is; here a block is opened, goes on and is finished, and headings, rules and tables are set.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from operator import attrgetter
from typing import Final

from generator.cables.blocks import Body, RawBlock
from generator.cables.headings import LONG_LINE, box_end, is_heading, kind_alone, last_line_is_heading
from generator.cables.model import Piece
from generator.cables.numbering import Enumerator, Mark, find_enumerator
from generator.cables.source import Line

RULES: Final = {kind: f"text.{kind}" for kind in ("paragraph", "subparagraph", "item")}
_SHORT_SHARE: Final = 0.6
_WIDEST: Final = 80
_CAPITALS_SHARE: Final = 0.6
_SAMPLE: Final = 1_500  # characters of a text that are asked whether it is in capitals
_SAMPLE_LINES: Final = 40
_FEWEST_LINES: Final = 3
_number_of: Final = attrgetter("number")
_column_of: Final = attrgetter("column")


class Galley:
    """One text being set: its lines, the blocks that are done, the one that is open, and the rule that read each line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines of a text; nothing is set yet."""
        self.lines = lines
        self.texts = texts = [line.text for line in lines]
        lengths = [*map(len, texts)]
        self.whole = "\n".join(texts) + "\n"
        # Of each line in ``whole``, the line ends before it not counted.
        self.starts = [*accumulate(lengths, initial=0)]
        self.blocks: list[RawBlock] = []
        self.rules = [""] * len(texts)  # by which rule each line was read
        self.apart: list[Piece] = []  # of lines that two rules share
        self.spacers: list[Piece] = []
        self.joined: list[int] = []
        self.open: RawBlock | None = None
        self.blank = True
        self.last = 0  # the number of the last paragraph
        self.style = ""  # of the list's letters
        self._width = 0
        # An editor re-flowed the text: each paragraph is one long line, and a short line ends one too.
        self.edited = bool(texts) and max(lengths) > LONG_LINE and _is_edited(texts)
        # As nearly all before 1995 are: then capitals tell no heading.
        sampled = min(_SAMPLE_LINES, len(texts))
        self.all_capitals = _is_in_capitals(self.whole[: min(self.starts[sampled] + sampled, _SAMPLE)])

    def width(self) -> int:
        """Return the width the text is wrapped at: the 95th percentile of its lines, at most 80. Measured once."""
        if not self._width:
            lengths = sorted(filter(None, map(len, self.texts)))
            self._width = min(_WIDEST, lengths[int(len(lengths) * 0.95)]) if lengths else _WIDEST
        return self._width

    def body(self) -> Body:
        """Return what was set."""
        lines, rules = self.lines, self.rules
        made = map(Piece, map(_number_of, lines), map(_column_of, lines), self.texts, rules)
        return Body(self.blocks, [*compress(made, rules), *self.apart], self.spacers, self.joined, self.all_capitals)

    def begin(self, at: int, kind: str, text: str) -> None:
        """Open a block without a number or mark at a line."""
        if self.open is not None:
            self.close(at)
        self.open = RawBlock(kind, self.lines[at].number, [text], [at])
        self.rules[at] = RULES[kind]
        self.blank = False

    def begin_marked(
        self, at: int, kind: str, text: str, found: Enumerator | None, mark: Mark | None, depth: int = 0
    ) -> None:
        """Open a block with its number, letter or bullet and its portion mark; text is what stands behind them."""
        if self.open is not None:
            self.close(at)
        line = self.lines[at].number
        if mark is None:
            block = RawBlock(kind, line, [text], [at])
        else:
            block = RawBlock(kind, line, [text], [at], mark.printed, mark.level)
        if found is not None:
            block.label, block.number, block.minor = found.label, found.number, found.minor
        block.depth = depth
        self.open = block
        self.rules[at] = RULES[kind]
        self.blank = False

    def close(self, at: int) -> None:
        """Finish the open block; a lone short line may turn out to be a heading, short lines a list of lines."""
        block = self.open
        if block is None:
            return
        self.open = None
        if block.kind == "paragraph" and not block.label and not block.mark:
            parts = block.parts
            if len(parts) == 1:
                block.kind = kind_alone(parts[0], self.texts, at, all_capitals=self.all_capitals)
            elif len(parts) >= _FEWEST_LINES:
                longest = max(map(len, parts))
                if longest <= _WIDEST * _SHORT_SHARE and longest <= self.width() * _SHORT_SHARE:
                    block.kind = "lines"
        self.blocks.append(block)

    def _note_all(self, indexes: Iterable[int], rule: str) -> None:
        for at in indexes:
            self.rules[at] = rule

    def _heading(self, line: int, parts: list[str], indexes: list[int], dressing: tuple[str, ...]) -> None:
        found = find_enumerator(parts[0]) if parts[0][:1].isdigit() else None
        if found is not None and found.kind == "number" and found.number == self.last + 1:
            self.last = found.number  # ``1. SUMMARY`` between rules: the next paragraph is the second
        self.blocks.append(RawBlock("heading", line, parts, indexes, dressing=dressing))
        self.blank = True
        self.style = ""

    def rule(self, at: int, rule: str) -> int:
        """Set a rule: under a heading, round a boxed one, or across the page; return the next line's index."""
        block = self.open
        if block is not None and is_heading(block) and not self._ends_wide(block):
            self.open = None
            self._note_all(block.indexes, "text.heading")
            self.rules[at] = "text.heading-rule"
            self._heading(block.line, block.parts, block.indexes, (rule,))
            return at + 1
        if boxed := box_end(self.texts, at):
            self.close(at)
            inside = [index for index in range(at + 1, boxed) if self.texts[index]]
            self.rules[at] = self.rules[boxed] = "text.heading-rule"
            self._note_all(inside, "text.heading")
            parts = [self.texts[index].strip() for index in inside]
            self._heading(self.lines[inside[0]].number, parts, inside, (rule, self.texts[boxed].strip()))
            return boxed + 1
        if block is not None and last_line_is_heading(block):
            text, index = block.parts.pop(), block.indexes.pop()
            self.close(at)
            self.rules[index] = "text.heading"
            self.rules[at] = "text.heading-rule"
            self._heading(self.lines[index].number, [text], [index], (rule,))
            return at + 1
        self.close(at)
        self.rules[at] = "text.rule"
        self.blocks.append(RawBlock("rule", self.lines[at].number, [""], [at], dressing=(rule,)))
        self.blank = True
        return at + 1

    def _ends_wide(self, block: RawBlock) -> bool:
        """Say whether a block is wider than a line and ends in a full stop: a paragraph that a rule follows."""
        return block.parts[-1].endswith(".") and sum(map(len, block.parts)) > self.width()

    def ruled_line(self, at: int, match: "re.Match[str]") -> int:
        """Set a heading that shares its line with its rule: ``COMMENT -------``; return the next line's index."""
        self.close(at)
        line = self.lines[at]
        begin = line.column + len(line.text) - len(line.text.lstrip())
        for group, rule in ((1, "text.heading-rule"), (2, "text.heading"), (3, "text.heading-rule")):
            if match[group]:
                self.apart.append(Piece(line.number, begin + match.start(group), match[group], rule))
        rules = tuple(rule for rule in (match[1], match[3]) if rule)
        self._heading(line.number, [match[2]], [at], rules)
        return at + 1

    def table(self, at: int, end: int) -> int:
        """Keep the lines from at to before end as a table; return end."""
        self.close(at)
        self.blocks.append(RawBlock("table", self.lines[at].number, self.texts[at:end], list(range(at, end))))
        self._note_all(range(at, end), "text.table")
        self.blank = True
        return end

    def spacer(self, at: int) -> int:
        """Set a lone dash between paragraphs aside; return the next line's index."""
        line = self.lines[at]
        self.spacers.append(Piece(line.number, line.column, line.text, "spacer"))
        self.close(at)
        self.blank = True
        return at + 1


def _is_edited(texts: Sequence[str]) -> bool:
    """Say whether a third of a text's lines are longer than any line of wire text."""
    lengths = [*filter(None, map(len, texts))]
    return sum(1 for length in lengths if length > LONG_LINE) * 3 >= max(1, len(lengths))


def _is_in_capitals(text: str) -> bool:
    words = text.split()
    return [*map(str.isupper, words)].count(True) > _CAPITALS_SHARE * len(words)

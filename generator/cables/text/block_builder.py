"""Builds the blocks of a text, line by line, and the ledger of the lines; ``block_parser`` decides what a line is."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from operator import attrgetter

from generator.cables.model import Piece
from generator.cables.source.model import Line, Lines
from generator.cables.text.enumerators import Enumerator, Mark, find_enumerator, find_mark
from generator.cables.text.headings import (
    box_end,
    heads_number,
    heads_rule,
    is_below_title,
    is_heading,
    is_named,
    is_title_of_two,
    kind_alone,
    last_line_is_heading,
    last_line_is_title,
    stands_apart,
)
from generator.cables.text.kinds_of_text import (
    ROOM,
    are_own_lines,
    are_parted,
    headline_above,
    is_edited,
    is_in_capitals,
)
from generator.cables.text.lines.sentences import LONG_LINE, starts_block
from generator.cables.text.raw_blocks import Body, RawBlock

RULES = {kind: f"text.{kind}" for kind in ("paragraph", "subparagraph", "item")}
_SLASHES = re.compile(r"((?:\([A-Z/]{1,9}\)[ ]*)?)(/*)[ ]*(.*?)[ ]*(/*)")
_NARROWEST = 50  # a text of short lines alone is not wrapped at them
_WIDEST = 80
_SAMPLE = 1_500  # characters of a text that are asked whether it is in capitals
_SAMPLE_LINES = 40
_FEWEST_LINES = 3
_NEAR_END = 8  # lines of a paragraph, from its end
_FEWEST_ANNOUNCED = 2
_number_of = attrgetter("number")
_column_of = attrgetter("column")


class BlockBuilder:
    """A text whose blocks are built: its lines, the finished blocks, the open one, and the rule that read each line."""

    def __init__(self, lines: Sequence[Line]) -> None:
        """Take the lines of a text; nothing is set yet."""
        self.lines = lines = Lines.of(lines)
        self.texts = texts = lines.texts
        lengths = lines.lengths
        self.whole = f"{lines.whole}\n"
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
        self.levels: list[tuple[str, int]] = []  # style and place of the last item, of each list within another
        self._width = 0
        # An editor re-flowed the text: each paragraph is one long line, and a short line ends one too.
        self.edited = bool(texts) and max(lengths) > LONG_LINE and is_edited(texts)
        # As nearly all before 1995 are: then capitals tell no heading.
        sampled = min(_SAMPLE_LINES, len(texts))
        self.all_capitals = is_in_capitals(self.whole[: min(self.starts[sampled] + sampled, _SAMPLE)])

    def width(self) -> int:
        """Return the width the text is wrapped at: the 95th percentile of its lines, 50 to 80. Measured once."""
        if not self._width:
            lengths = sorted(filter(None, map(len, self.texts)))
            self._width = max(_NARROWEST, min(_WIDEST, lengths[int(len(lengths) * 0.95)])) if lengths else _WIDEST
        return self._width

    def is_full(self, block: RawBlock, after: str, end: int) -> bool:
        """Say whether a paragraph breaks off at the end of a full line, of wire text or re-flowed, and prose follows."""
        before = block.parts[-1]
        if self.edited:  # a whole paragraph, which breaks off, and prose without a number of its own
            whole = min(len(before), len(after)) > LONG_LINE
            return whole and before[-1:].islower() and bool(block.label or block.mark or ". " in before)
        if not before[-1:].isalpha():
            return False
        if not (block.label or block.mark or any(". " in part for part in block.parts[-_NEAR_END:])):
            return False  # no sentence goes before: it may be a list
        following = self.texts[end + 1] if end + 1 < len(self.texts) else ""
        width = self.width()
        return (
            len(self.texts[block.indexes[-1]].strip()) + 1 + len(after.split(" ", 1)[0]) > width - ROOM
            and len(after) > width // 2
            and bool(following)
            and not starts_block(following)
        )

    def body(self) -> Body:
        """Return the blocks that were built."""
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
        listed = not (block.label or block.mark) and self._announces_lines()
        titled = block.parts[-1][-1:] not in ".,;" and len(block.parts) > 1 and not (listed or self.all_capitals)
        if titled and last_line_is_title(block, self.texts, at, self.last + 1):
            self.head_with_last_line(at, block)
            return
        self.open = None
        rest: RawBlock | None = None
        if block.kind == "paragraph":
            parts = block.parts
            if block.label or (block.mark and (len(parts) > 1 or not parts[0])):
                if (
                    len(parts) > _FEWEST_ANNOUNCED
                    and parts[0].endswith(":")
                    and (are_parted(parts[1:]) or self._are_own_lines(parts[1:], 2))
                ):
                    rest = RawBlock("lines", self.lines[block.indexes[1]].number, parts[1:], block.indexes[1:])
                    block.parts, block.indexes = parts[:1], block.indexes[:1]
            elif len(parts) == 1 or (not (self.all_capitals or listed) and is_title_of_two(parts, self.texts, at)):
                block.kind = kind_alone(
                    parts[-1],
                    self.texts,
                    at,
                    all_capitals=self.all_capitals,
                    reflowed=self.edited,
                    apart=stands_apart(self.blocks) or (parts[0].isupper() and is_below_title(self.blocks)),
                    following_number=self.last and self.last + 1,
                )
            elif self._are_own_lines(parts, _FEWEST_ANNOUNCED if listed else _FEWEST_LINES):
                block.kind = "lines"
            elif size := 0 if self.edited or self.all_capitals else headline_above(parts, self.width()):
                head = RawBlock("heading", block.line, parts[:size], block.indexes[:size])
                self._note_all(head.indexes, "text.heading")
                self.blocks.append(head)
                block.parts, block.indexes = parts[size:], block.indexes[size:]
                block.line = self.lines[block.indexes[0]].number
        elif block.kind == "item" and heads_number(block, self.blocks, self.texts, at, self.last + 1):
            self._unlabel(block, "heading")
        if block.kind == "heading":
            self._note_all(block.indexes, "text.heading")
        self.blocks.append(block)
        if rest is not None:
            self.blocks.append(rest)

    def _unlabel(self, block: RawBlock, kind: str) -> None:
        """Make an item of one line a block of another kind, whose text is the whole line as printed."""
        block.kind, block.label, block.depth, block.mark, block.level = kind, "", 0, "", ""
        block.parts = [self.texts[block.indexes[0]].strip()]

    def _announces_lines(self) -> bool:
        """Say whether the last block announces a list of lines, or is one; a letter's ``Sincerely,`` does."""
        last = self.blocks[-1] if self.blocks else None
        closing = last is not None and last.parts[0][-1:] == "," and not last.label and is_below_title(self.blocks)
        return last is not None and (last.kind == "lines" or closing or last.parts[-1].endswith(":"))

    def _are_own_lines(self, parts: Sequence[str], fewest: int) -> bool:
        return len(parts) >= fewest and are_own_lines(parts, LONG_LINE if self.edited else self.width() - ROOM)

    def _note_all(self, indexes: Iterable[int], rule: str) -> None:
        for at in indexes:
            self.rules[at] = rule

    def _heading(
        self,
        line: int,
        parts: list[str],
        indexes: list[int],
        dressing: tuple[str, ...],
        mark: str = "",
        level: str = "",
    ) -> None:
        if not mark and parts[0][:1] == "(" and (found_mark := find_mark(parts[0])) and found_mark.end < len(parts[0]):
            mark, level = found_mark.printed, found_mark.level
            parts = [parts[0][found_mark.end :], *parts[1:]]
        if dressing and self.blocks and self.blocks[-1].kind == "rule":  # the upper rule of a box
            upper = self.blocks.pop()
            self._note_all(upper.indexes, "text.heading-rule")
            dressing = (*upper.dressing, *dressing)
        found = find_enumerator(parts[0]) if parts[0][:1].isdigit() else None
        if found is not None and found.kind == "number" and found.number == self.last + 1:
            self.last = found.number  # ``1. SUMMARY`` between rules: the next paragraph is the second
        self.blocks.append(RawBlock("heading", line, parts, indexes, mark, level, dressing))
        self.blank = True
        self.levels.clear()

    def rule(self, at: int, rule: str) -> int:
        """Set a rule: under a heading, round a boxed one, or across the page; return the next line's index."""
        block = self.open
        if block is not None and heads_rule(block, self.texts[at - 1].strip(), rule):
            self._unlabel(block, "paragraph")
        if block is not None and is_heading(block) and not self._ends_wide(block):
            self.open = None
            self._note_all(block.indexes, "text.heading")
            self.rules[at] = "text.heading-rule"
            if not self._goes_on_with(block, rule):
                self._heading(block.line, block.parts, block.indexes, (rule,), block.mark, block.level)
            return at + 1
        if boxed := box_end(self.texts, at):
            self.close(at)
            inside = [index for index in range(at + 1, boxed) if self.texts[index]]
            self.rules[at] = self.rules[boxed] = "text.heading-rule"
            self._note_all(inside, "text.heading")
            parts = [self.texts[index].strip() for index in inside]
            self._heading(self.lines[inside[0]].number, parts, inside, (rule, self.texts[boxed].strip()))
            return boxed + 1
        if block is not None and last_line_is_heading(block, rule):
            self.head_with_last_line(at, block, (rule,))
            self.rules[at] = "text.heading-rule"
            return at + 1
        self.close(at)
        self.rules[at] = "text.rule"
        self.blocks.append(RawBlock("rule", self.lines[at].number, [""], [at], dressing=(rule,)))
        self.blank = True
        return at + 1

    def head_with_last_line(self, at: int, block: RawBlock, dressing: tuple[str, ...] = ()) -> None:
        """Set the last line of the open block as a heading by itself."""
        text, index = block.parts.pop(), block.indexes.pop()
        self.close(at)
        self.rules[index] = "text.heading"
        self._heading(self.lines[index].number, [text], [index], dressing)

    def _goes_on_with(self, block: RawBlock, rule: str) -> bool:
        """Set a line over a rule as the second of the heading above, whose own rule is the line before; say whether it is."""
        first, above = self.blocks[-1] if self.blocks else None, block.indexes[0] - 1
        if (
            first is None
            or first.kind != "heading"
            or block.mark
            or len(first.dressing) != 1
            or is_named(first.parts[0])
            or first.parts[0].isupper() != block.parts[0].isupper()
        ):
            return False
        if self.rules[above] != "text.heading-rule" or first.indexes[-1] != above - 1 or is_named(block.parts[0]):
            return False
        first.parts += block.parts
        first.indexes += block.indexes
        first.dressing = (*first.dressing, rule)
        return True

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

    def slashed(self, at: int, end: int) -> int:
        """Set a heading between double slashes, ``//The Fair//``, of the lines from at to before end; return end."""
        self.close(at)
        parts: list[str] = []
        slashes: list[str] = []
        for index in range(at, end):
            line = self.lines[index]
            begin = line.column + len(line.text) - len(line.text.lstrip())
            match = _SLASHES.fullmatch(line.text.strip())
            if match is None:  # the pattern takes any line
                continue
            rules = ("text.heading", "text.heading-rule", "text.heading", "text.heading-rule")
            for group, rule in enumerate(rules, 1):
                if match[group]:
                    self.apart.append(Piece(line.number, begin + match.start(group), match[group].rstrip(), rule))
            parts.append(match[1] + match[3])
            slashes.extend(part for part in (match[2], match[4]) if part)
        self._heading(self.lines[at].number, parts, [*range(at, end)], tuple(slashes))
        return end

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

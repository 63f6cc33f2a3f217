"""The lines of a text -> blocks: paragraphs, items, headings, tables. Knows one cable's lines and nothing else.

One pass over the lines; a line that no rule claims goes on with the paragraph before it, so that no word can be lost.
docs/format.md, "Text".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from generator.cables.blocks import Body, RawBlock
from generator.cables.columns import table_end
from generator.cables.depage import sentence_broken
from generator.cables.headings import (
    LONG_LINE,
    SENTENCE_END,
    box_end,
    is_heading,
    is_rule,
    kind_alone,
    last_line_is_heading,
    ruled_line,
)
from generator.cables.model import Piece
from generator.cables.numbering import Enumerator, Mark, find_enumerator, find_mark, follows, letter_follows
from generator.cables.source import Line

# Lines of wire text that can be nothing but prose which goes on: a letter first, but no item (``a)``), bullet (``o``) or
# initials; no hyphen last.
_PROSE = re.compile(r"(?:[A-Za-z][^ ).\n].{0,130}(?<!-)\n)+")
_ANNOUNCES_LIST = re.compile(
    r"\b(?:ENCLOSURE|BEGIN (?:TEXT|POINTS|TALKING)|TALKING POINTS|POINTS|FOLLOWING|AS FOLLOWS|NON-?PAPER)\b|:\s*$",
    re.IGNORECASE,
)
_RULES = {kind: f"text.{kind}" for kind in ("paragraph", "subparagraph", "item")}
_SHORT_SHARE = 0.6
_CAPITALS_SHARE = 0.6
_SAMPLE = 1_500  # characters of a text that are asked whether it is in capitals
_FEWEST_LINES = 3
_PARAGRAPH_END = (".", "!", "?", ":", ")", '"', "\u201d")


class _Reader:
    """Reads one text; its state is the block that is open and the numbers and letters that may come next."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.texts = [line.text for line in lines]
        self.blocks: list[RawBlock] = []
        self.rules = [""] * len(lines)  # by which rule each line was read
        self.apart: list[Piece] = []  # of lines that two rules share
        self.spacers: list[Piece] = []
        self.joined: list[int] = []
        self.open: RawBlock | None = None
        self.blank = True
        self.last = 0
        self.skipped: set[int] = set()  # numbers of paragraphs that a jump left out: they may still come
        self.nested = 0
        self.major, self.minor = 0, 0
        self.style, self.value = "", 0
        self.whole = "\n".join([*self.texts, ""])
        self.starts = [0, *accumulate([len(text) + 1 for text in self.texts])]
        self.spaced = "   " in self.whole
        lengths = sorted(filter(None, map(len, self.texts)))
        self.width = min(80, lengths[int(len(lengths) * 0.95)]) if lengths else 80
        # An editor re-flowed the text: each paragraph is one long line, and a short line ends one too.
        self.edited = (len(lengths) - bisect_right(lengths, LONG_LINE)) * 3 >= max(1, len(lengths))
        self.all_capitals = _all_capitals(self.texts)

    def read(self) -> Body:
        at, end = 0, len(self.texts)
        texts = self.texts
        while at < end:
            text = texts[at]
            if not text:
                self._blank(at)
                at += 1
                continue
            first = text[0]
            if first == " ":
                first = text.lstrip()[0]
            if first.isalpha() and text[-1] != "-" and text[1:2] not in ").":
                # The common line: prose that goes on. Bullets ``o`` and tables are the exceptions.
                if self.spaced and "   " in text and self.open is None and (rows := table_end(texts, at)):
                    at = self._table(at, rows)
                    continue
                if first != "o" or text[1:2] != " ":
                    self._prose(at, text)
                    at = self._run(at + 1)
                    continue
            at = self._special(at, text.strip(), first)
        self._close(at)
        pieces = [
            Piece(line.number, line.column, line.text, rule)
            for line, rule in zip(self.lines, self.rules, strict=True)
            if rule
        ]
        return Body(self.blocks, pieces + self.apart, self.spacers, self.joined, self.width, self.all_capitals)

    def _run(self, begin: int) -> int:
        """Take the lines from begin on into the open block as long as they can be nothing but prose; return where that ends.

        A line of wire text that begins with a letter: three of four lines of a cable.
        """
        block = self.open
        if block is None or self.edited or len(block.parts[-1]) > LONG_LINE:
            return begin
        run = _PROSE.match(self.whole, self.starts[begin])
        if run is None:
            return begin
        end = bisect_left(self.starts, run.end(), begin)
        block.parts.extend(self.texts[begin:end])
        block.indexes.extend(range(begin, end))
        self.rules[begin:end] = [_RULES[block.kind]] * (end - begin)
        return end

    def _blank(self, at: int) -> None:
        """Close the open block at a blank line, unless the line stands in mid-sentence."""
        block = self.open
        if block is not None and at + 1 < len(self.texts):
            following = self.texts[at + 1]
            if following and block.kind != "table" and sentence_broken(block.parts[-1], following):
                self.joined.append(at + 1)
                return
        self._close(at + 1)
        self.blank = True

    def _special(self, at: int, text: str, first: str) -> int:
        """Read a line that begins with a sign, a digit or a letter and a bracket; return the next line's index."""
        if is_rule(text):
            return self._rule(at, text)
        if text[-1] == "-" and (match := ruled_line(text)):
            return self._ruled_line(at, match)
        if self.spaced and self.open is None and (end := table_end(self.texts, at)):
            return self._table(at, end)
        if text == "-":
            line = self.lines[at]
            self.spacers.append(Piece(line.number, line.column, line.text, "spacer"))
            self._close(at)
            self.blank = True
            return at + 1
        found = find_enumerator(text)
        if found is not None and self._enumerated(at, text, found):
            return at + 1
        mark = find_mark(text) if first == "(" else None
        if mark is not None and (self.blank or self.open is None or self._sentence_ended()):
            self._open(at, "paragraph", text[mark.end :], mark=mark)
            return at + 1
        self._prose(at, self.texts[at])
        return at + 1

    def _enumerated(self, at: int, text: str, found: Enumerator) -> bool:
        """Open the block an enumerator announces, if the sequence allows it."""
        mark = find_mark(text, found.end)
        begin = mark.end if mark else found.end
        if found.kind == "number":
            if self.nested and found.number == self.nested + 1 and not (mark and found.number == self.last + 1):
                self.nested = found.number
                self._open(at, "item", text[begin:], found, mark, depth=1)
                return True
            if found.number in self.skipped and self.blank:
                self.skipped.discard(found.number)
                self._open(at, "paragraph", text[begin:], found, mark)
                return True
            nested = found.number == 1 and (bool(self.nested) or self._announced())
            blank = self.blank or self._long_before() or (self.edited and len(text) > LONG_LINE)
            if not follows(found.number, self.last, marked=mark is not None, blank=blank, nested=nested):
                return False
            if found.number == 1 and self.last and mark is None:
                self.nested = 1
                self._open(at, "item", text[begin:], found, mark, depth=1)
                return True
            self.skipped.update(range(self.last + 1, found.number))
            self.last, self.nested, self.minor, self.style = found.number, 0, 0, ""
            self._open(at, "paragraph", text[begin:], found, mark)
            return True
        if found.kind == "decimal":
            expected = (found.number == self.major and found.minor == self.minor + 1) or (
                found.minor == 1 and found.number in {self.last, self.last + 1}
            )
            if not expected or not (self.blank or self._sentence_ended()):
                return False
            self.last, self.major, self.minor, self.style = found.number, found.number, found.minor, ""
            self._open(at, "subparagraph", text[begin:], found, mark, depth=1)
            return True
        in_list = self.open is not None and self.open.kind == "item"
        free = self.blank or in_list or self.open is None or self._sentence_ended() or self._long_before()
        depth = 2 if self.minor else 1
        if found.kind == "letter":
            if find_mark(text) is not None and not (found.style == self.style and found.value == self.value + 1):
                return False  # ``(C) The ...`` is a portion mark, not the third item
            if not free or not letter_follows(found, self.style, self.value):
                return False
            self.style, self.value = found.style, found.value
            self._open(at, "item", text[begin:], found, mark, depth=depth)
            return True
        glued = found.label == "-" and found.end == 1  # ``-The``: a bullet, or the rest of ``al`` / ``-Maliki``
        if not free or (glued and not (self.blank or self._sentence_ended())):
            return False
        self._open(at, "item", text[begin:], found, mark, depth=depth)
        return True

    def _announced(self) -> bool:
        """Say whether the block before announces a list or an enclosure in which numbers may begin again."""
        return any(_ANNOUNCES_LIST.search(block.parts[-1][-80:]) for block in self.blocks[-2:])

    def _sentence_ended(self) -> bool:
        return self.open is None or self.open.parts[-1].endswith(SENTENCE_END)

    def _long_before(self) -> bool:
        """Say whether the line before is a whole re-flowed paragraph: then this one begins anew."""
        return self.open is not None and len(self.open.parts[-1]) > LONG_LINE

    def _begins_anew(self, before: str, text: str) -> bool:
        """Say whether a line of prose begins a paragraph although no blank line stands before it: in re-flowed text."""
        if text[0].islower():
            return False
        if len(before) > LONG_LINE:
            return True
        return self.edited and (len(text) > LONG_LINE or before.endswith(_PARAGRAPH_END) or set(before) == {"X"})

    def _prose(self, at: int, text: str) -> None:
        block = self.open
        stripped = text.strip() if text[0] == " " else text
        if block is not None and self._begins_anew(block.parts[-1], stripped):
            self._close(at)
            block = None
        if block is None:
            self._open(at, "paragraph", stripped)
            return
        block.parts.append(stripped)
        block.indexes.append(at)
        self._note(at, f"text.{block.kind}")
        self.blank = False

    def _open(
        self, at: int, kind: str, text: str, found: Enumerator | None = None, mark: Mark | None = None, depth: int = 0
    ) -> None:
        self._close(at)
        self.open = RawBlock(
            kind,
            self.lines[at].number,
            [text],
            [at],
            found.label if found else "",
            mark.printed if mark else "",
            mark.level if mark else "",
            found.number if found else 0,
            found.minor if found else 0,
            depth,
        )
        self._note(at, f"text.{kind}")
        self.blank = False

    def _note(self, at: int, rule: str) -> None:
        self.rules[at] = rule

    def _note_all(self, indexes: Iterable[int], rule: str) -> None:
        for at in indexes:
            self.rules[at] = rule

    def _close(self, at: int) -> None:
        """Finish the open block; a lone short line may turn out to be a heading, short lines a list of lines."""
        block = self.open
        if block is None:
            return
        self.open = None
        if block.kind == "paragraph" and not block.label and not block.mark:
            if len(block.parts) == 1:
                block.kind = kind_alone(block.parts[0], self.texts, at, all_capitals=self.all_capitals)
            elif len(block.parts) >= _FEWEST_LINES and max(map(len, block.parts)) <= self.width * _SHORT_SHARE:
                block.kind = "lines"
        self.blocks.append(block)

    def _heading(self, line: int, parts: list[str], indexes: list[int], dressing: tuple[str, ...]) -> None:
        found = find_enumerator(parts[0]) if parts[0][:1].isdigit() else None
        if found is not None and found.kind == "number" and found.number == self.last + 1:
            self.last = found.number  # ``1. SUMMARY`` between rules: the next paragraph is the second
        self.blocks.append(RawBlock("heading", line, parts, indexes, dressing=dressing))
        self.blank = True
        self.style = ""

    def _rule(self, at: int, rule: str) -> int:
        """Read a rule: under a heading, round a boxed one, or across the page; return the next line's index."""
        block = self.open
        boxed = box_end(self.texts, at)
        if block is not None and is_heading(block, self.width):
            self.open = None
            self._note_all(block.indexes, "text.heading")
            self._note(at, "text.heading-rule")
            self._heading(block.line, block.parts, block.indexes, (rule,))
            return at + 1
        if boxed:
            self._close(at)
            inside = [index for index in range(at + 1, boxed) if self.texts[index]]
            self._note(at, "text.heading-rule")
            self._note_all(inside, "text.heading")
            self._note(boxed, "text.heading-rule")
            parts = [self.texts[index].strip() for index in inside]
            self._heading(self.lines[inside[0]].number, parts, inside, (rule, self.texts[boxed].strip()))
            return boxed + 1
        if block is not None and last_line_is_heading(block):
            text, index = block.parts.pop(), block.indexes.pop()
            self._close(at)
            self._note(index, "text.heading")
            self._note(at, "text.heading-rule")
            self._heading(self.lines[index].number, [text], [index], (rule,))
            return at + 1
        self._close(at)
        self._note(at, "text.rule")
        self.blocks.append(RawBlock("rule", self.lines[at].number, [""], [at], dressing=(rule,)))
        self.blank = True
        return at + 1

    def _ruled_line(self, at: int, match: "re.Match[str]") -> int:
        """Read a heading that shares its line with its rule: ``COMMENT -------``."""
        self._close(at)
        line = self.lines[at]
        begin = line.column + len(line.text) - len(line.text.lstrip())
        for group, rule in ((1, "text.heading-rule"), (2, "text.heading"), (3, "text.heading-rule")):
            if match[group]:
                self.apart.append(Piece(line.number, begin + match.start(group), match[group], rule))
        rules = tuple(rule for rule in (match[1], match[3]) if rule)
        self._heading(self.lines[at].number, [match[2]], [at], rules)
        return at + 1

    def _table(self, at: int, end: int) -> int:
        """Keep the lines from at to before end as a table; return end."""
        self._close(at)
        block = RawBlock("table", self.lines[at].number, self.texts[at:end], list(range(at, end)))
        self._note_all(range(at, end), "text.table")
        self.blocks.append(block)
        self.blank = True
        return end


def read_body(lines: Sequence[Line]) -> Body:
    """Read the lines of a text, heading and tail taken off, into blocks."""
    return _Reader(lines).read()


def _all_capitals(texts: Sequence[str]) -> bool:
    """Say whether the whole text is in capitals, as nearly all before 1995 are: then capitals tell no heading."""
    words = " ".join([text[:_SAMPLE] for text in texts[:40]])[:_SAMPLE].split()
    upper = sum(map(str.isupper, words))
    return upper > _CAPITALS_SHARE * len(words)

"""The lines of a text -> blocks: what each line is. Knows one cable's lines and nothing else.

One pass over the lines; a line that no rule claims goes on with the paragraph before it, so that no word can be lost.
Blocks are set in ``galley``. docs/format.md, "Text".
"""

import re
from collections.abc import Sequence
from typing import Final

from generator.cables.blocks import Body
from generator.cables.columns import table_end
from generator.cables.depage import sentence_broken
from generator.cables.galley import RULES, Galley
from generator.cables.headings import LONG_LINE, RULE_STARTS, SENTENCE_END, is_rule, ruled_line
from generator.cables.numbering import Enumerator, Mark, find_enumerator, find_mark, follows, letter_follows
from generator.cables.source import Line

# Lines of wire text that can be nothing but prose which goes on: a letter first, but no item (``a)``), bullet (``o``) or
# initials; no hyphen last.
_PROSE: Final = re.compile(r"(?:[A-Za-z][^ ).\n].{0,130}(?<!-)\n)+")
_ANNOUNCES_LIST: Final = re.compile(
    r"\b(?:ENCLOSURE|BEGIN (?:TEXT|POINTS|TALKING)|TALKING POINTS|POINTS|FOLLOWING|AS FOLLOWS|NON-?PAPER)\b|:\s*$",
    re.IGNORECASE,
)
_PARAGRAPH_END: Final = (".", "!", "?", ":", ")", '"', "\u201d")


class _Reader(Galley):
    """Reads one text; its state is the galley's and the numbers and letters that may come next."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__(lines)
        self.skipped: set[int] = set()  # numbers of paragraphs that a jump left out: they may still come
        self.nested = 0
        self.major, self.minor = 0, 0
        self.value = 0
        self.spaced = "   " in self.whole

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
                    at = self.table(at, rows)
                    continue
                if first != "o" or text[1:2] != " ":
                    self._prose(at, text)
                    at = self._run(at + 1)
                    continue
            at = self._run(self._special(at, text.strip(), first))
        self.close(at)
        return self.body()

    def _run(self, begin: int) -> int:
        """Take the lines from begin on into the open block as long as they can be nothing but prose; return where that ends.

        A line of wire text that begins with a letter: three of four lines of a cable.
        """
        block = self.open
        if block is None or self.edited or len(block.parts[-1]) > LONG_LINE:
            return begin
        start = self.starts[begin] + begin
        run = _PROSE.match(self.whole, start)
        if run is None:
            return begin
        end = begin + self.whole.count("\n", start, run.end())
        block.parts += self.texts[begin:end]
        block.indexes += range(begin, end)
        self.rules[begin:end] = [RULES[block.kind]] * (end - begin)
        return end

    def _blank(self, at: int) -> None:
        """Close the open block at a blank line, unless the line stands in mid-sentence."""
        block = self.open
        if block is not None:
            following = self.texts[at + 1] if at + 1 < len(self.texts) else ""
            if following[:1].islower() and block.kind != "table" and sentence_broken(block.parts[-1], following):
                self.joined.append(at + 1)
                return
            self.close(at + 1)
        self.blank = True

    def _special(self, at: int, text: str, first: str) -> int:
        """Read a line that begins with a sign, a digit or a letter and a bracket; return the next line's index."""
        if first in RULE_STARTS and is_rule(text):
            return self.rule(at, text)
        if text[-1] == "-" and (match := ruled_line(text)):
            return self.ruled_line(at, match)
        if self.spaced and self.open is None and (end := table_end(self.texts, at)):
            return self.table(at, end)
        if text == "-":
            return self.spacer(at)
        found = find_enumerator(text)
        if found is not None and self._enumerated(at, text, found):
            return at + 1
        mark: Mark | None = find_mark(text) if first == "(" else None
        if mark is not None and (self.blank or self.open is None or self._sentence_ended()):
            self.begin_marked(at, "paragraph", text[mark.end :], None, mark)
            return at + 1
        self._prose(at, self.texts[at])
        return at + 1

    def _enumerated(self, at: int, text: str, found: Enumerator) -> bool:
        """Open the block an enumerator announces, if the sequence allows it."""
        mark: Mark | None = find_mark(text, found.end)
        begin = mark.end if mark else found.end
        if found.kind == "number":
            if found.number == self.last + 1 and not self.nested and not self.skipped:  # the common one: the next
                self._number(at, text[begin:], found, mark)
                return True
            if self.nested and found.number == self.nested + 1 and not (mark and found.number == self.last + 1):
                self.nested = found.number
                self.begin_marked(at, "item", text[begin:], found, mark, 1)
                return True
            if found.number in self.skipped and self.blank:
                self.skipped.discard(found.number)
                self.begin_marked(at, "paragraph", text[begin:], found, mark)
                return True
            nested = found.number == 1 and (bool(self.nested) or self._announced())
            blank = self.blank or self._long_before() or (self.edited and len(text) > LONG_LINE)
            if not follows(found.number, self.last, marked=mark is not None, blank=blank, nested=nested):
                return False
            if found.number == 1 and self.last and mark is None:
                self.nested = 1
                self.begin_marked(at, "item", text[begin:], found, mark, 1)
                return True
            if found.number > self.last + 1:
                self.skipped.update(range(self.last + 1, found.number))
            self._number(at, text[begin:], found, mark)
            return True
        if found.kind == "decimal":
            expected = (found.number == self.major and found.minor == self.minor + 1) or (
                found.minor == 1 and found.number in {self.last, self.last + 1}
            )
            if not expected or not (self.blank or self._sentence_ended()):
                return False
            self.last, self.major, self.minor, self.style = found.number, found.number, found.minor, ""
            self.begin_marked(at, "subparagraph", text[begin:], found, mark, 1)
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
            self.begin_marked(at, "item", text[begin:], found, mark, depth)
            return True
        glued = found.label == "-" and found.end == 1  # ``-The``: a bullet, or the rest of ``al`` / ``-Maliki``
        if not free or (glued and not (self.blank or self._sentence_ended())):
            return False
        self.begin_marked(at, "item", text[begin:], found, mark, depth)
        return True

    def _number(self, at: int, text: str, found: Enumerator, mark: Mark | None) -> None:
        """Open a numbered paragraph: numbers and letters of lists begin again."""
        self.last, self.nested, self.minor, self.style = found.number, 0, 0, ""
        self.begin_marked(at, "paragraph", text, found, mark)

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
        if len(before) > LONG_LINE:
            return not text[0].islower()
        if not self.edited or text[0].islower():
            return False
        return len(text) > LONG_LINE or before.endswith(_PARAGRAPH_END) or set(before) == {"X"}

    def _prose(self, at: int, text: str) -> None:
        """Take a line of prose into the open block, or open a paragraph with it."""
        block = self.open
        if text[0] == " ":
            text = text.strip()
        if block is None or self._begins_anew(block.parts[-1], text):
            self.begin(at, "paragraph", text)
            return
        block.parts.append(text)
        block.indexes.append(at)
        self.rules[at] = RULES[block.kind]
        self.blank = False


def read_body(lines: Sequence[Line]) -> Body:
    """Read the lines of a text, heading and tail taken off, into blocks."""
    return _Reader(lines).read()

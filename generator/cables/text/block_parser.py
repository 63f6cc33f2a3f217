"""The lines of a text -> blocks: what each line is. Knows one cable's lines and nothing else.

One pass over the lines; a line that no rule claims goes on with the paragraph before it, so that no word can be lost.
Blocks are set in ``block_builder``; what stands round a line is asked in ``surroundings``. docs/reference/format.md, "Text".
"""

import re
from collections.abc import Collection, Sequence

from generator.cables.source.model import Line
from generator.cables.text.block_builder import RULES
from generator.cables.text.enumerators import (
    Enumerator,
    Mark,
    find_enumerator,
    find_mark,
    find_number_behind_mark,
    follows,
    letter_follows,
    letter_opens,
    may_be_numeral,
)
from generator.cables.text.headings import (
    RULE_STARTS,
    is_rule,
    names_below,
    ruled_line,
    slashed_heading,
    spaced_rule,
)
from generator.cables.text.kinds_of_text import ROOM
from generator.cables.text.lines.sentences import (
    LONG_LINE,
    Gap,
    goes_on,
    is_dated,
    starts_block,
    surely_over,
)
from generator.cables.text.raw_blocks import Body
from generator.cables.text.surroundings import Surroundings
from generator.cables.text.tables import table_end

# Lines of wire text that can be nothing but prose which goes on: a letter first, but no item (``a)``, ``II.``), bullet
# (``o``) or initials; no hyphen last.
_PROSE = re.compile(r"(?:(?:[A-HJ-UWYZa-hj-uwyz]|(?![IVXivx]{2,5}[).])[IVXivx])[^ ).\n].{0,130}+(?<!-)\n)++")
_DEEPEST_LIST = 3
_MOST_SKIPPED = 3  # letters of a list
_SECOND = 2


class _Reader(Surroundings):
    """Reads one text; its state is that of the block builder and the numbers and letters that may come next."""

    def __init__(self, lines: Sequence[Line], cuts: Collection[int]) -> None:
        super().__init__(lines, cuts)
        self.skipped: set[int] = set()  # numbers of paragraphs that a jump left out: they may still come
        self.nested = 0
        self.indented = False  # the items with numbers begin with blanks
        self.steps: tuple[int, ...] = ()  # the numbers of the last sub-paragraph, or of the paragraph before any
        self.spaced = "   " in self.whole

    def read(self) -> Body:
        at, end = 0, len(self.texts)
        texts = self.texts
        while at < end:
            text = texts[at]
            if not text:
                at = self._blank(at)
                continue
            bare = text if text[0] != " " else text.lstrip()
            first = bare[0]
            if first.isalpha() and text[-1] != "-" and bare[1:2] not in ")." and not may_be_numeral(bare, first):
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
        if block is None or self.edited or not 0 < len(block.parts[-1]) <= LONG_LINE:
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

    def _blank(self, at: int) -> int:
        """Close the open block at blank lines, unless they stand in mid-sentence or over a heading's rule; return the next."""
        texts, end, block = self.texts, at + 1, self.open
        while end < len(texts) and not texts[end]:
            end += 1
        if block is None:
            self.blank = True
            return end
        after = texts[end].lstrip() if end < len(texts) else ""
        if not block.parts[-1] and self.is_text_of_number(end):
            return end
        if after and after[0] in RULE_STARTS and is_rule(after.rstrip()):
            if spaced_rule(block, texts, end):
                return end
        elif after and not surely_over(block.parts[-1], after) and block.kind != "table":
            near = block.parts[-3:]
            length = sum(map(len, near)) + (
                LONG_LINE if block.label or block.mark or len(block.parts) > len(near) else 0
            )
            gap = Gap(block.parts[-1], after, blank=True, length=length, full=self.is_full(block, after, end))
            if goes_on(gap):
                self.joined.append(end)
                return end
        self.close(at + 1)
        self.blank = True
        return end

    def _special(self, at: int, text: str, first: str) -> int:
        """Read a line that begins with a sign, a digit or a letter and a bracket; return the next line's index."""
        if first in RULE_STARTS and is_rule(text):
            return self.rule(at, text)
        if text[-1] in RULE_STARTS:
            below = self.texts[at + 1] if at + 1 < len(self.texts) else ""
            match = ruled_line(text, alone=self.blank and (not below or starts_block(below)))
            if match is not None and (self.blank or match[3] != "--"):
                return self.ruled_line(at, match)
        if self.spaced and self.open is None and (end := table_end(self.texts, at)):
            return self.table(at, end)
        if text == "-":
            return self.spacer(at)
        mark: Mark | None = find_mark(text) if first == "(" else None
        if text.startswith("//", mark.end if mark else 0) and (end := slashed_heading(self.texts, at)):
            return self.slashed(at, end)
        free = mark is not None and (
            self.blank or self.open is None or self.sentence_ended() or self.long_before() or self.below_title()
        )
        if mark is not None and self.is_letter_within(mark):
            self._prose(at, self.texts[at])
            return at + 1
        number = find_number_behind_mark(text, mark.end) if mark is not None and free else None
        if number is not None and self.may_be_next(number.number):
            self._number(at, text[number.end :], number, mark)
            return at + 1
        found = find_enumerator(text)
        if found is not None and self._enumerated(at, text, found):
            return at + 1
        if mark is not None and free:
            self.begin_marked(at, "paragraph", text[mark.end :], None, mark)
            return at + 1
        self._prose(at, self.texts[at])
        return at + 1

    def _enumerated(self, at: int, text: str, found: Enumerator) -> bool:
        """Open the block an enumerator announces, if the sequence allows it."""
        mark: Mark | None = find_mark(text, found.end)
        begin = mark.end if mark else found.end
        if found.kind == "number":
            return self._numbered(at, text, begin, found, mark)
        if found.kind == "decimal":
            steps = found.steps
            before = steps[:-1] if steps[-1] == 1 else (*steps[:-1], steps[-1] - 1)
            expected = self.steps[: len(before)] == before or (
                steps[0] in {self.last, self.last + 1} and {*steps[1:]} == {1}
            )
            if not expected or not (self.blank or self.sentence_ended()):
                return False
            self.last, self.steps = found.number, steps
            self.levels.clear()
            self.begin_marked(at, "subparagraph", text[begin:], found, mark, len(steps) - 1)
            return True
        free = self.blank or self.in_list() or self.sentence_ended() or self.long_before()
        if found.kind == "letter":
            return free and self._lettered(at, text, begin, found, mark)
        glued = found.label == "-" and found.end == 1  # ``-The``: a bullet, or the rest of ``al`` / ``-Maliki``
        above = self.open if not free and found.kind == "bullet" and text[found.end - 1] == " " else None
        if not free and not (above is not None and names_below(above, text[found.end :], self.width() - ROOM)):
            return False
        if above is not None and len(above.parts) > 1:
            above.kind = "lines"
        if (
            not self.blank
            and not self.sentence_ended()
            and (glued or (text[found.end : found.end + 1].islower() and not self.in_list()))
        ):
            return False  # the rest of a word, or a dash within a sentence
        if glued and text[2:3].isupper() and not self.in_list():  # ``-MOI``: where bullets stand, no part of a word
            return False
        below = len(self.levels) if self.in_list() else 0  # of a letter's item
        self.begin_marked(
            at, "item", text[begin:], found, mark, self.depth_of_bullet(found.label) or self._depth(below)
        )
        return True

    def _numbered(self, at: int, text: str, begin: int, found: Enumerator, mark: Mark | None) -> bool:
        """Open a paragraph or the numbered item of a list, if the sequence allows either."""
        number = found.number
        if (
            self.open is not None
            and not (self.blank and number == self.last + 1)
            and is_dated(self.open.parts[-1], text)
        ):
            return False
        if found.bare and not (
            self.may_be_next(number)
            and (self.blank or self.sentence_ended() or self.long_before() or self.below_title())
        ):
            return False
        lettered = mark is None and number == 1 and self.in_list()
        if (
            number == self.last + 1 and not self.nested and not self.skipped and not lettered
        ):  # the common one: the next
            if mark is None and (self.is_marked_below(at, number) or (not self.blank and self.is_within_sentence())):
                return False
            self._number(at, text[begin:], found, mark)
            return True
        outside = number == self.last + 1 and (mark is not None or (self.indented and self.texts[at][0] != " "))
        if self.nested and number == self.nested + 1 and not outside:
            self._listed(at, text[begin:], found, mark)
            return True
        if number in self.skipped and self.blank:
            self.skipped.discard(number)
            self.begin_marked(at, "paragraph", text[begin:], found, mark)
            return True
        blank = self.blank or self.long_before() or (self.edited and len(text) > LONG_LINE)
        announced = number == 1 and self.announced()
        nested = announced or (number == 1 and (bool(self.nested) or (self.all_marked and mark is None)))
        if number == 1 and mark is None and (lettered or (self.last and nested and (blank or announced))):
            self._listed(at, text[begin:], found, mark)
            return True
        if not follows(number, self.last, marked=mark is not None, blank=blank, nested=nested):
            return False
        if number > self.last + 1:
            self.skipped.update(range(self.last + 1, number))
        self._number(at, text[begin:], found, mark)
        return True

    def _lettered(self, at: int, text: str, begin: int, found: Enumerator, mark: Mark | None) -> bool:
        """Open an item with a letter or a numeral in parentheses: the next of a list that is open, or the first of one."""
        levels = self.levels
        style, value = found.style, found.value
        for level in range(len(levels) - 1, -1, -1):
            if letter_follows(found, *levels[level]):
                style, value = levels[level][0], levels[level][1] + 1
                break
            if self._skips_letters(text, style, value - levels[level][1], levels[level][0]):
                break
        else:
            within = self.goes_on_with_letter(found.label)
            if find_mark(text) is not None and not within:
                return False  # ``(C) The ...`` is a portion mark, not the third item
            second = value == _SECOND and self.blank and self.third_letter_follows(at, found)
            if not (within or second or letter_opens(found)):
                return False
            if value != 1 and not (within or second):  # ``(i)`` is the numeral where no ``(h)`` went before
                numeral = found.label.strip("().")
                if numeral == "I" and not self.second_numeral_follows(at, found.label.replace("I", "II")):
                    return False  # the initial of a name
                style, value = f"{numeral}{style[1:]}", 1
            styles = [one for one, _ in levels]
            level = styles.index(style) if style in styles else len(levels) if self.in_list() else 0
        levels[level:] = [(style, value)]
        self.begin_marked(at, "item", text[begin:], found, mark, self._depth(level))
        return True

    def _skips_letters(self, text: str, style: str, step: int, before: str) -> bool:
        """Say whether a letter goes on with a list of which some are not read: ``A)``, ``B,C)``, ``D)``."""
        return (
            self.blank
            and style == before
            and style[1:] == ")"
            and 1 < step <= _MOST_SKIPPED
            and find_mark(text) is None
        )

    def _listed(self, at: int, text: str, found: Enumerator, mark: Mark | None) -> None:
        """Open a numbered item of a list."""
        styles = [style for style, _ in self.levels]
        level = styles.index("1.") if "1." in styles else len(styles) if self.in_list() else 0
        self.levels[level:] = [("1.", found.number)]
        self.nested, self.indented = found.number, self.texts[at][0] == " "
        self.begin_marked(at, "item", text, found, mark, self._depth(level))

    def _number(self, at: int, text: str, found: Enumerator, mark: Mark | None) -> None:
        """Open a numbered paragraph: numbers and letters of lists begin again."""
        self.begin_marked(at, "paragraph", text, found, mark)  # what is above it belongs to the number before
        self.last, self.nested, self.steps = found.number, 0, (found.number,)
        self.all_marked = self.all_marked and mark is not None
        self.levels.clear()
        if text[1:3] == ") " or text[2:4] == ") ":  # ``2. A) The ...``: the list begins with the paragraph
            inner = find_enumerator(text)
            if inner is not None and inner.kind == "letter" and letter_opens(inner):
                self.levels.append((inner.style, 1))

    def _depth(self, level: int) -> int:
        return min(_DEEPEST_LIST, level + max(1, len(self.steps)))

    def _prose(self, at: int, text: str) -> None:
        """Take a line of prose into the open block, or open a paragraph with it."""
        block = self.open
        if text[0] == " ":
            text = text.strip()
        if block is None or self.begins_anew(at, block.parts[-1], text):
            self.begin(at, "paragraph", text)
            return
        if not block.parts[-1]:  # its number stands alone on its line
            block.parts, block.indexes = [], []
            if not block.mark and (mark := find_mark(text)) is not None:
                block.mark, block.level, text = mark.printed, mark.level, text[mark.end :]
        block.parts.append(text)
        block.indexes.append(at)
        self.rules[at] = RULES[block.kind]
        self.blank = False


def read_body(lines: Sequence[Line], cuts: Collection[int] = ()) -> Body:
    """Read the lines of a text, heading and tail taken off, into blocks; cuts are the indexes of lines behind a page marker."""
    return _Reader(lines, cuts).read()

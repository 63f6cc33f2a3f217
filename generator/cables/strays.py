"""Takes stray captions and repeated section headings out of a text. Runs after the heading, before paragraphs are read.

docs/format.md, "Doubled headings and stray captions".
"""

import re
from collections.abc import Sequence
from typing import Final

from generator.cables.classification import classification_at
from generator.cables.depage import Taken, goes_on
from generator.cables.fields import find_captions
from generator.cables.model import Piece
from generator.cables.source import Line
from generator.vocabulary import Vocabulary

_STRAY: Final = re.compile(r"(?<![A-Za-z])SIPDIS(?![A-Za-z])[ ]?")
_SPEAKS_OF_IT: Final = re.compile(
    r"(?:\b(?i:the|a|an|with|as|on|of|via|use|using|used|no)|\b[A-Z]{4,}[ ](?i:and|or)|[\"'\u201c(/])$"
)
_CALLED: Final = re.compile(
    r"(?:caption|distribution|distro|dissemination|label|traffic|cables?|messages?)\b|[.,;:)\"'\u201d/]", re.IGNORECASE
)
_HEADING_LINE: Final = re.compile(r"[ ]*(?:E\.?[ ]?O\.?[ ]?:?[ ]*\d{4,5}|TAGS?[ :]|SUBJ(?:ECT)?[ ]*:)")
_WIDTH: Final = 60


def drop_strays(lines: list[Line], taken: list[Taken], vocabulary: Vocabulary) -> tuple[list[Line], list[Taken]]:
    """Remove lone and inline ``SIPDIS`` and section headings such as ``UNCLAS SECTION 02 OF 02 ASTANA 001061``.

    Args:
        lines: the lines of the text, heading already taken off.
        taken: what was taken out before, with places in ``lines``.
        vocabulary: captions, which may follow a repeated section heading.

    Returns:
        The lines that remain and everything taken out, places counted in the new lines.
    """
    text = "\n".join([line.text for line in lines])
    if "SIPDIS" not in text and "SECTION" not in text.upper():
        return lines, taken
    kept: list[Line] = []
    found: list[Taken] = []
    moved: list[int] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        moved.append(len(kept))
        size = _section_heading(lines, at, vocabulary) if "ECTION" in line.text.upper() else 0
        if size:
            pieces = [Piece(x.number, x.column, x.text, "section-heading") for x in lines[at : at + size] if x.text]
            moved.extend([len(kept)] * (size - 1))
            at = _resume(lines, at + size, kept, moved)
            found.extend(Taken(len(kept), piece) for piece in pieces)
            continue
        if "SIPDIS" in line.text:
            if line.text.strip() == "SIPDIS":
                piece = Piece(line.number, line.column, line.text, "stray-caption")
                at = _resume(lines, at + 1, kept, moved)
                found.append(Taken(len(kept), piece))
                continue
            kept.extend(_without_inline(line, found, len(kept)))
        else:
            kept.append(line)
        at += 1
    moved.append(len(kept))
    placed = [Taken(moved[min(one.before, len(moved) - 1)], one.piece) for one in taken]
    return kept, sorted([*placed, *found], key=lambda one: (one.before, one.piece.line, one.piece.column))


def _section_heading(lines: Sequence[Line], at: int, vocabulary: Vocabulary) -> int:
    """Return how many lines a repeated classification line and what follows it take, 0 when there is none."""
    head = lines[at].text
    if (found := classification_at(head)) is None or found.section is None:
        return 0
    end = at + 1
    last = at
    while end < len(lines):
        text = lines[end].text
        if text and not (find_captions(text, vocabulary.captions) or _HEADING_LINE.match(text)):
            break
        if text:
            last = end
        end += 1
    return last + 1 - at


def _resume(lines: Sequence[Line], after: int, kept: list[Line], moved: list[int]) -> int:
    """Skip blank lines on both sides of what was taken out, leaving one where no sentence goes on; return where to go on."""
    while after < len(lines) and not lines[after].text:
        moved.append(len(kept))
        after += 1
    blank = False
    while kept and not kept[-1].text:
        kept.pop()
        blank = True
    if kept and after < len(lines):
        following = lines[after + 1].text if after + 1 < len(lines) else ""
        joined = goes_on(kept[-1].text, lines[after].text, following, _width, in_text=True)
        if not joined and (blank or kept[-1].text.endswith((".", ":", "?", "!"))):
            kept.append(Line(kept[-1].number, 0, ""))
    return after


def _width() -> int:
    """Return the width that stands for a text's own, which nobody has measured here."""
    return _WIDTH


def _without_inline(line: Line, found: list[Taken], before: int) -> list[Line]:
    """Cut ``SIPDIS`` out of a line of prose, where paging left it; a line that speaks of the caption keeps it."""
    parts: list[Line] = []
    rest = 0
    for match in _STRAY.finditer(line.text):
        head, tail = line.text[rest : match.start()].rstrip(), line.text[match.end() :].lstrip()
        if _SPEAKS_OF_IT.search(head) or _CALLED.match(tail):
            continue
        if head:
            parts.append(Line(line.number, line.column + rest, head))
        found.append(
            Taken(before + len(parts), Piece(line.number, line.column + match.start(), "SIPDIS", "stray-caption"))
        )
        rest = match.end()
    if not rest:
        return [line]
    if line.text[rest:]:
        parts.append(Line(line.number, line.column + rest, line.text[rest:]))
    return parts

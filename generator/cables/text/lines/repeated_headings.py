"""Takes stray captions and repeated section headings out of a text. Runs after the heading, before paragraphs are read.

docs/reference/format.md, "Doubled headings and stray captions".
"""

import re
from collections.abc import Sequence

import msgspec

from generator.cables.heading.classification_line import classification_at
from generator.cables.heading.fields import find_captions, is_corrected_copy
from generator.cables.heading.labels import FIELD_BEGINS
from generator.cables.model import Piece
from generator.cables.source.model import Line, Lines
from generator.cables.text.lines.page_markers import Taken, cut_behind
from generator.cables.text.lines.sentences import goes_on_behind_page
from generator.vocabulary import Vocabulary

_STRAY = re.compile(r"(?<![A-Za-z])SIPDIS(?![A-Za-z])[ ]?", re.IGNORECASE)
_SPOKEN_WITHIN = 60  # characters before and behind a caption that tell whether the sentence speaks of it
_SPEAKS_OF_IT = re.compile(
    r"(?:\b(?i:the|a|an|with|as|on|of|via|use|using|used|no)|\b[A-Z]{4,}[ ](?i:and|or)|[\"'\u201c(/])$"
)
_CALLED = re.compile(
    r"(?:caption|distribution|distro|dissemination|label|traffic|cables?|messages?)\b|[.,;:)\"'\u201d/]", re.IGNORECASE
)
_SUBJECT = re.compile(r"[ ]*SUBJ(?:ECT)?[ ]*:[ ]*", re.IGNORECASE)
# An inner transmission header: day and time, then lines in capitals up to the classification line of a later section.
_DATE_TIME_GROUP = re.compile(r"[ ]*(?:[ZOPR][ ]){1,4}\d{6}Z[ ][A-Z]{3}[ ]\d\d\b")
_MOST_HEADER_LINES = 60
_MOST_SUBJECT_LINES = 4
_LONGEST_SUBJECT_LINE = 400
_WIDTH = 60
# What a left-over has in it; the beginning of an inner header: ``FM`` follows its day and time.
_INNER_HEADER = "\nFM "
_SIGNS = ("SIPDIS", "ECTION", "C O R R E C T E D", "CORRECTED COPY", _INNER_HEADER, "SUBJ")
# Of signs that are parts of common words, what follows where they may be a left-over.
_FOLLOWED = {"ECTION": re.compile(r"ECTION[ ]{0,3}\d"), "SUBJ": re.compile(r"SUBJ(?:ECT)?[ ]*:")}


class _Printed(msgspec.Struct, frozen=True):
    """What the heading of a message prints, without blanks and in capitals: its subject, each of its lines."""

    subject: str
    lines: frozenset[str]


def drop_strays(
    lines: Sequence[Line], taken: list[Taken], vocabulary: Vocabulary, subject: str = "", above: Sequence[Line] = ()
) -> tuple[Lines, list[Taken]]:
    """Remove lone and inline ``SIPDIS``, section headings such as ``UNCLAS SECTION 02 OF 02 ASTANA 001061``, and SUBJECT again.

    Args:
        lines: the lines of the text, heading already taken off.
        taken: what was taken out before, with places in ``lines``.
        vocabulary: captions, which may follow a repeated section heading.
        subject: the subject as the heading prints it, joined to one line.
        above: the lines of the heading, which a later section may print again.

    Returns:
        The lines that remain and everything taken out, places counted in the new lines.
    """
    lines = Lines.of(lines)
    marked = _lines_with(lines, _SIGNS if subject else _SIGNS[:-1])
    if not marked:
        return lines, taken
    printed = _Printed(_squeeze(subject), frozenset(_squeeze(line.text) for line in above if line.text))
    kept: list[Line] = []
    found: list[Taken] = []
    moved: list[int] = []
    at = 0
    for place in marked:
        if place < at:
            continue
        moved.extend(range(len(kept), len(kept) + place - at))
        kept += lines[at:place]
        at, line = place, lines[place]
        moved.append(len(kept))
        size, rule = _stray(lines, at, kept, printed, vocabulary)
        if not size:
            kept.extend(_without_inline(line, found, len(kept)) if "SIPDIS" in line.text.upper() else [line])
            at += 1
            continue
        pieces = [Piece(x.number, x.column, x.text, rule) for x in lines[at : at + size] if x.text]
        moved.extend([len(kept)] * (size - 1))
        at = _resume(lines, at + size, kept, moved)
        back = len(moved) - 1
        while back >= 0 and moved[back] > len(kept):  # the blank line they stood behind is gone
            moved[back] = len(kept)
            back -= 1
        found.extend(Taken(len(kept), piece) for piece in pieces)
    moved.extend(range(len(kept), len(kept) + len(lines) - at))
    kept += lines[at:]
    moved.append(len(kept))
    placed = [Taken(moved[min(one.before, len(moved) - 1)], one.piece) for one in taken]
    return Lines(kept), sorted([*placed, *found], key=lambda one: (one.before, one.piece.line, one.piece.column))


def _lines_with(lines: Lines, signs: Sequence[str]) -> list[int]:
    """Return the indexes of the lines in which one of the signs stands, in any case of letters."""
    text = lines.whole.upper()
    if len(text) != len(lines.whole):  # a letter that is two in capitals
        return [at for at, line in enumerate(lines) if any(sign in line.text.upper() for sign in signs)]
    places: list[int] = []
    for sign in signs:
        at = text.find(sign) if sign != _INNER_HEADER or "Z" in lines.whole else -1
        while at >= 0:
            if sign not in _FOLLOWED or _FOLLOWED[sign].match(text, at):
                places.append(at)
            at = text.find(sign, at + len(sign))
    found: list[int] = []
    line = begin = 0
    for place in sorted(places):
        line += text.count("\n", begin, place)
        begin = place
        if not found or found[-1] != line:
            found.append(line)
    return found


def _stray(
    lines: Sequence[Line], at: int, kept: Sequence[Line], printed: _Printed, vocabulary: Vocabulary
) -> tuple[int, str]:
    """Return how many lines from one on are left over from paging, and the rule by which; 0 for a line of the text."""
    text = lines[at].text
    if size := _section_heading(lines, at, printed, vocabulary):
        return size, "section-heading"
    if text.lstrip()[:4].upper() == "SUBJ" and not _under_label(kept):
        return _subject_again(lines, at, printed.subject), "doubled-heading"
    if is_corrected_copy(text):
        return 1, "doubled-caption"
    return int(text.strip().upper() == "SIPDIS"), "stray-caption"


def _squeeze(text: str) -> str:
    return "".join(text.split()).upper()


def _under_label(kept: Sequence[Line]) -> bool:
    """Say whether the last line kept is a field of a heading that is not read: then SUBJECT below it is that heading's."""
    above = next((line.text for line in reversed(kept[-3:]) if line.text), "")
    return FIELD_BEGINS.match(above) is not None


def _subject_again(lines: Sequence[Line], at: int, subject: str) -> int:
    """Return how many lines the heading's own SUBJECT takes where it is printed again, 0 where another stands."""
    label = _SUBJECT.match(lines[at].text)
    if label is None or not subject:
        return 0
    said = ""
    for index in range(at, min(at + _MOST_SUBJECT_LINES, len(lines))):
        part = lines[index].text[label.end() :] if index == at else lines[index].text
        said += _squeeze(part[:_LONGEST_SUBJECT_LINE])
        if said == subject:
            return index + 1 - at
        if not part or not subject.startswith(said):
            break
    cut = _squeeze(lines[at].text[label.end() :][:_LONGEST_SUBJECT_LINE])
    return 1 if len(cut) > len(subject) // 2 and subject.startswith(cut) else 0


def _section_heading(lines: Sequence[Line], at: int, printed: _Printed, vocabulary: Vocabulary) -> int:
    """Return how many lines a repeated classification line and what follows it take, 0 when there is none."""
    head = lines[at].text
    if _DATE_TIME_GROUP.match(head):
        begin = _inner_header(lines, at)
        return begin - at + _section_heading(lines, begin, printed, vocabulary) if begin else 0
    if "ECTION" not in head.upper() or (found := classification_at(head)) is None or found.section is None:
        return 0
    end = at + 1
    last = at
    subject = ""
    while end < len(lines):
        text = lines[end].text
        squeezed = _squeeze(text[:_LONGEST_SUBJECT_LINE])
        if label := _SUBJECT.match(text):
            subject = _squeeze(text[label.end() :][:_LONGEST_SUBJECT_LINE])
        elif subject and squeezed and printed.subject.startswith(subject + squeezed):
            subject += squeezed
        elif text and not (
            squeezed in printed.lines or find_captions(text, vocabulary.captions) or FIELD_BEGINS.match(text)
        ):
            break
        if text:
            last = end
        end += 1
    return last + 1 - at


def _inner_header(lines: Sequence[Line], at: int) -> int:
    """Return the index of the classification line that an inner transmission header ends in, 0 where none is found."""
    for index in range(at + 1, min(at + _MOST_HEADER_LINES, len(lines))):
        text = lines[index].text
        if text and not text.isupper():
            return 0
        if "SECTION" in text and (found := classification_at(text)) is not None and found.section is not None:
            return index
    return 0


def _resume(lines: Lines, after: int, kept: list[Line], moved: list[int]) -> int:
    """Skip blank lines on both sides of what was taken out, leaving one where no sentence goes on; return where to go on."""
    while after < len(lines) and not lines[after].text:
        moved.append(len(kept))
        after += 1
    blank = False
    while kept and not kept[-1].text:
        kept.pop()
        blank = True
    if kept and after < len(lines):
        gap = cut_behind(kept, lines, after)
        joined = goes_on_behind_page(gap, _width, in_text=True)
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
        near = line.text[max(rest, match.start() - _SPOKEN_WITHIN) : match.start()].rstrip()
        behind = line.text[match.end() : match.end() + _SPOKEN_WITHIN].lstrip()
        if _SPEAKS_OF_IT.search(near) or _CALLED.match(behind):
            continue
        if head := line.text[rest : match.start()].rstrip():
            parts.append(Line(line.number, line.column + rest, head))
        piece = Piece(line.number, line.column + match.start(), match[0].rstrip(), "stray-caption")
        found.append(Taken(before + len(parts), piece))
        rest = match.end()
    if not rest:
        return [line]
    if line.text[rest:]:
        parts.append(Line(line.number, line.column + rest, line.text[rest:]))
    return parts

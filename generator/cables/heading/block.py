"""The heading of a cable: classification line, captions, attention lines, E.O., TAGS, SUBJECT, REF, Classified By.

Reads lines until the text begins and merges a heading that is printed twice. Single values are read in ``fields``, ``tags``
and ``references``. docs/reference/format.md, "Heading".
"""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import msgspec

from generator.cables.heading.classification_line import Classification, classification_at
from generator.cables.heading.draft import ATTENTION_START, Fields, merge, take
from generator.cables.heading.fields import find_captions, is_corrected_copy, is_date_line, join_subject
from generator.cables.heading.labels import find_label, is_cited_order, last_label, split_at_labels, text_within
from generator.cables.heading.references import goes_on_with, looks_like_item, text_behind
from generator.cables.heading.tags import is_tag_line
from generator.cables.model import Piece
from generator.cables.source.model import Line, Lines
from generator.cables.text.headings import RULE_STARTS, is_rule
from generator.cables.text.lines.sentences import hangs
from generator.vocabulary import Vocabulary

_STARTS_TEXT = re.compile(
    r"[ ]*(?:(?!1\.[ ]?[4-6]\b)\d{1,3}[ ]?\.|[-=_*~#]{3,}"
    r"|(?:\(?1[ ]?[,:;)]?[ ]?)?\((?:U|SBU|LOU|C|S|TS)(?:[/\-]{1,2}[A-Z]+)*\)[ ]"
    r"|(?:BEGIN[ ]|EXECUTIVE[ ])?(?:SUMMARY|COMMENT|INTRODUCTION|KEY POINTS|ACTION REQUEST)\b|"
    r"THIS IS AN? |SENSITIVE BUT UNCLASS|MINIMIZE CONS)",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"[ ]*(?:REASONS?\b|1[.,][ ]?[4-6]\b|(?:AND|OR)[ ]?\(?[A-H]\)|\([A-H]\)[ ]?(?:AND|OR|,|\.?$))", re.IGNORECASE
)
_OFFICE = re.compile(r"(?:[A-Z.]+[ ]){0,4}(?:FOR|PASS|FROM)[ ].*/|(?:DEPT|STATE|NSC|DOD|PASS)\b", re.IGNORECASE)
_PAGE_LINE = re.compile(
    r"(?<![^ ])PAGE[ ]{1,4}\d{1,3}[ ]{1,8}[A-Z]{2,12}(?:[ ][A-Z]{1,8})?[ ]{1,8}\d{4,6}[ ]{1,8}"
    r"(?:\d\d OF \d\d[ ]{1,8})?\d{6}Z(?![^ ])"
)
_LONGEST_FIELD = {"order": 4, "subject": 6, "tags": 8, "references": 40, "by": 12}
_MOST_SECTIONS = 99  # a section is numbered with two digits: a heading printed more often is text
_LONG_LINE = 132
_WRAPPED = 50
_NO_ROOM = 53  # characters of a line with the first word of the next, which the wire put there for want of room
_LONGEST_CAPTION = 40


class Heading(msgspec.Struct, frozen=True):
    """What a heading says: its fields as printed, the subject joined to one line, and the lines of the text that follow it.

    pieces is the ledger of its lines, removed that of the lines that say again what stands above.
    """

    fields: Fields
    subject: str
    text: list[Line]
    pieces: list[Piece]
    removed: list[Piece]


def read_heading(lines: Sequence[Line], vocabulary: Vocabulary, page_breaks: AbstractSet[int] = frozenset()) -> Heading:
    """Read the heading at the front of the lines.

    Args:
        lines: the message from the classification line on, page markers removed, blank lines kept.
        vocabulary: captions, posts and tags that tell the kinds of line apart.
        page_breaks: indices of the lines that stood behind a page marker: the blank lines there are the marker's.
    """
    labelled = last_label(lines)
    numbers = frozenset(lines[at].number for at in page_breaks if at < len(lines))
    first, text, pieces, doubled = _read_block(lines, labelled, vocabulary, numbers)
    removed: list[Piece] = list(doubled)
    for _ in range(_MOST_SECTIONS):
        at = next((i for i, line in enumerate(text) if line.text), None)
        again = classification_at(text[at].text) if at is not None else None
        if at is None or again is None or not _same_message(first.classification, again):
            break
        rest = text[at:]
        draft, text, more, doubled = _read_block(rest, last_label(rest), vocabulary, numbers)
        removed.extend(doubled)
        kept, dropped = merge(first, draft, more)
        pieces.extend(kept)
        removed.extend(dropped)
    return Heading(first, join_subject([line.text for line in first.subject]), text, pieces, removed)


def _without_page_lines(line: Line, removed: list[Piece]) -> list[Line]:
    """Cut the page lines out of a line of the heading, ``PAGE 02 ROME 04122 091022Z``, wherever they stand in it."""
    if "PAGE " not in line.text:
        return [line]
    parts: list[Line] = []
    at = 0
    for match in _PAGE_LINE.finditer(line.text):
        if line.text[at : match.start()].strip():
            parts.append(Line(line.number, line.column + at, line.text[at : match.start()].rstrip()))
        removed.append(Piece(line.number, line.column + match.start(), match[0], "page-marker"))
        at = match.end()
    if line.text[at:].strip():
        lead = len(line.text[at:]) - len(line.text[at:].lstrip())
        parts.append(Line(line.number, line.column + at + lead, line.text[at + lead :]))
    return parts


def _before(text: Line, removed: list[Piece]) -> list[Piece]:
    """Return what was cut before the text begins: what follows on its first line stays in the text."""
    return [one for one in removed if (one.line, one.column) < (text.number, text.column)]


def _same_message(first: Classification | None, again: Classification) -> bool:
    """Say whether a second classification line heads the same message; above it may stand fields without one of their own."""
    return first is None or (again.post, again.serial) == (first.post, first.serial)


def _read_block(
    lines: Sequence[Line], labelled: int, vocabulary: Vocabulary, page_breaks: AbstractSet[int]
) -> tuple[Fields, list[Line], list[Piece], list[Piece]]:
    """Read one heading block -> (fields, lines after it, ledger, lines that only repeat a caption)."""
    draft = Fields()
    pieces: list[Piece] = []
    doubled: list[Piece] = []
    state = ""
    blank = False
    for at, line in enumerate(lines):
        if not line.text:
            blank = True
            continue
        begun = text_within(line.text)
        parts = [one for part in _without_page_lines(line, doubled) for one in split_at_labels(part)]
        cut = line.number in page_breaks and (blank or (at > 0 and lines[at - 1].number == line.number))
        for index, part in enumerate(parts):
            following = lines[at + 1].text if at + 1 < len(lines) else ""
            kind = _kind(
                part, draft, state, vocabulary, blank=blank, cut=cut, certain=at < labelled, following=following
            )
            if index and begun == part.column - line.column:
                kind = "text"
            if kind == "text":
                begin = part.column - line.column
                if not begin and isinstance(lines, Lines):
                    return draft, lines.part(at, len(lines)), pieces, _before(line, doubled)
                rest = Line(line.number, part.column, line.text[begin:])  # not split: its words are no labels
                return draft, [rest, *lines[at + 1 :]], pieces, _before(rest, doubled)
            begin = text_behind(draft.references, part.text, vocabulary.post_names) if kind == "references" else -1
            if begin >= 0:
                rest = Line(part.number, part.column + begin, line.text[part.column - line.column + begin :])
                item = Line(part.number, part.column, part.text[:begin].rstrip())
                taken = take(item, kind, draft, doubled, vocabulary, new=True) if item.text else None
                pieces += [taken] if taken is not None else []
                return draft, [rest, *lines[at + 1 :]], pieces, _before(rest, doubled)
            taken = take(part, kind, draft, doubled, vocabulary, new=kind != state or blank)
            if taken is not None:
                pieces.append(taken)
            if kind in _LONGEST_FIELD:
                state = kind
            elif kind not in {"caption", "attention"} or not blank:
                state = "" if kind != "caption" else state
        blank = False
    return draft, [], pieces, doubled


def _kind(  # noqa: PLR0912, C901  one case a line of docs/reference/format.md, "Heading"; a table would hide the order
    part: Line,
    draft: Fields,
    state: str,
    vocabulary: Vocabulary,
    *,
    blank: bool,
    cut: bool,
    certain: bool,
    following: str,
) -> str:
    """Name the field a line belongs to, "text" when the heading is over."""
    text = part.text.strip()
    if match := find_label(text):
        group = str(match.lastgroup)
        if state == "by" and group == "order" and draft.order and is_cited_order(text):
            return "by"
        if certain or not getattr(draft, group) or group in {"tags", "order"}:
            return group
        if group in {"references", "by"} and not _STARTS_TEXT.match(text):
            return group  # two REF lines; REASON or DERIVED FROM below Classified By
    heads = classification_at(text) is not None
    if heads and draft.classification is None and not draft.subject:
        return "classification"
    if heads and not certain:
        return "text"
    if find_captions(text.upper() if certain and len(text) <= _LONGEST_CAPTION else text, vocabulary.captions):
        return "caption"
    if not draft.classification and is_date_line(text):
        return "date-line"
    if is_corrected_copy(text):
        return "corrected"
    if state == "tags" and (not blank or cut) and is_tag_line(text, vocabulary.tags, draft.tags):
        return "tags"
    if state == "by" and _REASON.match(text):
        return "by"
    starts_text = bool(_STARTS_TEXT.match(text)) or (
        state not in {"", "subject"} and following[:1] in RULE_STARTS and is_rule(following)  # a heading of the text
    )
    # Behind a page marker within a line stand all other items of that line.
    begun = text[:_LONG_LINE] if cut else text
    if (
        state == "references"
        and (blank or starts_text or cut)
        and goes_on_with(draft.references, begun, vocabulary.post_names)
    ):
        return "references"
    if not certain and starts_text:
        return "text"
    if state and len(getattr(draft, state)) < _LONGEST_FIELD[state] and not starts_text:
        if not blank and state != "tags" and len(part.text) <= _LONG_LINE:
            if state == "order" and (draft.tags or draft.subject) and not certain:
                return "text"
            return state
        if (
            state == "subject"
            and blank
            and _subject_goes_on(draft, text, following, vocabulary, certain=certain or cut)
        ):
            return "subject"
    if certain:
        return "attention"
    if draft.subject or draft.tags or draft.order:
        return "text"
    # No E.O., TAGS or SUBJECT at all: a bare message, whose attention lines name an office and whose text does not.
    return "attention" if text.isupper() and ATTENTION_START.match(text) and len(text) <= _LONG_LINE else "text"


def _subject_goes_on(draft: Fields, text: str, following: str, vocabulary: Vocabulary, *, certain: bool) -> bool:
    """Say whether a line after one blank line is the rest of a subject, or all of it below its label.

    A line in capitals may be that; one in small letters is where the subject before it cannot end.

    Above another field of the heading a line can be nothing else but an attention line, which names an office; without one
    behind it the line may begin the text, and only a subject that filled its line goes on, or one that cannot end there.
    """
    before = draft.subject[-1].text if draft.subject else ""
    if (
        len(text) > _LONG_LINE
        or looks_like_item(text, vocabulary.post_names)
        or _OFFICE.match(text)
        or (before and before[-1] in ".!?")
    ):
        return False
    if not text.isupper():
        return hangs(before) and (certain or (len(text) < _WRAPPED and text[-1] not in ".:"))
    if certain or before.endswith(",") or hangs(before):
        return True  # no subject ends so
    full = not before or len(before) >= _WRAPPED or len(before) + 1 + len(text.split(" ", 1)[0]) > _NO_ROOM
    return full and (not following or find_label(following) is not None)

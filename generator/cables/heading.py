"""The heading of a cable: classification line, captions, attention lines, E.O., TAGS, SUBJECT, REF, Classified By.

Reads lines until the text begins and merges a heading that is printed twice. Single values are read in ``fields``, ``tags``
and ``references``. docs/format.md, "Heading".
"""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from generator.cables.classification import Classification, classification_at
from generator.cables.fields import find_captions, is_corrected_copy, is_date_line, join_subject
from generator.cables.labels import find_label, last_label, split_at_labels
from generator.cables.model import Piece
from generator.cables.references import looks_like_item
from generator.cables.source import Line
from generator.cables.tags import is_tag_line
from generator.vocabulary import Vocabulary

_STARTS_TEXT: Final = re.compile(
    r"[ ]*(?:\d{1,3}[ ]?\.|[-=_*~#]{3,}|\((?:U|SBU|LOU|C|S|TS)(?:/{1,2}[A-Z]+)*\)[ ]"
    r"|(?:BEGIN[ ])?(?:SUMMARY|COMMENT|INTRODUCTION|KEY POINTS|ACTION REQUEST)\b|"
    r"THIS IS AN? |SENSITIVE BUT UNCLASS|MINIMIZE CONS)",
    re.IGNORECASE,
)
_MARK_IN_REFERENCES: Final = re.compile(r"[ ](?=\((?:U|SBU|C|S)\)[ ][A-Z])")
_ATTENTION_START: Final = re.compile(
    r"(?:[A-Z][A-Z/.\- ]{0,40}[ ])?(?:FOR|PASS|FROM)\b|(?:DEPT|STATE|NSC|FOR|PASS)\b", re.IGNORECASE
)
_LONGEST_FIELD: Final = {"order": 4, "subject": 6, "tags": 8, "references": 40, "by": 12}
_MOST_SECTIONS: Final = 99  # a section is numbered with two digits: a heading printed more often is text
_LONG_LINE: Final = 132
_WRAPPED: Final = 50
_SHORT: Final = 78


class Draft:
    """The fields of one heading block while its lines are read; kept to this module and ``read_heading``'s caller."""

    __slots__ = (
        "attention",
        "by",
        "captions",
        "classification",
        "classification_line",
        "corrected",
        "order",
        "references",
        "subject",
        "tags",
    )

    def __init__(self) -> None:
        """Start with nothing read."""
        self.classification: Classification | None = None
        self.classification_line = 0
        self.captions: list[str] = []
        self.corrected: list[str] = []
        self.attention: list[str] = []
        self.order: list[str] = []
        self.tags: list[Line] = []
        self.subject: list[Line] = []
        self.references: list[Line] = []
        self.by: list[Line] = []


class Heading(msgspec.Struct, frozen=True):
    """What a heading says, as printed, and the lines of the text that follow it."""

    classification: Classification | None
    classification_line: int
    captions: tuple[str, ...]
    corrected: str
    attention: tuple[str, ...]
    order: tuple[str, ...]
    tags: tuple[Line, ...]
    subject: str
    subject_line: int
    references: tuple[Line, ...]
    by: tuple[Line, ...]
    text: list[Line]
    pieces: list[Piece]
    removed: list[Piece]


def read_heading(lines: Sequence[Line], vocabulary: Vocabulary) -> Heading:
    """Read the heading at the front of the lines.

    Args:
        lines: the message from the classification line on, page markers removed, blank lines kept.
        vocabulary: captions, posts and tags that tell the kinds of line apart.

    Returns:
        The fields; ``text`` are the lines from the first of the text on; ``pieces`` the ledger of the heading's lines;
        ``removed`` those that say again what stands above.
    """
    labelled = last_label(lines)
    first, text, pieces, doubled = _read_block(lines, labelled, vocabulary)
    removed: list[Piece] = list(doubled)
    for _ in range(_MOST_SECTIONS):
        at = next((i for i, line in enumerate(text) if line.text), None)
        if at is None or first.classification is None:
            break
        again = classification_at(text[at].text)
        same = again is not None and (again.post, again.serial) == (
            first.classification.post,
            first.classification.serial,
        )
        if not same:
            break
        rest = text[at:]
        draft, text, more, doubled = _read_block(rest, last_label(rest), vocabulary)
        removed.extend(doubled)
        kept, dropped = _merge(first, draft, more)
        pieces.extend(kept)
        removed.extend(dropped)
    subject = join_subject([line.text for line in first.subject])
    return Heading(
        classification=first.classification,
        classification_line=first.classification_line,
        captions=tuple(dict.fromkeys(first.captions)),
        corrected=" ".join(first.corrected),
        attention=tuple(first.attention),
        order=tuple(first.order),
        tags=tuple(first.tags),
        subject=subject,
        subject_line=first.subject[0].number if first.subject else 0,
        references=tuple(first.references),
        by=tuple(first.by),
        text=text,
        pieces=pieces,
        removed=removed,
    )


def _read_block(
    lines: Sequence[Line], labelled: int, vocabulary: Vocabulary
) -> tuple[Draft, list[Line], list[Piece], list[Piece]]:
    """Read one heading block -> (fields, lines after it, ledger, lines that only repeat a caption)."""
    draft = Draft()
    pieces: list[Piece] = []
    doubled: list[Piece] = []
    state = ""
    blank = False
    for at, line in enumerate(lines):
        if not line.text:
            blank = True
            continue
        parts = split_at_labels(line)
        for index, part in enumerate(parts):
            following = lines[at + 1].text if at + 1 < len(lines) else ""
            kind = _kind(part, draft, state, vocabulary, blank=blank, certain=at < labelled, following=following)
            if kind == "text":
                return draft, [*parts[index:], *lines[at + 1 :]], pieces, doubled
            taken, rest = _take(part, kind, draft, doubled, vocabulary, new=kind != state or blank)
            if taken is not None:
                pieces.append(taken)
            if kind in _LONGEST_FIELD:
                state = kind
            elif kind not in {"caption", "attention"} or not blank:
                state = "" if kind != "caption" else state
            if rest is not None:
                return draft, [rest, *parts[index + 1 :], *lines[at + 1 :]], pieces, doubled
        blank = False
    return draft, [], pieces, doubled


def _kind(  # noqa: PLR0912, C901  one case a line of docs/format.md, "Heading"; a table would hide the order
    part: Line, draft: Draft, state: str, vocabulary: Vocabulary, *, blank: bool, certain: bool, following: str
) -> str:
    """Name the field a line belongs to, "text" when the heading is over."""
    text = part.text.strip()
    if match := find_label(text):
        group = str(match.lastgroup)
        if certain or not getattr(draft, group) or group in {"tags", "order"}:
            return group
        if group == "references" and not _STARTS_TEXT.match(text):
            return group  # 06MUSCAT396 has two REF lines
    if draft.classification is None and not draft.subject and classification_at(text) is not None:
        return "classification"
    if draft.classification is not None and classification_at(text) is not None and not certain:
        return "text"
    if find_captions(text, vocabulary.captions):
        return "caption"
    if not draft.classification and is_date_line(text):
        return "date-line"
    if is_corrected_copy(text):
        return "corrected"
    if state == "tags" and not blank and is_tag_line(text, vocabulary.tags):
        return "tags"
    starts_text = bool(_STARTS_TEXT.match(text))
    if not certain and starts_text:
        return "text"
    if state and len(getattr(draft, state)) < _LONGEST_FIELD[state] and not starts_text:
        if not blank and state != "tags" and len(part.text) <= _LONG_LINE:
            if state == "order" and (draft.tags or draft.subject) and not certain:
                return "text"
            return state
        if state == "subject" and blank and _subject_goes_on(draft, text, following, vocabulary):
            return "subject"
        if state == "references" and blank and looks_like_item(text, vocabulary.post_names):
            return "references"
    if certain:
        return "attention"
    if draft.subject or draft.tags or draft.order:
        return "text"
    # No E.O., TAGS or SUBJECT at all: a bare message, whose attention lines name an office and whose text does not.
    return "attention" if text.isupper() and _ATTENTION_START.match(text) and len(text) <= _LONG_LINE else "text"


def _subject_goes_on(draft: Draft, text: str, following: str, vocabulary: Vocabulary) -> bool:
    """Say whether a short line in capitals after one blank line is the rest of a subject, or all of it below its label."""
    before = draft.subject[-1].text if draft.subject else ""
    return (
        len(text) <= _SHORT
        and text.isupper()
        and (not before or (len(before) >= _WRAPPED and before[-1] not in ".!?"))
        and (not following or find_label(following) is not None)
        and not looks_like_item(text, vocabulary.post_names)
    )


def _take(
    part: Line, kind: str, draft: Draft, doubled: list[Piece], vocabulary: Vocabulary, *, new: bool
) -> tuple[Piece | None, Line | None]:
    """Put a line into its field -> (its entry in the ledger, what of the line belongs to the text)."""
    rest: Line | None = None
    if kind == "classification":
        found = classification_at(part.text)
        draft.classification = found
        draft.classification_line = part.number
        if found is not None and found.remainder:
            begin = found.start
            line = Line(part.number, part.column + begin, part.text[begin:].strip())
            for caption in find_captions(line.text, vocabulary.captions):
                draft.captions.append(caption)
            if not find_captions(line.text, vocabulary.captions):
                draft.attention.append(line.text)
    elif kind == "caption":
        words = find_captions(part.text, vocabulary.captions)
        if all(word in draft.captions for word in words):
            doubled.append(Piece(part.number, part.column, part.text, "doubled-caption"))
            return None, None
        draft.captions.extend(words)
    elif kind == "corrected":
        draft.corrected.append(part.text.strip())
    elif kind == "attention":
        _take_attention(part.text.strip(), draft, new=new)
    elif kind == "order":
        draft.order.append(part.text)
    elif kind != "date-line":
        part, rest = _take_field(part, kind, draft)
    return Piece(part.number, part.column, part.text, f"heading.{kind}"), rest


def _take_field(part: Line, kind: str, draft: Draft) -> tuple[Line, Line | None]:
    """Put a line of TAGS, SUBJECT, REF or Classified By into its list, without its label."""
    rest: Line | None = None
    if kind == "references" and (match := _MARK_IN_REFERENCES.search(part.text)):
        begin = match.end()
        rest = Line(part.number, part.column + begin, part.text[begin:])
        part = Line(part.number, part.column, part.text[: match.start()].rstrip())
    label = find_label(part.text)
    begin = label.end() if label and label.lastgroup == kind else 0
    value = part.text[begin:]
    if value.strip():
        lead = len(value) - len(value.lstrip())
        getattr(draft, kind).append(Line(part.number, part.column + begin + lead, value[lead:]))
    return part, rest


def _take_attention(text: str, draft: Draft, *, new: bool) -> None:
    """Add an attention line, or the continuation of one, to the list."""
    if draft.attention and (
        (not new and not _ATTENTION_START.match(text)) or text[:1] == "(" or draft.attention[-1].endswith(",")
    ):
        draft.attention[-1] += f" {text}"
    else:
        draft.attention.append(text)


def _merge(first: Draft, again: Draft, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Merge a repeated heading into the first -> (pieces that say something new, pieces that only repeat)."""
    new: set[str] = set()
    for name in ("captions", "corrected", "attention"):
        mine, theirs = getattr(first, name), getattr(again, name)
        known = {_squeeze(text) for text in mine}
        more = [text for text in theirs if _squeeze(text) not in known]
        if more:
            mine.extend(more)
            new.add("caption" if name == "captions" else name)
    for name in ("order", "tags", "subject", "references", "by"):
        mine, theirs = getattr(first, name), getattr(again, name)
        one, two = (_squeeze("".join(getattr(x, "text", x) for x in side)) for side in (mine, theirs))
        if two and two not in one:
            if one in two:
                mine.clear()
            mine.extend(theirs)
            new.add(name)
    kept = [piece for piece in pieces if piece.rule.removeprefix("heading.") in new]
    dropped = [
        Piece(piece.line, piece.column, piece.text, "doubled-heading")
        for piece in pieces
        if piece.rule.removeprefix("heading.") not in new
    ]
    return kept, dropped


def _squeeze(text: str) -> str:
    return "".join(text.split()).upper()

"""The fields of a heading while its lines are read: a line goes into its field, a heading printed again into the first."""

import re

import msgspec

from generator.cables.heading.classification_line import Classification, classification_at
from generator.cables.heading.fields import find_captions
from generator.cables.heading.labels import find_label
from generator.cables.model import Piece
from generator.cables.source.model import Line
from generator.vocabulary import Vocabulary

ATTENTION_START = re.compile(
    r"(?:[A-Z][A-Z/.\- ]{0,40}[ ])?(?:FOR|PASS|FROM)\b|(?:DEPT|STATE|NSC|FOR|PASS)\b", re.IGNORECASE
)

_MOST_CAPTION_WORDS = 8


class Fields(msgspec.Struct):
    """The fields of one heading, as printed; ``take`` fills them line by line and ``merge`` joins two."""

    classification: Classification | None = None
    classification_line: int = 0
    captions: list[str] = []
    corrected: list[str] = []
    attention: list[str] = []
    order: list[str] = []
    tags: list[Line] = []
    subject: list[Line] = []
    references: list[Line] = []
    by: list[Line] = []


def take(
    part: Line, kind: str, draft: Fields, doubled: list[Piece], vocabulary: Vocabulary, *, new: bool
) -> Piece | None:
    """Put a line into its field; return its entry in the ledger, None for a caption that stands above already."""
    if kind == "classification":
        found = classification_at(part.text)
        draft.classification = found
        draft.classification_line = part.number
        if found is not None and found.remainder:
            behind = part.text[found.start :].split()
            size = next(
                (
                    size
                    for size in range(min(len(behind), _MOST_CAPTION_WORDS), 0, -1)
                    if find_captions(" ".join(behind[:size]), vocabulary.captions)
                ),
                0,
            )
            draft.captions.extend(find_captions(" ".join(behind[:size]), vocabulary.captions))
            if behind[size:]:
                draft.attention.append(" ".join(behind[size:]))
    elif kind == "caption":
        words = find_captions(part.text.upper(), vocabulary.captions)
        if all(word in draft.captions for word in words):
            doubled.append(Piece(part.number, part.column, part.text, "doubled-caption"))
            return None
        draft.captions.extend(words)
    elif kind == "corrected":
        draft.corrected.append(part.text.strip())
    elif kind == "attention":
        _take_attention(part.text.strip(), draft, new=new)
    elif kind == "order":
        draft.order.append(part.text)
    elif kind != "date-line":
        _take_field(part, kind, draft)
    return Piece(part.number, part.column, part.text, f"heading.{kind}")


def _take_field(part: Line, kind: str, draft: Fields) -> None:
    """Put a line of TAGS, SUBJECT, REF or Classified By into its list, without its label."""
    label = find_label(part.text)
    begin = label.end() if label and label.lastgroup == kind else 0
    value = part.text[begin:]
    if value.strip():
        lead = len(value) - len(value.lstrip())
        getattr(draft, kind).append(Line(part.number, part.column + begin + lead, value[lead:]))


def _take_attention(text: str, draft: Fields, *, new: bool) -> None:
    """Add an attention line, or the continuation of one, to the list."""
    if draft.attention and (
        (not new and not ATTENTION_START.match(text))
        or text[:1] == "("
        or text[:4] == "AND "
        or draft.attention[-1].endswith((",", " AND", " OR", " FOR", "/"))
        or draft.attention[-1].count("(") > draft.attention[-1].count(")")
    ):
        draft.attention[-1] += f" {text}"
    elif any(map(str.isalnum, text)):  # a rule names nobody
        draft.attention.append(text)


def merge(first: Fields, again: Fields, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Merge a repeated heading into the first -> (pieces that say something new, pieces that only repeat)."""
    new: set[str] = set()
    if first.classification is None:
        first.classification, first.classification_line = again.classification, again.classification_line
        new.add("classification")
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
    return "".join(letter for letter in text.upper() if letter.isalnum())

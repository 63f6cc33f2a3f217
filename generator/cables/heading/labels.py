"""The labels of a heading, ``E.O.``, ``TAGS:``, ``SUBJECT:``, ``REF:``, ``Classified By``, at the start of a line or within.

Knows where labels stand and to which field each belongs; reads no field. docs/reference/format.md, "Heading".
"""

import functools
import re
from collections.abc import Sequence
from itertools import pairwise

from generator.cables.heading.classification_line import classification_at
from generator.cables.source.model import Line

# One item of a REF block behind a label that has no sign of its own: ``REF A VENSK 12``, ``REF 08 VENSK 12``, ``REF B) ...``.
_ITEM_AHEAD = (
    r"(?=[(\[]?[A-Z][)\]]?[.):]|[(\[][A-Z][)\]]|[A-Z][)\]]"
    r"|(?:[A-Z][ ]{1,3})?(?:\d{2,4}[ ]?)?[A-Z][A-Z.'()]{2,20}(?:[ ][A-Z]{2,12}){0,2}[ ]{1,3}\d)"
)
# One label a line, at its start. The order of the groups is the order in which misprints are told apart.
_LABEL = re.compile(
    r"[ ]*(?:"
    r"(?P<order>E\.?[ ]?[O0]\.?,?[ ]*:?[ ]*(?=\d{4}))"
    r"|(?P<tags>TAGS?|TAGE|TAGES|TABS|TAS|TGS|AGS)(?:[ ]?[:;,]+|\.(?=[ ])|[ ]-+[ ]|[ ]{1,8}(?=[A-Za-z(])|[ ]*$)[ :;,]*"
    r"|(?P<subject>S?UBJ(?:ECT)?)(?:[ ]*[:;]|[ ]-+[ ]|\.(?=[ ])|[ ]{2,}|[ ]*$|(?-i:(?<=SUBJECT)[ ](?=[A-Z][A-Z]))(?!MATTER))"
    rf"|(?P<references>(?:PROGRAM[ ])?(?:REF\(S\)|REFERENCES?(?=[ ]*:)|REF(?:TEL)?S?|RFF)"
    rf"(?:[ ]*[:;]|[ ]-+[ ]|\.(?=[ ])|[ ]{{1,4}}{_ITEM_AHEAD}))"
    r"|(?P<by>(?:1[ ]?\.[ ]*)?(?:\([UCS]\)[ ]{0,3})?(?:CLASS(?:IFIED)? BY\b[ ]*:?|"
    r"(?=(?:DERIVED FROM|DECLASSIFY ON|REASONS?)[ ]*:)))"
    r")[ ]*",
    re.IGNORECASE,
)
# How a line begins that has one of the fields which nearly each message has.
FIELD_BEGINS = re.compile(r"[ ]*(?:E\.?[ ]?O\.?[ ]?:?[ ]{0,4}\d{4,5}|TAGS?[ :]|SUBJ(?:ECT)?[ ]{0,4}:)", re.IGNORECASE)
# The first two letters of any label, in either case.
_LABEL_STARTS = frozenset(
    first + second
    for start in (
        "E.", "EO", "E0", "E ", "TA", "TG", "AG", "SU", "UB", "RE", "RF", "PR", "CL", "DE", "1.", "1 ", "(U", "(C", "(S",
    )
    for first in (start[0], start[0].lower()) for second in (start[1], start[1].lower())
)  # fmt: skip
_LONGEST_KEPT = 200
# The same labels in mid-line, behind a blank or glued to the word before; what stands before is a line of its own.
_INNER_LABEL = re.compile(
    r"(?<=[ ])(?:E\.?O\.?[ ]?1\d{4}\b|TAGS?:|SUBJ(?:ECT)?:|REF(?:TELS?|ERENCES?|S)?:|REF\(S\):"
    r"|CLASSIFIED BY\b[ ]?:|DERIVED FROM:|CLASSIFIED BY\b(?=.{0,200}?(?:REASON|1\.[45])))"
    rf"|(?<=[ ])(?-i:REF(?:TEL)?S?)\.?[ ]{_ITEM_AHEAD}"
    r"|(?<=[A-Z])(?-i:REFS?):[ ]|(?<=[a-z0-9.,;)])(?-i:REF(?:TEL)?S?|SUBJECT|TAGS):"
    r"|(?<=[A-Za-z0-9.,;)])(?<!De)(?<!Un)(?-i:Classified [Bb]y)\b",
    re.IGNORECASE,
)
# Behind an E.O. label nothing but the other fields can follow: there a bare word is a label too.
_BEHIND_ORDER = re.compile(r"(?<=[ ])(?:TAGS?|SUBJECT)[ ](?=[A-Z(])")
_CITED_ORDER = re.compile(r"E\.?[ ]?O\.?[ ]?\d{4,5}(?!\d)(?![ ]*(?:[:,]?[ ]*DECL|:|N/?A))", re.IGNORECASE)
# Words of such a label: a search for them is fast, the pattern is not.
_INNER_WORDS = ("EO", "E.O", "TAG", "SUBJ", "REF", "CLASSIFIED BY", "DERIVED FROM")
# The first paragraph of the text on the line of a field: its number and its portion mark.
_TEXT_WITHIN = re.compile(
    r"(?<=[ .;,)])1[ ]?\.[ ]{0,3}\((?:U|SBU|LOU|C|S|TS)(?:/{1,2}[A-Z]+)*\)[ ]{0,3}(?!CLASSIFIED BY)(?=[A-Z\"'])"
    r"|(?<=[ .;,)])1[ ]?\.[ ]{1,3}(?=(?:BEGIN[ ])?SUMMARY\b)",
    re.IGNORECASE,
)
_MARK_ALONE = re.compile(r"[ ]*\([A-Za-z/\-, ]{1,20}\)[ ]*")  # ``(C) 1. Summary``: the mark of the paragraph itself
_NUMBERED = re.compile(r"[ ]*\d{1,2}[ ]?\.(?!\d{2})[ ]*(?:\([A-Za-z]|[A-Z\"'])")
_LOOK_AHEAD = 120
_LOOK_AHEAD_UNNUMBERED = 60


def find_label(text: str) -> "re.Match[str] | None":
    """Read the label at the start of a line; ``lastgroup`` of the match names its field, as ``Draft`` does."""
    if text[:2] not in _LABEL_STARTS and text[:1] != " ":
        return None
    return _read_label(text) if len(text) <= _LONGEST_KEPT else _LABEL.match(text)


# A heading asks three times of each line.
_read_label = functools.lru_cache(maxsize=128)(_LABEL.match)


def last_label(lines: Sequence[Line]) -> int:
    """Return the index of the last line with a label before the first numbered paragraph, -1 without one."""
    last = -1
    limit = min(len(lines), _LOOK_AHEAD_UNNUMBERED)
    for at in range(min(len(lines), _LOOK_AHEAD)):
        text = lines[at].text
        if not text:
            continue
        if match := find_label(text):
            if match.lastgroup == "references" and last < 0 and at > limit:
                break
            last = at
            if text_within(text) >= 0:
                break
            continue
        if at >= limit or _NUMBERED.match(text):
            break
        if last >= 0 and classification_at(text) is not None:
            break  # a second heading block begins: it is read by itself
        if _has_inner_label(text) and _INNER_LABEL.search(text):
            last = at
    return last


def text_within(text: str) -> int:
    """Return where the first paragraph of the text begins on the line of a field, -1 when it does not."""
    if "1" not in text or (text.find("1.", 1) < 0 and text.find("1 .", 1) < 0):
        return -1
    match = _TEXT_WITHIN.search(text)
    return match.start() if match and not _MARK_ALONE.fullmatch(text, 0, match.start()) else -1


def is_cited_order(text: str) -> bool:
    """Say whether the number of an order begins no line of its own but names the law: ``E.O. 12958, reasons 1.4 (b)``."""
    return _CITED_ORDER.match(text) is not None


def _has_inner_label(text: str) -> bool:
    """Say whether a line may hold a label behind its first character."""
    return _has_words_once(text) if len(text) <= _LONGEST_KEPT else _has_words(text)


def _has_words(text: str) -> bool:
    behind = text[1:].upper()
    for word in _INNER_WORDS:  # noqa: SIM110  a generator costs more than the search
        if word in behind:
            return True
    return False


# A heading asks twice of each line.
_has_words_once = functools.lru_cache(maxsize=128)(_has_words)


def split_at_labels(line: Line) -> list[Line]:
    """Cut a line before each label that stands in it: ``E.O. 12958: N/A TAGS: SNAR SUBJECT: ...``."""
    text = line.text
    begun = text_within(text)
    head = text if begun < 0 else text[:begun]
    cuts = {begun} if begun > 0 else set()
    if _has_inner_label(head):
        label = find_label(head)
        behind = label.end() if label is not None else 1
        inner = [match.start() for match in _INNER_LABEL.finditer(head) if match.start() >= behind]
        if label is not None and label.lastgroup == "by":
            inner = [at for at in inner if not is_cited_order(head[at:])]
        cuts.update(inner)
        if label is not None and label.lastgroup == "order":
            cuts.update(match.start() for match in _BEHIND_ORDER.finditer(head) if match.start())
    if not cuts:
        return [line]
    edges = [0, *sorted(cuts), len(text)]
    return [
        Line(line.number, line.column + begin, text[begin:end].rstrip())
        for begin, end in pairwise(edges)
        if text[begin:end].strip()
    ]

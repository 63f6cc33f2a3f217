"""The labels of a heading, ``E.O.``, ``TAGS:``, ``SUBJECT:``, ``REF:``, ``Classified By``, at the start of a line or within.

Knows where labels stand and to which field each belongs; reads no field. docs/format.md, "Heading".
"""

import functools
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from generator.cables.classification import classification_at
from generator.cables.source import Line

# One label a line, at its start. The order of the groups is the order in which misprints are told apart.
_LABEL: Final = re.compile(
    r"[ ]*(?:"
    r"(?P<order>E\.?[ ]?O\.?,?[ ]*:?[ ]*(?=\d{4}))"
    r"|(?P<tags>TAGS?|TAGE|TAGES|TABS|TAS|TGS|AGS)(?:[ ]?[:;,]+|[ ]{1,8}(?=[A-Za-z(])|[ ]*$)[ :;,]*"
    r"|(?P<subject>S?UBJ(?:ECT)?)(?:[ ]*:|[ ]{2,}|[ ]*$)"
    r"|(?P<references>(?:PROGRAM[ ])?(?:REF(?:TEL)?S?|REF\(S\)|RFF)(?:[ ]*:|[ ]{1,4}(?=\(?[A-Z]\)?[.):]|[A-Z]\))))"
    r"|(?P<by>(?:1[ ]?\.[ ]*)?(?:\(U\)[ ]?)?CLASSIFIED BY\b[ ]*:?)"
    r")[ ]*",
    re.IGNORECASE,
)
# The first two letters of any label, in either case.
_LABEL_STARTS: Final = frozenset(
    first + second
    for start in ("E.", "EO", "E ", "TA", "TG", "AG", "SU", "UB", "RE", "RF", "PR", "CL", "1.", "1 ", "(U")
    for first in (start[0], start[0].lower())
    for second in (start[1], start[1].lower())
)
_LONGEST_KEPT: Final = 200
# The same labels in mid-line, after a blank; what stands before is a line of its own.
_INNER_LABEL: Final = re.compile(
    r"(?<=[ ])(?:E\.?O\.?[ ]?1\d{4}\b|TAGS?:|SUBJ(?:ECT)?:|REFS?:|REFTELS?:|Classified By\b[ ]?:|CLASSIFIED BY\b[ ]?:)"
    r"|(?<=[A-Z])REFS?:[ ]",
    re.IGNORECASE,
)
# Words of such a label: a search for them is fast, the pattern is not.
_INNER_WORDS: Final = ("EO", "E.O", "TAG", "SUBJ", "REF", "CLASSIFIED BY")
_NUMBERED: Final = re.compile(r"[ ]*\d{1,2}[ ]?\.(?!\d{2})[ ]*(?:\([A-Za-z]|[A-Z\"'])")
_LOOK_AHEAD: Final = 120
_LOOK_AHEAD_UNNUMBERED: Final = 60


def find_label(text: str) -> "re.Match[str] | None":
    """Read the label at the start of a line; ``lastgroup`` of the match names its field, as ``Draft`` does."""
    if text[:2] not in _LABEL_STARTS and text[:1] != " ":
        return None
    return _read_label(text) if len(text) <= _LONGEST_KEPT else _LABEL.match(text)


# A heading asks three times of each line.
_read_label: Final = functools.lru_cache(maxsize=128)(_LABEL.match)


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
            continue
        if at >= limit or _NUMBERED.match(text):
            break
        if last >= 0 and classification_at(text) is not None:
            break  # a second heading block begins: it is read by itself
        if ":" in text and _has_inner_label(text) and _INNER_LABEL.search(text):
            last = at
    return last


def _has_inner_label(text: str) -> bool:
    """Say whether a line may hold a label behind its first character."""
    behind = text[1:].upper()
    for word in _INNER_WORDS:  # noqa: SIM110  a generator costs more than the search
        if word in behind:
            return True
    return False


def split_at_labels(line: Line) -> list[Line]:
    """Cut a line before each label that stands in it: ``E.O. 12958: N/A TAGS: SNAR SUBJECT: ...``."""
    if not (":" in line.text or "EO 1" in line.text or "E.O. 1" in line.text) or not _has_inner_label(line.text):
        return [line]
    cuts = [match.start() for match in _INNER_LABEL.finditer(line.text) if match.start()]
    if not cuts:
        return [line]
    edges = [0, *cuts, len(line.text)]
    return [
        Line(line.number, line.column + begin, line.text[begin:end].rstrip())
        for begin, end in pairwise(edges)
        if line.text[begin:end].strip()
    ]

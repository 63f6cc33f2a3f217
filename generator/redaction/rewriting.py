"""A text with a mark in the place of words that stood on one line or on several. Finds nothing itself."""

from collections.abc import Sequence

_EMPTIED = "[withheld]"  # a line of which nothing is left, in the middle of a sentence
_HYPHENS = "-\u2010\u00ad"

Span = tuple[tuple[int, int], ...]  # what is to be replaced: (start, end) on each line, in order


def lines_of(text: str, letters: Sequence[tuple[int, int]]) -> Span:
    """Return the places of letters joined to one place on each line."""
    lines: list[tuple[int, int]] = []
    for start, end in letters:
        if lines and not _parts(text, lines[-1][1], start):
            lines[-1] = lines[-1][0], max(end, lines[-1][1])
        else:
            lines.append((start, end))
    return tuple(lines)


def _parts(text: str, start: int, end: int) -> bool:
    return text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0


def replaced(text: str, span: Span, mark: str) -> str:
    """Put a mark in the place of a part of a text; what stood on further lines goes, the lines stay."""
    behind = text[span[-1][1] :].splitlines()[:1]
    goes_on = bool(behind and behind[0].strip())
    out: list[str] = []
    at = 0
    for number, (first, last) in enumerate(span):
        whole = not text[:first].rpartition("\n")[2].strip() and not text[last:].partition("\n")[0].strip()
        middle = _EMPTIED if whole and goes_on and number < len(span) - 1 else ""
        out += [text[at:first], middle if number else mark]
        at = last
        if number < len(span) - 1:  # a hyphen at the line's end parted a word that is no longer there
            at += len(text[at:]) - len(text[at:].lstrip(_HYPHENS))
    out.append(text[at:])
    return "".join(out)

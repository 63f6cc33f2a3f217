"""An export of several records of the National Archives, in pieces -> each with its text and attributes under headings."""

import re
from collections.abc import Iterable, Iterator

from generator.importing.formats.dump import LONGEST_RECORD

_SECTION = re.compile(rb"^[ \t]*(Message Text|Message Attributes)[ \t]*\r?$", re.MULTILINE)
_LONGEST_HEADING = 200


def sections_of(pieces: Iterable[bytes]) -> Iterator[tuple[int | None, bytes | None]]:
    """Cut an export of several records of the National Archives, each with its text and attributes under headings.

    Yields:
        The line where each begins and its bytes, None for what is too long to be one; (None, data) for everything else.
    """
    held = b""
    line = 1
    searched = 0
    heading = b""
    several = passing = False
    for piece in pieces:
        held += piece
        begin = -1
        start = 0
        for match in _SECTION.finditer(held, searched):
            if match.end() + 2 > len(held):
                break  # the line may go on in the next piece
            if not heading:
                heading = match[1]
            elif match[1] == heading:
                begin = match.start()
                if not passing:
                    yield line, held[start:begin]
                line += held.count(b"\n", start, begin)
                start, several, passing = begin, True, False
        if start:
            held = held[start:]
        searched = max(1 if heading else 0, len(held) - _LONGEST_HEADING)
        if len(held) > LONGEST_RECORD:
            if not passing:
                yield line, None
            passing = True
            line += held.count(b"\n", 0, len(held) - _LONGEST_HEADING)
            held = held[-_LONGEST_HEADING:]
            searched = 1
    last = [match for match in _SECTION.finditer(held, 1 if heading else 0) if match[1] == heading] if heading else []
    start = 0
    for match in last:
        if (
            match.start() > 0
            and held[: match.start()].strip()
            and (several or start or _has_heading(held[: match.start()], heading))
        ):
            if not passing:
                yield line, held[start : match.start()]
            line += held.count(b"\n", start, match.start())
            start, several, passing = match.start(), True, False
    if not passing and (held[start:] or not several):
        yield (line if several else None), held[start:]


def _has_heading(data: bytes, heading: bytes) -> bool:
    return any(match[1] == heading for match in _SECTION.finditer(data))

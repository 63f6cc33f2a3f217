"""An export of several records of the National Archives, in pieces -> each with its text and attributes under headings."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from generator.importing.formats.dump import LONGEST_RECORD, cut_stream

_HEADING = rb"[ \t]{0,80}(%b)[ \t]{0,80}\r?\n"
_FIRST = re.compile(rb"^" + _HEADING % b"Message Text|Message Attributes", re.MULTILINE)
_LONGEST_HEADING = 200


def sections_of(pieces: Iterable[bytes]) -> Iterator[tuple[int | None, bytes | None]]:
    """Cut an export of several records of the National Archives, each with its text and attributes under headings.

    A record begins where the heading comes again that came first.

    Yields:
        The line where each begins and its bytes, None for what is too long to be one; (None, data) for everything else.
    """
    ahead = iter(pieces)
    head = b""
    first = None
    for piece in ahead:
        begin = max(0, len(head) - _LONGEST_HEADING)
        head += piece
        first = _FIRST.search(head, begin)
        if first or len(head) > LONGEST_RECORD:
            break
    again = re.compile(rb"\n(?=%b)" % (_HEADING % (first[1] if first else b"(?!)")))
    records = cut_stream(chain((head,), ahead), again, LONGEST_RECORD, first.end() - 1 if first else 0)
    one = next(records, (1, b""))
    other = next(records, None)
    if other is None:
        yield None if one[1] is not None else one[0], one[1]
        return
    yield one
    yield other
    yield from records

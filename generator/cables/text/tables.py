"""Tables: lines with wide gaps. Knows only where a table ends. docs/reference/format.md, "Tables and short lines"."""

import re
from collections.abc import Sequence

from generator.cables.text.headings import is_rule

_GAPS = re.compile(r"\S[ ]{3,}(?=\S)")
_FEWEST_ROWS = 3


def table_end(texts: Sequence[str], at: int) -> int:
    """Return the index after a table that begins at a line, 0 when none does: three rows or more with two wide gaps."""
    end, rows = at, 0
    while end < len(texts) and (text := texts[end]):
        gaps = len(_GAPS.findall(text))
        if gaps < 1 and not is_rule(text.strip()):
            break
        rows += gaps > 1
        end += 1
    return end if rows >= _FEWEST_ROWS else 0


def is_row(text: str) -> bool:
    """Say whether a line has two wide gaps, as the row of a table has."""
    return "   " in text and len(_GAPS.findall(text)) > 1

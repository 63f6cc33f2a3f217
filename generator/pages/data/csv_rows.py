"""Lines of CSV for people who open them in a spreadsheet. Knows nothing of what is in them."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_FORMULA = frozenset("=+-@\t\r")
_AT_ONCE = 1_000


def row(cells: Sequence[object]) -> bytes:
    """Return a line of CSV; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    return b"".join(rows((cells,)))


def rows(lines: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield lines of CSV as those of ``row``, a thousand at a time."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n").writerow
    for number, cells in enumerate(lines, 1):
        write([f"'{cell}" if type(cell) is str and cell[:1] in _FORMULA else cell for cell in cells])
        if not number % _AT_ONCE:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()

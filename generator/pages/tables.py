"""Lines of CSV for people who open them in a spreadsheet. Knows nothing of what is in them."""

import csv
import io
from collections.abc import Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def row(cells: Sequence[object]) -> bytes:
    """Return a line of CSV; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    shown = [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in cells]
    csv.writer(out, lineterminator="\n").writerow(shown)
    return out.getvalue().encode()

"""The rows of data/cables.csv from one build to the next: where the record of a cable is as it was, so is its row."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from generator.pages.records import table_head, table_rows

_PLAIN = re.compile(rb"([0-9A-Za-z][0-9A-Za-z_-]*),")  # an id that stands in its cell as it is
_AT_ONCE = 1 << 20


def table_parts(old: Path | None, order: Sequence[str], made: Mapping[str, bytes], records: Path) -> Iterator[bytes]:
    """Yield the table of cables, in parts.

    Args:
        old: the table of the last build, made of the records of that build by the same program; None if there is none.
        order: the ids of all cables.
        made: the records of those that may have another record than in the last build.
        records: all records, one a line, in this order; read only where the old table does not do.
    """
    yield table_head()
    spans = _spans(old) if old is not None else {}
    if old is None or not all(one in made or one in spans for one in order):
        with records.open("rb") as lines:
            yield from table_rows(lines)
        return
    with old.open("rb") as table:
        start = end = 0  # rows that follow one another are taken at once
        for one in order:
            record = made.get(one)
            begins, ends = (0, 0) if record is not None else spans[one]
            if record is None and begins == end and ends - start < _AT_ONCE:
                end = ends
                continue
            yield os.pread(table.fileno(), end - start, start)
            start, end = begins, ends
            if record is not None:
                yield from table_rows((record,))
        yield os.pread(table.fileno(), end - start, start)


def _spans(path: Path) -> dict[str, tuple[int, int]]:
    """Return where the row of each cable begins and ends in a table; a row goes on while a quotation is open."""
    spans: dict[str, tuple[int, int]] = {}
    name, start, place, whole = "", 0, 0, True
    with path.open("rb") as lines:
        for line in lines:
            if whole:
                match = _PLAIN.match(line)
                name, start = match[1].decode() if match else "", place
            place += len(line)
            whole = whole != bool(line.count(b'"') % 2)
            if whole and name:
                spans[name] = start, place
    return spans
